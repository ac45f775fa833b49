/**
 * What a rule of repetition holds, and its one spelling in storage and answers.
 *
 * @module
 */

/** The weekdays in RFC 5545's letters, Monday first, which is Temporal's order. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** What the rule counts in. */
export type Frequency = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";

/** A weekday of a month by its number in it: `2TU` is the second Tuesday, `-1FR` the last Friday. */
export interface NthDay {
  /** 1 to 5 from the month's start, -1 to -5 from its end. */
  readonly nth: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
}

/**
 * A rule: the part of RFC 5545's RRULE that is understood, and `FROM=DONE`. Where no day is named it is that of the
 * series' start. Lists are in order and name nothing twice.
 */
export interface Rule {
  /** What {@linkcode Rule.interval} counts. */
  readonly frequency: Frequency;
  /** Every so many days, weeks, months or years. */
  readonly interval: number;
  /** The weekdays of a WEEKLY rule, 1 is Monday. */
  readonly weekdays: readonly number[];
  /** The days of a MONTHLY rule: 1 to 31, or from the month's end -1 to -31. */
  readonly monthDays: readonly number[];
  /** The weekdays of a MONTHLY rule. */
  readonly nthDays: readonly NthDay[];
  /** How many occurrences there are, the start among them, whether or not each was made. */
  readonly count?: number;
  /** The last day, or the last instant, that may be an occurrence. */
  readonly until?: Temporal.PlainDate | Temporal.Instant;
  /** Whether the next one counts from the completion, not from the series' start. */
  readonly fromDone: boolean;
}

/** Whether a rule names its days, and does not take them from the start. */
export function namesDays(rule: Rule): boolean {
  return rule.weekdays.length + rule.monthDays.length + rule.nthDays.length > 0;
}

/** The one spelling of a rule, such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`. */
export function repeatText(rule: Rule): string {
  const { weekdays, nthDays, monthDays, until } = rule;
  const days = [
    ...weekdays.map((weekday) => letters(weekday)),
    ...nthDays.map(({ nth, weekday }) => `${nth}${letters(weekday)}`),
  ];
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (days.length > 0) parts.push(`BYDAY=${days.join(",")}`);
  if (monthDays.length > 0) parts.push(`BYMONTHDAY=${monthDays.join(",")}`);
  if (rule.count !== undefined) parts.push(`COUNT=${rule.count}`);
  if (until !== undefined) parts.push(`UNTIL=${until.toString().replaceAll(/[-:]/g, "")}`);
  if (rule.fromDone) parts.push("FROM=DONE");
  return parts.join(";");
}

function letters(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? "";
}
