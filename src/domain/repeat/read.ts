/**
 * Reads a rule of repetition. Whatever could be read in two ways, or only in part, is refused.
 *
 * @module
 */

import { UserError } from "../../errors.ts";
import { noRule, unknownPart, wrongPart } from "./refusal.ts";
import { type Parts, readDays, shown } from "./read_days.ts";
import type { Frequency, Rule } from "./rule.ts";

const FREQUENCIES: readonly Frequency[] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/** The longest text that is looked at: room for every day that a rule can name. */
const MAX_LENGTH = 500;

/** Every part's name. */
const NAMES = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "FROM"]);

/** The most that INTERVAL and COUNT may be: every day for 27 years. */
const MAX_NUMBER = 9_999;

/**
 * Reads an RRULE, with or without the `RRULE:` before it, in any case.
 *
 * @throws {UserError} where a part is not understood; it names the part, and says what is.
 *
 * @example
 * ```ts
 * import { readRepeat } from "./read.ts";
 * import { repeatText } from "./rule.ts";
 *
 * console.assert(repeatText(readRepeat("rrule:interval=2;freq=weekly;byday=th,mo")) ===
 *   "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
 * ```
 */
export function readRepeat(text: string): Rule {
  const parts = split(text);
  const frequency = readFrequency(parts, text);
  const interval = readNumber(parts, "INTERVAL") ?? 1;
  const fromDone = readFrom(parts);
  const count = readNumber(parts, "COUNT");
  const until = readUntil(parts);
  if (count !== undefined && until !== undefined) {
    throw wrongPart(shown(parts, "UNTIL"), "and a COUNT too, which contradict each other: send one of them");
  }
  return {
    frequency,
    interval,
    ...readDays(parts, frequency),
    ...(count === undefined ? {} : { count }),
    ...(until === undefined ? {} : { until }),
    fromDone,
  };
}

function split(text: string): Parts {
  if (text.length > MAX_LENGTH) {
    throw new UserError(
      `Argument "repeat" must have at most ${MAX_LENGTH} characters, but it has ${text.length}: name fewer days`,
    );
  }
  const parts = new Map<string, string>();
  const body = text.trim().replace(/^RRULE\s*:/i, "").replace(/;\s*$/, "");
  if (!body.includes("=")) throw noRule(text);
  for (const part of body.split(";")) {
    const [name = "", ...rest] = part.toUpperCase().split("=").map((side) => side.trim());
    if (!NAMES.has(name)) throw unknownPart(name, part.trim());
    if (parts.has(name)) throw wrongPart(part.trim(), `but ${name} is there before: send it once`);
    parts.set(name, rest.join("="));
  }
  return parts;
}

function readFrequency(parts: Parts, text: string): Frequency {
  const value = parts.get("FREQ");
  if (value === undefined) throw noRule(text);
  const frequency = FREQUENCIES.find((name) => name === value);
  if (frequency !== undefined) return frequency;
  const reason = `but FREQ is one of ${FREQUENCIES.join(", ")}: send for example "FREQ=WEEKLY;BYDAY=MO,TH"`;
  throw wrongPart(shown(parts, "FREQ"), reason);
}

function readNumber(parts: Parts, name: "INTERVAL" | "COUNT"): number | undefined {
  const value = parts.get(name);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= MAX_NUMBER) return number;
  throw wrongPart(
    shown(parts, name),
    `but it must be an integer from 1 to ${MAX_NUMBER}: send for example "${name}=2"`,
  );
}

function readFrom(parts: Parts): boolean {
  const value = parts.get("FROM");
  if (value === undefined || value === "DONE") return value === "DONE";
  throw wrongPart(shown(parts, "FROM"), 'but only "FROM=DONE" is known: it counts from the completion');
}

function readUntil(parts: Parts): Rule["until"] {
  const value = parts.get("UNTIL");
  if (value === undefined) return undefined;
  try {
    if (/^\d{8}$/.test(value)) return Temporal.PlainDate.from(value);
    // A leap second is left to the refusal: the clock that it would be compared with has none.
    if (/^\d{8}T\d{4}[0-5]\dZ$/.test(value)) return Temporal.Instant.from(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const reason =
    'but it must be a day that exists or an instant in UTC: send for example "UNTIL=20271231" or ' +
    '"UNTIL=20271231T170000Z"';
  throw wrongPart(shown(parts, "UNTIL"), reason);
}
