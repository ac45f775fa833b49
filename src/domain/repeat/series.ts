/**
 * The occurrences of a task that repeats.
 *
 * A series keeps the due that it was started with: its days, its wall time and its zone come from there, so that a due
 * which is moved, or pushed by a change of clocks, moves one occurrence and not those that follow.
 *
 * @module
 */

import { UserError } from "../../errors.ts";
import { seriesDays } from "./days.ts";
import { dayIn, type Due, dueText, instantOf, readDue } from "./due.ts";
import { namesDays, repeatText, type Rule } from "./rule.ts";

/** What is stored with a task that repeats, besides its rule. */
export interface Series {
  /** The due when the repeat was set, as it was written. It is the first occurrence, whether the rule names it or not. */
  readonly start: string;
  /** The day that this occurrence has in the series, wherever its due was moved to. */
  readonly slot: string;
  /** How many occurrences may follow this one; there where the rule has a `COUNT`. */
  readonly left?: number;
}

/**
 * The series that starts with a due.
 *
 * @throws {UserError} where the rule ends before the due, or never comes again after it.
 */
export function startSeries(rule: Rule, due: string): Series {
  const start = readDue(due);
  const { day } = start;
  const what = `Argument "repeat" is "${repeatText(rule)}", which`;
  if (isPast(rule, start, day)) {
    throw new UserError(`${what} ends before the due "${due}": send a later UNTIL, or leave it out`);
  }
  // Which month a rule that counts from the completion will start in is not known, so it must do for all.
  const starts = rule.fromDone && namesDays(rule) ? everyMonthOf(day.year) : [day];
  if (!starts.every((from) => comesAgain(rule, from))) {
    throw new UserError(
      `${what} may never come again after "${due}": send a shorter INTERVAL, or days that its months have, such as ` +
        '"FREQ=MONTHLY;BYMONTHDAY=-1"',
    );
  }
  return { start: due, slot: day.toString(), ...(rule.count === undefined ? {} : { left: rule.count - 1 }) };
}

/** What {@linkcode nextOccurrence} looks at. */
export interface Completion {
  /** The task's rule. */
  readonly rule: Rule;
  /** The task's series. */
  readonly series: Series;
  /** The task's due, which may have been moved. */
  readonly due: string;
  /** The instant at which it was completed, ISO 8601 in UTC: the 'now' of the rules. */
  readonly at: string;
  /** The caller's zone: it says what day it is, where the series has days alone. */
  readonly zone: string;
}

/** The occurrence to make: its due, and what to store with it. */
export interface Occurrence {
  /** A day, or a wall time with its zone, of the same form as the series' start. */
  readonly due: string;
  /** The series as the new task keeps it. */
  readonly series: Series;
}

/** A day of the series that may be next, and how many days of it, itself among them, lie after the slot. */
interface Candidate {
  readonly day: Temporal.PlainDate;
  readonly steps: number;
}

/**
 * The occurrence that follows a completion: the first one after the due and after now, so missed ones are not made;
 * undefined where the series has ended.
 */
export function nextOccurrence(completion: Completion): Occurrence | undefined {
  const { rule, series } = completion;
  const start = readDue(series.start);
  const next = rule.fromDone ? nextFromDone(completion, start) : nextOfSeries(completion, start);
  if (next === undefined || isPast(rule, start, next.day)) return undefined;
  const left = series.left === undefined ? undefined : series.left - next.steps;
  if (left !== undefined && left < 0) return undefined;
  const kept = { start: series.start, slot: next.day.toString(), ...(left === undefined ? {} : { left }) };
  return { due: dueText(start, next.day), series: kept };
}

/** The next day by the series' own start. Missed days are steps too: `COUNT` counts them (RFC 5545). */
function nextOfSeries({ rule, series, due, at, zone }: Completion, start: Due): Candidate | undefined {
  const now = Temporal.Instant.from(at);
  const today = dayIn(start, now, zone);
  const moved = readDue(due);
  const slot = Temporal.PlainDate.from(series.slot);
  const isNext = (day: Temporal.PlainDate) => {
    const instant = instantOf(start, day);
    if (instant === undefined) return isAfter(day, today) && isAfter(day, moved.day);
    return Temporal.Instant.compare(instant, now) > 0 &&
      (moved.clock ? Temporal.Instant.compare(instant, moved.clock.instant) > 0 : isAfter(day, moved.day));
  };
  // Two days before all of them is early enough for any zone. Where there is something to count, nothing is left out.
  const latest = [today, moved.day, slot].reduce((a, b) => isAfter(a, b) ? a : b);
  const from = series.left === undefined ? latest.subtract({ days: 2 }) : slot;
  let steps = 0;
  for (const day of seriesDays(rule, start.day, from)) {
    // An occurrence that was moved ahead and is done does not come again at its old place.
    if (!isAfter(day, slot)) continue;
    steps++;
    if (isNext(day)) return { day, steps };
    if (series.left !== undefined && steps > series.left) return undefined;
  }
  return undefined;
}

/** The next day of a series that starts anew on the day of the completion. */
function nextFromDone({ rule, series, at, zone }: Completion, start: Due): Candidate | undefined {
  const done = dayIn(start, Temporal.Instant.from(at), zone);
  const slot = Temporal.PlainDate.from(series.slot);
  // Who does Friday's task on Wednesday has done Friday's: a day that the rule names does not come twice.
  const after = namesDays(rule) && isAfter(slot, done) ? slot : done;
  for (const day of seriesDays(rule, done, after)) {
    if (isAfter(day, after)) return { day, steps: 1 };
  }
  return undefined;
}

/** Whether a day of the series lies after the rule's UNTIL, which is itself included. */
function isPast({ until }: Rule, start: Due, day: Temporal.PlainDate): boolean {
  if (until === undefined) return false;
  if (until instanceof Temporal.PlainDate) return isAfter(day, until);
  const instant = instantOf(start, day);
  if (instant !== undefined) return Temporal.Instant.compare(instant, until) > 0;
  return isAfter(day, until.toZonedDateTimeISO("UTC").toPlainDate());
}

function comesAgain(rule: Rule, start: Temporal.PlainDate): boolean {
  // The start is the first of the days, so another one must follow.
  const days = seriesDays(rule, start);
  days.next();
  return !days.next().done;
}

function everyMonthOf(year: number): Temporal.PlainDate[] {
  const january = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: 12 }, (_, months) => january.add({ months }));
}

function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
