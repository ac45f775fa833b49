/**
 * The due of a series: a day alone, or a wall time in a zone.
 *
 * @module
 */

import { storedWhen } from "../when/value.ts";

/** A due value, taken apart. */
export interface Due {
  /** The day; of a due with a clock that of its zone. */
  readonly day: Temporal.PlainDate;
  /** There for a due with a time of day. */
  readonly clock?: {
    readonly time: Temporal.PlainTime;
    readonly zone: string;
    readonly instant: Temporal.Instant;
  };
}

/** What day an instant is: in the series' own zone, or in the caller's where the series has none. */
export function dayIn(start: Due, instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(start.clock?.zone ?? zone).toPlainDate();
}

/**
 * The series' wall time on a day. `compatible`, the default, is the rule for both changes of clocks: a time in the gap
 * moves by the gap, and of a repeated hour it is the first.
 */
function onClock(start: Due, day: Temporal.PlainDate): Temporal.ZonedDateTime | undefined {
  const { clock } = start;
  return clock && day.toZonedDateTime({ timeZone: clock.zone, plainTime: clock.time });
}

/** The instant of a series' occurrence on a day; undefined where the series has days alone. */
export function instantOf(start: Due, day: Temporal.PlainDate): Temporal.Instant | undefined {
  return onClock(start, day)?.toInstant();
}

/** Reads a due as it is stored: `2026-11-27`, or `2026-11-27T17:00[Europe/Berlin]`. */
export function readDue(due: string): Due {
  if (!due.includes("T")) return { day: Temporal.PlainDate.from(due) };
  const zoned = Temporal.ZonedDateTime.from(due);
  // The wall time as it was written, which may lie in a gap: the zoned one has been moved out of it.
  const wall = Temporal.PlainDateTime.from(due);
  const clock = { time: wall.toPlainTime(), zone: zoned.timeZoneId, instant: zoned.toInstant() };
  return { day: wall.toPlainDate(), clock };
}

/** The due of a series' occurrence on a day, as it is stored. */
export function dueText(start: Due, day: Temporal.PlainDate): string {
  return storedWhen(onClock(start, day) ?? day);
}
