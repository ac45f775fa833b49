/**
 * How much a task may hold. All of it is checked before anything is written.
 *
 * @module
 */

import { UserError } from "../errors.ts";

/** The most code points of each text, and the most entries of each list. */
export const LIMITS = {
  title: 500,
  description: 10_000,
  note: 2_000,
  notes: 200,
  project: 100,
  tag: 100,
  tags: 20,
  agent: 100,
  ref: 100,
  request_id: 100,
  blocked_by: 100,
} as const;

/** How many code points a text has: what a person counts as characters, nearly; not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * A text without the white space around it, of at least one and at most so many code points.
 *
 * @throws {UserError} where it is empty, too long, or has half a surrogate pair.
 */
export function checkedName(
  name: "title" | "project" | "tag" | "agent" | "note" | "ref" | "request_id",
  text: string,
): string {
  const trimmed = text.trim();
  if (checkedLength(name, trimmed, LIMITS[name]) === 0) {
    throw new UserError(`Argument "${name}" must have 1 to ${LIMITS[name]} characters, but it has none`);
  }
  return trimmed;
}

/**
 * A description, as it is.
 *
 * @throws {UserError} where it is too long, or has half a surrogate pair.
 */
export function checkedDescription(text: string): string {
  checkedLength("description", text, LIMITS.description);
  return text;
}

/**
 * Tags without the white space around them, each once, whatever its case; the first spelling stays.
 *
 * @throws {UserError} where there are too many, or one is no name.
 */
export function checkedTags(tags: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags) {
    const name = checkedName("tag", tag);
    if (!kept.has(nameKey(name))) kept.set(nameKey(name), name);
  }
  checkedCount("tags", kept.size, LIMITS.tags);
  return [...kept.values()];
}

/** What is alike of two names that mean the same: their case and the white space around them do not count. */
export function nameKey(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}

/**
 * Checks how many there are of something.
 *
 * @throws {UserError} that says the limit and what came.
 */
export function checkedCount(name: "tags" | "blocked_by" | "notes", count: number, limit: number): void {
  if (count > limit) {
    throw new UserError(
      `A task may have at most ${limit} ${COUNTED[name]}, but this one would have ${count}`,
    );
  }
}

const COUNTED = { tags: "tags", blocked_by: "blockers", notes: "notes" } as const;

function checkedLength(name: string, text: string, limit: number): number {
  if (!text.isWellFormed()) {
    throw new UserError(
      `Argument "${name}" has half of a surrogate pair, which is no character; send well-formed Unicode`,
    );
  }
  const length = codePoints(text);
  if (length > limit) {
    throw new UserError(
      `Argument "${name}" must have at most ${limit} characters, but it has ${length}; put the rest elsewhere`,
    );
  }
  return length;
}
