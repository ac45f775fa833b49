/**
 * Binds resources and their templates.
 *
 * @module
 */

import { ResourceNotFoundError, type Server, type ServerContext } from "@modelcontextprotocol/server";
import type { Context } from "../capability.ts";
import type { Log } from "../log.ts";
import { suggestion } from "./arguments.ts";
import { answerOrThrow, recordUnknown, type Report } from "./boundary.ts";
import { listResource, listTemplate, uriTemplateOf } from "./listing.ts";
import type { Capabilities } from "./services.ts";

/** What the handlers of one connection need. */
export interface Binding {
  /** The context of a request's capability. */
  readonly context: (context: ServerContext) => Context;
  /** What tells a request's outcome to its client. */
  readonly report: (context: ServerContext) => Report;
  /** The log. */
  readonly log: Log;
}

/** What is at an address, and how it is named in the log: never by the caller's own text. */
interface Found {
  readonly name: string;
  readonly mimeType: string;
  read(context: Context): Promise<string>;
}

/** Binds the lists, and the reading of one. */
export function bindResources(
  server: Server,
  capabilities: Pick<Capabilities, "resources" | "templates">,
  { context, report, log }: Binding,
): void {
  const { resources, templates } = capabilities;
  server.setRequestHandler("resources/list", async (_request, ctx) => {
    const run = async () => {
      const lists = await Promise.all(templates.map(async (template) => {
        const listed = await template.list(context(ctx));
        return listed.map((one) => ({ ...one, mimeType: template.mimeType }));
      }));
      return [...resources.map(listResource), ...lists.flat()];
    };
    return { resources: await answerOrThrow({ kind: "resource", name: "(list)", run }, log, report(ctx)) };
  });
  server.setRequestHandler("resources/templates/list", () => ({
    resourceTemplates: templates.map(listTemplate),
  }));
  server.setRequestHandler("resources/read", async ({ params: { uri } }, ctx) => {
    const found = find(capabilities, uri);
    if (!found) {
      recordUnknown("resource", log, report(ctx));
      throw new ResourceNotFoundError(uri, `Unknown resource: ${suggestion(uri, addresses(capabilities))}`);
    }
    const run = () => found.read(context(ctx));
    const text = await answerOrThrow({ kind: "resource", name: found.name, run }, log, report(ctx));
    return { contents: [{ uri, mimeType: found.mimeType, text }] };
  });
}

/** Every address there is, those of templates with the name of what varies. */
export function addresses({ resources, templates }: Pick<Capabilities, "resources" | "templates">): string[] {
  return [...resources.map(({ uri }) => uri), ...templates.map(uriTemplateOf)];
}

function find(
  { resources, templates }: Pick<Capabilities, "resources" | "templates">,
  uri: string,
): Found | undefined {
  const resource = resources.find((one) => one.uri === uri);
  if (resource) return { name: uri, mimeType: resource.mimeType, read: (context) => resource.read(context) };
  const template = templates.find(({ prefix }) => uri.startsWith(prefix));
  if (!template) return undefined;
  const { prefix, mimeType } = template;
  return {
    name: uriTemplateOf(template),
    mimeType,
    read: (context) => template.read(uri.slice(prefix.length), context),
  };
}
