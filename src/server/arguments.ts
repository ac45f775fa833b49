/**
 * Checks what a client sent against a schema, and says in one sentence what is wrong with it.
 *
 * @module
 */

import { closestMatch } from "leven";
import type { z } from "zod";
import { UserError } from "../errors.ts";

/** The most characters of a caller's value that an error repeats. */
const QUOTED = 60;

/**
 * The arguments as the schema has them. Null means not given, as strict hosts send it for what is optional.
 *
 * @throws {UserError} that names the argument, what it must be and what came; for an unknown name the nearest right one.
 */
export function checkArguments<S extends z.ZodObject>(schema: S, args: unknown): z.output<S> {
  const given = withoutNulls(args ?? {});
  if (!isObject(given)) throw new UserError(`Arguments must be an object, but they are ${quoted(given)}`);
  const known = Object.keys(schema.shape);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw unknownArgument(name, known);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UserError(parsed.error.issues.map((issue) => sentence(issue, given)).join("; "));
}

/** Refuses a name, and offers the nearest right one where one is near. */
export function unknownArgument(name: string, known: readonly string[]): UserError {
  if (known.length === 0) return new UserError(`Unknown argument ${quoted(name)}: there are no arguments`);
  return new UserError(`Unknown argument ${quoted(name)}: ${suggestion(name, known)}`);
}

/** What to take in a wrong name's place: the nearest one, or all there are. */
export function suggestion(name: string, known: readonly string[]): string {
  // A longer one is near to none, and would take long to compare.
  const start = name.slice(0, 100);
  const nearest = closestMatch(start, known, { maxDistance: Math.max(2, Math.floor(start.length / 2)) });
  return nearest === undefined ? `known are ${known.join(", ")}` : `did you mean "${nearest}"?`;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== null).map((
      [name, part],
    ) => [name, withoutNulls(part)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What zod calls the types, in words. */
const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "an integer",
  // Every number that a tool takes is an integer; zod says so only where it met a number.
  number: "an integer",
  object: "an object",
  safeint: "an integer",
  string: "a string",
};

function sentence(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const value = valueAt(given, issue.path);
  const name = issue.path.join(".");
  const came = value === undefined ? "it is missing" : `it is ${quoted(value)}`;
  return `Argument "${name}" must be ${expected(issue)}, but ${came}`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === "too_big" && issue.origin === "int") return `a safe integer, at most ${issue.maximum}`;
  if (issue.code === "too_small" && issue.origin === "int") {
    return `a safe integer, at least ${issue.minimum}`;
  }
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  return `valid (${issue.message})`;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => isObject(at) ? at[String(step)] : Array.isArray(at) ? at[Number(step)] : undefined,
    given,
  );
}

function quoted(value: unknown): string {
  // JSON has no word for Infinity, which is what JSON's own 1e400 is read as.
  const text = typeof value === "number" ? String(value) : JSON.stringify(value) ?? String(value);
  const points = [...text.slice(0, 4 * QUOTED)];
  return points.length > QUOTED ? `${points.slice(0, QUOTED).join("")}… (${text.length} characters)` : text;
}
