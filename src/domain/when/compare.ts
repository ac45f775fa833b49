/**
 * Where due dates lie in time. A calendar date is a whole day in the zone of who asks; a wall-clock time is a moment,
 * the same for everybody.
 *
 * @module
 */

import { storedWhen, type When } from "./value.ts";

/** The moment at which a date begins: the first of its day in `zone`, or the time itself. */
export function startOf(when: When, zone: string): Temporal.Instant {
  // The first moment of a day is not midnight where the clock skips that.
  return when instanceof Temporal.PlainDate ? when.toZonedDateTime(zone).toInstant() : when.toInstant();
}

/** The moment at which a date is over: the first of the next day in `zone`, or the time itself. */
export function endOf(when: When, zone: string): Temporal.Instant {
  return startOf(when instanceof Temporal.PlainDate ? when.add({ days: 1 }) : when, zone);
}

/** Whether a due date is over at `now`, to whom `zone` is the day's. */
export function isOverdue(when: When, now: Temporal.Instant, zone: string): boolean {
  return Temporal.Instant.compare(endOf(when, zone), now) <= 0;
}

/** Whether `now` is before what a task is deferred until; on that day it no longer is deferred. */
export function isDeferred(when: When, now: Temporal.Instant, zone: string): boolean {
  return Temporal.Instant.compare(now, startOf(when, zone)) < 0;
}

/** The day of a date as `zone` sees it: of 23:00 in New York the next one in Berlin. */
export function dayOf(when: When, zone: string): Temporal.PlainDate {
  return when instanceof Temporal.PlainDate ? when : when.withTimeZone(zone).toPlainDate();
}

/** What answers call `now`, to the minute: `2026-11-22T11:00[Europe/Berlin]`. */
export function nowText(now: Temporal.Instant, zone: string): string {
  const minute = now.round({ smallestUnit: "minute", roundingMode: "floor" });
  return storedWhen(minute.toZonedDateTimeISO(zone));
}
