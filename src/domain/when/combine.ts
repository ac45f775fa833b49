/**
 * Puts together what the phrases of a text say, and fills in what they leave open.
 *
 * @module
 */

import { endOf } from "./compare.ts";
import { comingWeekday } from "./nearby_days.ts";
import type { Phrase } from "./phrase.ts";
import { isInRange, onTheWall, storedWhen, type When } from "./value.ts";

/** Where and when a text is read. */
export interface Frame {
  /** The moment at which it is read. */
  readonly now: Temporal.Instant;
  /** The zone that applies where the text names none. */
  readonly zone: string;
}

/** What a text comes to. */
export interface Readings {
  /** All that it can mean, likeliest first. */
  readonly values: readonly When[];
  /** Why it is not to be taken as it is, as the end of a sentence on the text. */
  readonly wrong?: string;
}

/** All that the phrases can mean together. */
export function valuesOf(phrase: Phrase, frame: Frame): Readings {
  const all = unique((phrase.zones ?? [frame.zone]).flatMap((zone) => inZone(phrase, frame.now, zone)));
  if (all.length === 0 && phrase.days && phrase.weekday !== undefined) {
    const { weekday: _, ...rest } = phrase;
    return { values: valuesOf(rest, frame).values, wrong: "names a weekday that is not that day's" };
  }
  if (all.length === 0) return { values: [], wrong: "names a day or a time that does not exist" };
  // Of two readings the one that is over is not meant, unless its year was named.
  const open = phrase.withYear ? all : all.filter((when) => !isOver(when, frame));
  const values = open.length > 0 ? open : all;
  const wrong = phrase.unsure ?? doubt(phrase, values, open.length === 0);
  return wrong === undefined ? { values } : { values, wrong };
}

function doubt(phrase: Phrase, values: readonly When[], isPast: boolean): string | undefined {
  if (values.length > 1) return "can be read in more than one way";
  if (isPast) return "is in the past, so it must be written out";
  if (phrase.zones && values.every((when) => when instanceof Temporal.PlainDate)) {
    return "names a zone, but no time";
  }
  return undefined;
}

function isOver(when: When, { now, zone }: Frame): boolean {
  // Answers have minutes, so the minute that runs is not over.
  const minute = now.round({ smallestUnit: "minute", roundingMode: "floor" });
  return Temporal.Instant.compare(endOf(when, zone), minute) < (when instanceof Temporal.PlainDate ? 1 : 0);
}

function inZone(phrase: Phrase, now: Temporal.Instant, zone: string): readonly When[] {
  const here = now.toZonedDateTimeISO(zone);
  if (phrase.moment) return [onTheWall(phrase.moment(here).toPlainDateTime(), zone)].filter(isInRange);
  const days = daysOf(phrase, here.toPlainDate())?.filter(isInRange);
  const times = timesOf(phrase);
  if (!times) return days ?? [];
  const isToCome = (day: Temporal.PlainDate, seconds: number) =>
    Temporal.Instant.compare(at(day, seconds, zone).toInstant(), now) > 0;
  if (days) {
    return days.flatMap((day) => {
      const chosen = phrase.times ?? [times.find((seconds) => isToCome(day, seconds)) ?? times.at(-1) ?? 0];
      return chosen.filter((seconds) => times.includes(seconds)).map((seconds) => at(day, seconds, zone));
    });
  }
  // A time alone is today's if that is still to come, else tomorrow's.
  const today = here.toPlainDate();
  const next = (seconds: number) =>
    at(isToCome(today, seconds) ? today : today.add({ days: 1 }), seconds, zone);
  if (phrase.times) return times.map(next);
  const soonest = times.find((seconds) => isToCome(today, seconds)) ?? times[0] ?? 0;
  return [next(soonest)];
}

function daysOf(
  { days, weekday }: Phrase,
  today: Temporal.PlainDate,
): readonly Temporal.PlainDate[] | undefined {
  const named = days?.(today);
  if (weekday === undefined) return named;
  return named?.filter((day) => day.dayOfWeek === weekday) ?? [comingWeekday(today, weekday)];
}

function timesOf({ times, dayPart }: Phrase): readonly number[] | undefined {
  if (!dayPart) return times;
  return times?.filter((seconds) => seconds >= dayPart.from && seconds <= dayPart.to) ?? dayPart.usual;
}

function at(day: Temporal.PlainDate, seconds: number, zone: string): Temporal.ZonedDateTime {
  return onTheWall(day.toPlainDateTime().add({ seconds }), zone);
}

function unique(values: readonly When[]): readonly When[] {
  return [...new Map(values.map((when) => [storedWhen(when), when])).values()];
}
