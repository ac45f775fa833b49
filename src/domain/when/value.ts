/**
 * What a due date is: a calendar date, or a time on the wall of a place. Both as text, for storage, answers and people.
 *
 * @module
 */

import { MONTH_NAMES, WEEKDAY_NAMES } from "./words.ts";

/**
 * A due date, or the date until which a task is deferred: a day of the calendar wherever one is, or a wall-clock time
 * with its IANA zone.
 */
export type When = Temporal.PlainDate | Temporal.ZonedDateTime;

/** The years that are taken; another one is a slip of the hand. */
const YEARS = { first: 1900, last: 9999 } as const;

/** Whether a date lies in the years that are taken. */
export function isInRange({ year }: { readonly year: number }): boolean {
  return year >= YEARS.first && year <= YEARS.last;
}

/**
 * A time on the wall of a zone. One in a gap of the clock moves forward by the gap; one in a repeated hour is the first,
 * so that a value is told by its wall time and zone alone.
 */
export function onTheWall(time: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  return time.toZonedDateTime(zone, { disambiguation: "compatible" });
}

/**
 * The value of a stored text, which {@linkcode storedWhen} made.
 *
 * @throws {RangeError} where it is no such text.
 */
export function parseWhen(stored: string): When {
  return stored.length === "2026-11-27".length
    ? Temporal.PlainDate.from(stored)
    : Temporal.ZonedDateTime.from(stored);
}

/**
 * The text that is stored and answered: `2026-11-27` or `2026-11-27T17:00[Europe/Berlin]` (RFC 9557), with seconds where
 * there are any.
 */
export function storedWhen(when: When): string {
  if (when instanceof Temporal.PlainDate) return when.toString();
  // Of the wall time: the whole is rounded as a moment, which can be a minute off where old offsets have seconds.
  return `${when.toPlainDate()}T${timeText(when)}[${when.timeZoneId}]`;
}

/** The text for people: `Fri 27 Nov 2026` or `Fri 27 Nov 2026, 17:00 Europe/Berlin`. It can be read back. */
export function whenText(when: When): string {
  const day = `${WEEKDAY_NAMES[when.dayOfWeek - 1]} ${when.day} ${MONTH_NAMES[when.month - 1]} ${when.year}`;
  if (when instanceof Temporal.PlainDate) return day;
  return `${day}, ${timeText(when)} ${when.timeZoneId}`;
}

function timeText(when: Temporal.ZonedDateTime): string {
  return when.toPlainTime().toString({ smallestUnit: when.second === 0 ? "minute" : "second" });
}
