/**
 * The dates of the query language, such as `7d` in `due<7d`.
 *
 * @module
 */

import type { Frame } from "./combine.ts";
import { endOf, startOf } from "./compare.ts";
import { readWhen } from "./read.ts";
import type { When } from "./value.ts";

/** A stretch of time: from its first moment to the first that is past it; for a single moment the two are the same. */
export interface Range {
  /** Its first moment. */
  readonly from: Temporal.Instant;
  /** The first moment after it. */
  readonly to: Temporal.Instant;
}

const UNITS: Readonly<Record<string, "days" | "weeks" | "months" | "years">> = {
  d: "days",
  w: "weeks",
  mo: "months",
  y: "years",
};

/** The time that a date takes up for somebody in `zone`. */
export function rangeOf(when: When, zone: string): Range {
  return { from: startOf(when, zone), to: endOf(when, zone) };
}

/**
 * What a date in a query stands for. `7d`, `-2w`, `3mo`, `1y` are the whole day so far from today, `12h` is a moment,
 * `yesterday` is that day; everything else is read as {@linkcode readWhen} does.
 *
 * @throws {UserError} that says what is wrong with the text, and what to send.
 */
export function readRelative(text: string, frame: Frame): Range {
  const [, count = "", unit = ""] = /^([+-]?\d{1,4})(h|d|w|mo|y)$/.exec(text.trim().toLowerCase()) ?? [];
  const here = frame.now.toZonedDateTimeISO(frame.zone);
  if (unit === "h") {
    const moment = frame.now.add({ hours: Number(count) });
    return { from: moment, to: moment };
  }
  const calendar = UNITS[unit];
  if (calendar) return rangeOf(here.toPlainDate().add({ [calendar]: Number(count) }), frame.zone);
  if (/^yesterday$/i.test(text.trim())) return rangeOf(here.toPlainDate().subtract({ days: 1 }), frame.zone);
  return rangeOf(readWhen(text, frame), frame.zone);
}
