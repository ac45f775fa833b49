/**
 * How much a task may hold. All of it is checked before anything is written.
 *
 * @module
 */

import { UserError } from "../errors.ts";

/** The most code points of each text. */
export const LIMITS = { title: 500, description: 10_000 } as const;

/** How many code points a text has: what a person counts as characters, nearly; not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * A title without the white space around it.
 *
 * @throws {UserError} where it is empty, too long, or has half a surrogate pair.
 */
export function checkedTitle(text: string): string {
  const title = text.trim();
  const length = checkedLength("title", title, LIMITS.title);
  if (length === 0) {
    throw new UserError(`Argument "title" must have 1 to ${LIMITS.title} characters, but it has none`);
  }
  return title;
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
