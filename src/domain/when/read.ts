/**
 * Reads a date as people and programs write it.
 *
 * @module
 */

import type { Frame } from "./combine.ts";
import { readEnglish } from "./english.ts";
import { readExact } from "./exact.ts";
import { refusal } from "./refusal.ts";
import type { When } from "./value.ts";

/** The most characters of a date; no sensible one comes near. */
const LIMIT = 120;

/**
 * The date that a text names: in the form of answers, in ISO 8601 or RFC 9557, or in English. A text is read whole or
 * refused, and refused too where it can be read in two ways; then the error holds `choices`.
 *
 * A weekday is the next to come, and never today. A time alone is today's, or tomorrow's where that has passed. "Next"
 * week, month or year is its first day. A zone in the text wins over that of the frame.
 *
 * @example
 * ```ts
 * import { readWhen } from "./read.ts";
 * import { storedWhen } from "./value.ts";
 *
 * const frame = { now: Temporal.Instant.from("2026-11-22T10:00Z"), zone: "Europe/Berlin" };
 * console.assert(storedWhen(readWhen("friday", frame)) === "2026-11-27");
 * console.assert(storedWhen(readWhen("tomorrow 5pm", frame)) === "2026-11-23T17:00[Europe/Berlin]");
 * ```
 *
 * @throws {UserError} that says what is wrong with the text, and what to send.
 */
export function readWhen(text: string, frame: Frame): When {
  if (text.length > LIMIT) throw refusal(text, `has ${text.length} characters, which is no date`);
  const plain = text.trim().replace(/\s+/g, " ");
  if (plain === "") throw refusal(text, "is empty");
  const { values, wrong } = readExact(plain, frame) ?? readEnglish(english(plain), frame);
  const [value] = values;
  if (wrong !== undefined || !value) throw refusal(text, wrong ?? "is not understood", values);
  return value;
}

/** The same text as the rules of English expect it. */
function english(text: string): string {
  return text.toLowerCase()
    .replace(/^due:? /, "")
    .replace(/,(?= |$)/g, "")
    .replace(/’/g, "'")
    // An ISO time may be followed by a zone's name.
    .replace(/(?<![^ ])(\d{4}-\d\d-\d\d)t(?=\d)/, "$1 ");
}
