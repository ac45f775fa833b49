/**
 * Where the next page of a list begins. A cursor belongs to its query, and survives changes between the pages: it
 * names the last task that was shown, and where that stood in case it is gone.
 *
 * @module
 */

import { UserError } from "../errors.ts";

/** What a cursor says. */
export interface Position {
  /** The id of the last task that was shown. */
  readonly last: number;
  /** How many were shown. */
  readonly shown: number;
}

/** A cursor as text. */
export function cursorOf(key: string, { last, shown }: Position): string {
  return [checksum(key), last.toString(36), shown.toString(36)].join(".");
}

/**
 * Reads a cursor.
 *
 * @throws {UserError} where it is none, or belongs to another query.
 */
export function readCursor(key: string, cursor: string): Position {
  const [sum = "", last = "", shown = ""] = cursor.split(".");
  const position = { last: parseInt(last, 36), shown: parseInt(shown, 36) };
  if (cursor !== cursorOf(key, position) || !Number.isSafeInteger(position.last)) {
    const why = sum === checksum(key) ? "is damaged" : "belongs to another query, view or order";
    throw new UserError(`Argument "cursor" ${why}: send the next_cursor of the same list, or leave it out`);
  }
  return position;
}

/**
 * Where a list goes on after a position. Where the last task is not in the list any more, such as one that was completed
 * since, it goes on at what would come after it.
 */
export function indexAfter<T extends { readonly id: number }>(
  found: readonly T[],
  { last, shown }: Position,
  lastItem: T | undefined,
  order: (a: T, b: T) => number,
): number {
  const at = found.findIndex(({ id }) => id === last);
  if (at >= 0) return at + 1;
  if (!lastItem) return Math.min(shown, found.length);
  const next = found.findIndex((item) => order(item, lastItem) > 0);
  return next >= 0 ? next : found.length;
}

/** A short sum of a text, to tell queries apart; FNV-1a. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return sum.toString(36);
}
