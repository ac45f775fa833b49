/**
 * What a client is shown, in a form that tests can look into, and arguments made from a schema.
 *
 * @module
 */

import { z } from "zod";

/** A part of a JSON schema, as far as the tests look into it. */
export interface Schema {
  /** The type. */
  readonly type?: unknown;
  /** The keys of an object. */
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  /** The keys that have to be there. */
  readonly required?: readonly string[] | undefined;
  /** What a list holds. */
  readonly items?: Schema | undefined;
  /** The only values there are. */
  readonly enum?: readonly unknown[] | undefined;
  /** What it is. */
  readonly description?: string | undefined;
  /** Whether there may be other keys. */
  readonly additionalProperties?: unknown;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    items: schema.optional(),
    enum: z.array(z.unknown()).optional(),
    description: z.string().optional(),
  })
);

const tool = z.looseObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputSchema: schema,
  outputSchema: schema,
  annotations: z.looseObject({
    readOnlyHint: z.boolean(),
    destructiveHint: z.boolean(),
    idempotentHint: z.boolean(),
    openWorldHint: z.boolean(),
  }),
});

/** A tool as a client sees it. */
export type ListedTool = z.output<typeof tool>;

/** Parses what `tools/list` shows of a tool; throws where something is missing that each tool states. */
export function listedTool(shown: unknown): ListedTool {
  return tool.parse(shown);
}

/** Every part of a schema: itself, and all that lies in it. */
export function* parts(whole: Schema): Generator<Schema> {
  yield whole;
  for (const part of Object.values(whole.properties ?? {})) yield* parts(part);
  if (whole.items) yield* parts(whole.items);
}

/** Any value that a schema takes: of an object what is required, of numbers 1. */
export function sample(of: Schema): unknown {
  if (of.enum) return of.enum[0];
  switch (of.type) {
    case "object":
      return sampleArguments(of);
    case "array":
      return of.items ? [sample(of.items)] : [];
    case "integer":
      return 1;
    case "boolean":
      return true;
    default:
      return "x";
  }
}

/** The least arguments that an input schema takes. */
export function sampleArguments({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {})]));
}
