/**
 * The days of a series: the calendar's part of a rule, without clocks and without ends.
 *
 * @module
 */

import type { Rule } from "./rule.ts";

/** Years have four digits in every text of a due date, so a series ends with this one at the latest. */
const LAST_YEAR = 9_999;

/** A period of a rule, and the days of it that the rule names. */
interface Steps {
  /** The day that the first period starts with. */
  readonly origin: Temporal.PlainDate;
  /** From one period to the next. */
  readonly step: { readonly days: number } | { readonly months: number };
  /** The days within the period that starts with this one, in order; none where the calendar has none. */
  within(first: Temporal.PlainDate): readonly Temporal.PlainDate[];
}

/**
 * The days of a series in order: its start, whether the rule names it or not, and all that follow, up to the year
 * 9999, so this ends. What comes before `from` may be left out, and costs nothing where it is.
 */
export function* seriesDays(
  rule: Rule,
  start: Temporal.PlainDate,
  from: Temporal.PlainDate = start,
): Generator<Temporal.PlainDate> {
  yield start;
  const { origin, step, within } = stepsOf(rule, start);
  for (let period = periodBefore(origin, from, step);; period++) {
    const first = origin.add(
      "days" in step ? { days: step.days * period } : { months: step.months * period },
    );
    if (first.year > LAST_YEAR) return;
    for (const day of within(first)) {
      if (Temporal.PlainDate.compare(day, start) > 0 && day.year <= LAST_YEAR) yield day;
    }
  }
}

function stepsOf(rule: Rule, start: Temporal.PlainDate): Steps {
  const { frequency, interval } = rule;
  switch (frequency) {
    case "DAILY":
      return { origin: start, step: { days: interval }, within: (first) => [first] };
    case "WEEKLY": {
      const weekdays = rule.weekdays.length > 0 ? rule.weekdays : [start.dayOfWeek];
      return {
        origin: start.subtract({ days: start.dayOfWeek - 1 }),
        step: { days: 7 * interval },
        within: (monday) => weekdays.map((weekday) => monday.add({ days: weekday - 1 })),
      };
    }
    case "MONTHLY":
    case "YEARLY":
      return {
        origin: start.with({ day: 1 }),
        step: { months: frequency === "YEARLY" ? 12 * interval : interval },
        within: (first) => monthDays(rule, start, first).map((day) => first.with({ day })),
      };
  }
}

/** How many whole periods lie between the origin and a day. */
function periodBefore(
  origin: Temporal.PlainDate,
  from: Temporal.PlainDate,
  step: Steps["step"],
): number {
  const units = "days" in step
    ? origin.until(from).days / step.days
    : ((from.year - origin.year) * 12 + from.month - origin.month) / step.months;
  return Math.max(0, Math.floor(units));
}

/** The days of a month that the rule names and the month has, in order. */
function monthDays(rule: Rule, start: Temporal.PlainDate, first: Temporal.PlainDate): number[] {
  const { daysInMonth } = first;
  const named = rule.nthDays.length > 0
    ? rule.nthDays.map(({ nth, weekday }) => {
      const firstOfKind = 1 + (weekday - first.dayOfWeek + 7) % 7;
      const kinds = Math.floor((daysInMonth - firstOfKind) / 7) + 1;
      const place = nth > 0 ? nth - 1 : kinds + nth;
      // Before the first and after the last of its kind is another month: no day of this one.
      return place >= 0 && place < kinds ? firstOfKind + 7 * place : 0;
    })
    : (rule.monthDays.length > 0 ? rule.monthDays : [start.day])
      .map((day) => day > 0 ? day : daysInMonth + 1 + day);
  return [...new Set(named)].filter((day) => day >= 1 && day <= daysInMonth).sort((a, b) => a - b);
}
