/**
 * How a query is refused.
 *
 * @module
 */

import { UserError } from "../../errors.ts";

/** The most characters of a query that an error repeats. */
const QUOTED = 60;

/** A piece of a query as an error shows it. */
export function quoted(text: string): string {
  const points = [...text.slice(0, 2 * QUOTED + 1)];
  return JSON.stringify(points.length > QUOTED ? points.slice(0, QUOTED).join("") + "…" : text);
}

/** An error that names the term, and the forms that would do in its place. */
export function refusal(message: string, choices?: readonly string[]): UserError {
  return new UserError(message, choices && { choices });
}
