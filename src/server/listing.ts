/**
 * What clients are shown of tools, resources and prompts. Made once: it does not depend on who asks.
 *
 * @module
 */

import type {
  Prompt as ListedPrompt,
  Resource as ListedResource,
  ResourceTemplateType as ListedTemplate,
  Tool as ListedTool,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Prompt, Resource, ResourceTemplate, Tool } from "../capability.ts";

/** A tool as `tools/list` shows it. */
export function listTool(tool: Tool): ListedTool {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: objectSchema(tool.input, "input"),
    outputSchema: objectSchema(tool.output, "output"),
    annotations: { title: tool.title, ...tool.hints },
  };
}

/** A resource as `resources/list` shows it. */
export function listResource({ uri, name, title, description, mimeType }: Resource): ListedResource {
  return { uri, name, title, description, mimeType };
}

/** A template as `resources/templates/list` shows it. */
export function listTemplate(template: ResourceTemplate): ListedTemplate {
  const { name, title, description, mimeType } = template;
  return { uriTemplate: uriTemplateOf(template), name, title, description, mimeType };
}

/** A template's addresses in the form of RFC 6570. */
export function uriTemplateOf({ prefix, variable }: ResourceTemplate): string {
  return `${prefix}{${variable}}`;
}

/** A prompt as `prompts/list` shows it. */
export function listPrompt(prompt: Prompt): ListedPrompt {
  const { name, title, description } = prompt;
  const args = Object.entries(prompt.input.shape).map(([argument, schema]) => ({
    name: argument,
    ...(schema instanceof z.ZodType && schema.description ? { description: schema.description } : {}),
    required: !z.safeParse(schema, undefined).success,
  }));
  return { name, title, description, ...(args.length > 0 ? { arguments: args } : {}) };
}

/**
 * The JSON schema of an object, as lean as hosts take it: every token of it is paid for in every conversation. Without
 * `$schema`, without the bounds of safe integers (the check knows them), with a choice of types as a list of them;
 * what comes in is closed, what goes out open.
 */
function objectSchema(
  schema: z.ZodObject,
  io: "input" | "output",
): { type: "object"; [key: string]: unknown } {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      delete jsonSchema.additionalProperties;
      if (io === "input" && jsonSchema.type === "object") jsonSchema.additionalProperties = false;
      if (jsonSchema.anyOf) {
        jsonSchema.type = jsonSchema.anyOf.flatMap(({ type = [] }) => type);
        delete jsonSchema.anyOf;
      }
    },
  });
  return { ...json, type: "object" };
}
