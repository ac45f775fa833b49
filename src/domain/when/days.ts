/**
 * Phrases that name a day as a calendar does: by its number, its month and its year.
 *
 * @module
 */

import { type Groups, type Phrase, type Rule, rule } from "./phrase.ts";
import { MONTH, monthNumber, WEEKDAY, weekdayNumber } from "./words.ts";

type Day = Temporal.PlainDate;

/** What may stand before a day. */
export const BEFORE_DAY = "(?:(?:on|by|until) )?";

const DAY = "(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?<year>\\d{4})";

/** A day, where the calendar has it. */
export function dayAt(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const nearest = Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" });
  return nearest.day === day ? nearest : undefined;
}

/** The next day, today included, that is the so many-th of a month: of this month, where it is named. */
function coming(today: Day, day: number, month?: number): Day | undefined {
  // A 29 February may be eight years away.
  for (let ahead = 0; ahead <= 8 * 12; ahead++) {
    const { year, month: candidate } = today.toPlainYearMonth().add({ months: ahead });
    if (month !== undefined && candidate !== month) continue;
    const found = dayAt(year, candidate, day);
    if (found && Temporal.PlainDate.compare(found, today) >= 0) return found;
  }
  return undefined;
}

function some(...days: readonly (Day | undefined)[]): readonly Day[] {
  return days.filter((day) => day !== undefined);
}

/** A day of a month, in the year that is named or else the next to come. */
function dated(day: number, month: number, year: string | undefined): Phrase {
  if (year === undefined) return { days: (today) => some(coming(today, day, month)) };
  return { days: () => some(dayAt(Number(year), month, day)), withYear: true };
}

/** 3/4 is a day in April or in March; 25/12 can only be one. */
function eitherOrder({ a, b, year }: Groups): Phrase {
  const orders = [dated(Number(a), Number(b), year), dated(Number(b), Number(a), year)];
  return {
    days: (today) => orders.flatMap((order) => order.days?.(today) ?? []),
    ...(year === undefined ? {} : { withYear: true }),
  };
}

/** A whole month is no day: its ends are offered. */
function wholeMonth({ month = "", year }: Groups): Phrase {
  return {
    days(today) {
      const last = lastOfMonth(today, month, year);
      return [last.with({ day: 1 }), last];
    },
    ...(year === undefined ? {} : { withYear: true }),
    unsure: "names a month, but no day",
  };
}

/** The last day of a month that is named, the next to come where its year is not. */
function lastOfMonth(today: Day, name: string, year: string | undefined): Day {
  const month = monthNumber(name);
  const passed = month < today.month ? 1 : 0;
  const first = new Temporal.PlainDate(year === undefined ? today.year + passed : Number(year), month, 1);
  return first.with({ day: first.daysInMonth });
}

/** The phrases that name a day by the calendar. */
export const DAYS: readonly Rule[] = [
  rule(
    `${BEFORE_DAY}${YEAR}(?<sep>[-/])(?<month>\\d{2})\\k<sep>(?<day>\\d{2})`,
    ({ day, month, year }) => dated(Number(day), Number(month), year),
  ),
  rule(
    `${BEFORE_DAY}${DAY}(?: of)?[ -](?<month>${MONTH})(?:[ -]${YEAR})?`,
    ({ day, month = "", year }) => dated(Number(day), monthNumber(month), year),
  ),
  rule(
    `${BEFORE_DAY}(?<month>${MONTH})[ -]${DAY}(?:[ -]${YEAR})?`,
    ({ day, month = "", year }) => dated(Number(day), monthNumber(month), year),
  ),
  rule(`${BEFORE_DAY}(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>${YEAR}`, eitherOrder),
  rule(`${BEFORE_DAY}(?<a>\\d{1,2})/(?<b>\\d{1,2})`, eitherOrder),
  rule(
    `${BEFORE_DAY}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)`,
    ({ day }) => ({ days: (today) => some(coming(today, Number(day))) }),
  ),
  rule(
    `${BEFORE_DAY}(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th) of (?<which>this|next) month`,
    ({ day, which }) => ({
      days(today) {
        const { year, month } = today.toPlainYearMonth().add({ months: which === "next" ? 1 : 0 });
        return some(dayAt(year, month, Number(day)));
      },
    }),
  ),
  rule(`(?:(?:in|by|until) )?(?<month>${MONTH})(?: ${YEAR})?`, wholeMonth),
  rule(
    `${BEFORE_DAY}(?:the )?(?:end|last day) of (?<month>${MONTH})(?: ${YEAR})?`,
    ({ month = "", year }) => ({
      days: (today) => [lastOfMonth(today, month, year)],
      ...(year === undefined ? {} : { withYear: true }),
    }),
  ),
  rule(`${BEFORE_DAY}(?<weekday>${WEEKDAY})`, ({ weekday = "" }) => ({ weekday: weekdayNumber(weekday) })),
];
