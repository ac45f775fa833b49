/** @module */

import { UserError } from "../errors.ts";
import { visibleJson } from "./text_view.ts";

/**
 * An id that came as a text.
 *
 * @param what What has it, for the error.
 * @throws {UserError} where it is none.
 */
export function readId(text: string, what: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  const shown = visibleJson(text.slice(0, 60).toWellFormed());
  throw new UserError(`${what} must have a task's id, such as 12, but it has ${shown}`);
}
