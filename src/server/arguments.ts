/**
 * Checks what a client sent against a schema, and says in one sentence what is wrong with it.
 *
 * @module
 */

import { closestMatch } from "leven";
import { z } from "zod";
import { UserError } from "../errors.ts";

/** The most characters of a caller's value that an error repeats. */
const QUOTED = 60;

/**
 * The arguments as the schema has them. Null means not given, as strict hosts send it for what is optional.
 *
 * @throws {UserError} that names the argument, what it must be and what came; for an unknown name the nearest right one.
 */
export function checkArguments<S extends z.ZodObject>(schema: S, args: unknown): z.output<S> {
  const given = prepared(schema, args ?? {}, []);
  if (!isObject(given)) throw new UserError(`Arguments must be an object, but they are ${quoted(given)}`);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UserError(parsed.error.issues.map((issue) => sentence(issue, given)).join("; "));
}

/** Refuses a name, and offers the nearest right one where one is near. */
export function unknownArgument(name: string, known: readonly string[], place: Path = []): UserError {
  const where = place.length > 0 ? ` in ${nameOf(place)}` : "";
  if (known.length === 0) {
    return new UserError(`Unknown argument ${quoted(name)}${where}: there are no arguments`);
  }
  return new UserError(`Unknown argument ${quoted(name)}${where}: ${suggestion(name, known)}`);
}

/** What to take in a wrong name's place: the nearest one, or all there are. */
export function suggestion(name: string, known: readonly string[]): string {
  // A longer one is near to none, and would take long to compare.
  const start = name.slice(0, 100);
  const nearest = closestMatch(start, known, { maxDistance: Math.max(2, Math.floor(start.length / 2)) });
  return nearest === undefined ? `known are ${known.join(", ")}` : `did you mean "${nearest}"?`;
}

/** The way to a value: names of keys and places in lists. */
type Path = readonly PropertyKey[];

/**
 * What came without its nulls, in the case that the schema has for words of a fixed choice.
 *
 * @throws {UserError} where a name is unknown, at any depth.
 */
function prepared(schema: unknown, value: unknown, path: Path): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return prepared(schema.unwrap(), value, path);
  }
  if (schema instanceof z.ZodEnum) return choiceOf(schema.options, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const there = value.filter((part) => part !== null);
    return there.map((part, index) => prepared(schema.element, part, [...path, index]));
  }
  if (!(schema instanceof z.ZodObject) || !isObject(value)) return value;
  const parts = new Map<string, unknown>(Object.entries(schema.shape));
  const there = Object.entries(value).filter(([, part]) => part !== null);
  const unknown = there.find(([name]) => !parts.has(name));
  if (unknown) throw unknownArgument(unknown[0], [...parts.keys()], path);
  return Object.fromEntries(
    there.map(([name, part]) => [name, prepared(parts.get(name), part, [...path, name])]),
  );
}

/** A word of a fixed choice as the choice spells it. */
function choiceOf(options: readonly unknown[], value: unknown): unknown {
  if (typeof value !== "string") return value;
  const word = value.trim().toLowerCase();
  return options.includes(word) ? word : value;
}

/** The way to a value as a caller reads it: `tasks[3].title`. */
function nameOf(path: Path): string {
  return path.map((step, index) =>
    typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${String(step)}`
  ).join("");
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
  const name = nameOf(issue.path);
  const came = value === undefined
    ? "it is missing"
    : Array.isArray(value) && issue.code.startsWith("too_")
    ? `it has ${value.length}`
    : `it is ${quoted(value)}`;
  return `Argument "${name}" must be ${expected(issue)}, but ${came}`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === "too_big") return bound(issue.origin, "at most", issue.maximum);
  if (issue.code === "too_small") return bound(issue.origin, "at least", issue.minimum);
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_union") {
    return [...new Set(issue.errors.flatMap((errors) => errors.map(expected)))].join(" or ");
  }
  return `valid (${issue.message})`;
}

/** What is too large or too small, and the bound. */
function bound(origin: string, most: "at most" | "at least", limit: number | bigint): string {
  if (origin === "array") return `a list of ${most} ${limit}`;
  return `${
    Math.abs(Number(limit)) === Number.MAX_SAFE_INTEGER ? "a safe integer" : "an integer"
  }, ${most} ${limit}`;
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
