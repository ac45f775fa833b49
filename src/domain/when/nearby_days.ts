/**
 * Phrases that name a day from where today is, such as "tomorrow", "next week" or "in 3 days".
 *
 * @module
 */

import { BEFORE_DAY } from "./days.ts";
import { type Rule, rule } from "./phrase.ts";
import { isCalendarSpan, SPAN, spanOf } from "./span.ts";
import { WEEKDAY, weekdayNumber } from "./words.ts";

type Day = Temporal.PlainDate;

/** What a date's name adds to today; the longest name wins. */
const NAMED: Readonly<Record<string, number>> = {
  "today": 0,
  "tomorrow": 1,
  "tmr": 1,
  "tmrw": 1,
  "day after tomorrow": 2,
  "the day after tomorrow": 2,
  "yesterday": -1,
  "day before yesterday": -2,
  "the day before yesterday": -2,
};

/** The next day to come with this weekday: a week away where it is today's. */
export function comingWeekday(today: Day, weekday: number): Day {
  return today.add({ days: (weekday - today.dayOfWeek + 6) % 7 + 1 });
}

/** The Monday so many weeks on. */
function monday(today: Day, weeks: number): Day {
  return today.add({ days: 1 - today.dayOfWeek + 7 * weeks });
}

function inWeek(today: Day, weeks: number, weekday: number): Day {
  return monday(today, weeks).add({ days: weekday - 1 });
}

/** "Next friday" is to some the next to come, and to others that of the next week: where these differ, both are offered. */
function nextWeekday(today: Day, weekday: number): readonly Day[] {
  return [comingWeekday(today, weekday), inWeek(today, 1, weekday)];
}

/** The first day of the period so many periods on. */
function firstOf(today: Day, period: string | undefined, ahead: number): Day {
  if (period === "week") return monday(today, ahead);
  if (period === "month") return today.with({ day: 1 }).add({ months: ahead });
  return today.with({ month: 1, day: 1 }).add({ years: ahead });
}

/** The last day of the period so many periods on: of a week the Friday or the Sunday. */
function lastOf(today: Day, period: string | undefined, ahead: number): readonly Day[] {
  const last = firstOf(today, period, ahead + 1).subtract({ days: 1 });
  if (period !== "week") return [last];
  const friday = last.subtract({ days: 2 });
  return Temporal.PlainDate.compare(friday, today) < 0 ? [last] : [friday, last];
}

/** The Saturday to come; on a weekend it has begun already. */
function weekend(today: Day): Day {
  return today.dayOfWeek > 5 ? today : comingWeekday(today, 6);
}

function ahead(which: string | undefined): number {
  return which === "next" ? 1 : 0;
}

/** The phrases that name a day from where today is. */
export const NEARBY_DAYS: readonly Rule[] = [
  rule(
    `${BEFORE_DAY}(?<name>${Object.keys(NAMED).join("|")})`,
    ({ name = "" }) => ({ days: (today) => [today.add({ days: NAMED[name] ?? 0 })] }),
  ),
  rule(`${BEFORE_DAY}this (?<weekday>${WEEKDAY})`, ({ weekday = "" }) => {
    const number = weekdayNumber(weekday);
    // On that day itself "this" may be today.
    return {
      weekday: number,
      days: (today) => [...(today.dayOfWeek === number ? [today] : []), comingWeekday(today, number)],
    };
  }),
  rule(`${BEFORE_DAY}next (?<weekday>${WEEKDAY})`, ({ weekday = "" }) => ({
    weekday: weekdayNumber(weekday),
    days: (today) => nextWeekday(today, weekdayNumber(weekday)),
  })),
  rule(`(?:last|past) (?<weekday>${WEEKDAY})`, ({ weekday = "" }) => ({
    weekday: weekdayNumber(weekday),
    days: (today) => [comingWeekday(today.subtract({ days: 8 }), weekdayNumber(weekday))],
  })),
  rule(
    `${BEFORE_DAY}(?:(?<a>${WEEKDAY}) (?:of )?(?<which>this|next) week|(?<next>this|next) week (?:on )?(?<b>${WEEKDAY}))`,
    ({ a, which, next, b }) => {
      const weekday = weekdayNumber(a ?? b ?? "");
      return { weekday, days: (today) => [inWeek(today, ahead(which ?? next), weekday)] };
    },
  ),
  rule(`${BEFORE_DAY}next (?<period>week|month|year)`, ({ period }) => ({
    days: (today) => [firstOf(today, period, 1)],
  })),
  rule(
    `${BEFORE_DAY}(?:the )?(?:start|beginning|first day) of (?:the )?next (?<period>week|month|year)`,
    ({ period }) => ({ days: (today) => [firstOf(today, period, 1)] }),
  ),
  rule(
    `${BEFORE_DAY}(?:the )?(?:end|last day) of (?:the )?(?:(?<which>this|next) )?(?<period>week|month|year)`,
    ({ which, period }) => ({ days: (today) => lastOf(today, period, ahead(which)) }),
  ),
  rule(`${BEFORE_DAY}eo(?<initial>[wmy])`, ({ initial }) => ({
    days: (today) => lastOf(today, initial === "w" ? "week" : initial === "m" ? "month" : "year", 0),
  })),
  rule(`${BEFORE_DAY}(?:(?:the|this) )?weekend`, () => ({ days: (today) => [weekend(today)] })),
  rule(`${BEFORE_DAY}next weekend`, () => ({ days: (today) => nextWeekday(today, 6) })),
  rule(`(?:(?:in|within) |\\+ ?)(?<text>${SPAN})|(?<later>${SPAN}) from (?:now|today)`, ({ text, later }) => {
    const span = spanOf(text ?? later ?? "");
    if (!span) return undefined;
    if (isCalendarSpan(span)) return { days: (today) => [today.add(span)] };
    return { moment: (now) => now.add(span).round("minute") };
  }),
  rule(`(?<text>${SPAN}) ago`, ({ text = "" }) => {
    const span = spanOf(text);
    if (!span) return undefined;
    if (isCalendarSpan(span)) return { days: (today) => [today.subtract(span)] };
    return { moment: (now) => now.subtract(span).round("minute") };
  }),
  rule(`(?<text>${SPAN}) (?:from|after) (?:tomorrow|(?<weekday>${WEEKDAY}))`, ({ text = "", weekday }) => {
    const span = spanOf(text);
    if (!span || !isCalendarSpan(span)) return undefined;
    const start = (today: Day) =>
      weekday ? comingWeekday(today, weekdayNumber(weekday)) : today.add({ days: 1 });
    return { days: (today) => [start(today).add(span)], ...(weekday ? { fromWeekday: true } : {}) };
  }),
  rule("now", () => ({ moment: (now) => now.round({ smallestUnit: "minute", roundingMode: "floor" }) })),
];
