/**
 * What one phrase of a text says about a date. A text is a row of phrases, each of which adds what the others leave open.
 *
 * @module
 */

/** A part of the day: which hours belong to it, in seconds from midnight, and which are meant where no time is given. */
export interface DayPart {
  /** The first second that belongs to it. */
  readonly from: number;
  /** The last one; 86,400 is the midnight that ends the day. */
  readonly to: number;
  /** The times that stand for it: the first still to come. */
  readonly usual: readonly number[];
}

/**
 * What one phrase says. A list holds all its readings: with more than one left at the end, the text is refused and the
 * readings are offered.
 */
export interface Phrase {
  /** Days that it may mean, from the day it is; none where there is no such day. */
  readonly days?: (today: Temporal.PlainDate) => readonly Temporal.PlainDate[];
  /** A weekday, 1 to 7: alone it is the next to come, beside a day it must be that day's. */
  readonly weekday?: number;
  /** There where the phrase counts from a weekday, so that no other weekday may stand beside it. */
  readonly fromWeekday?: true;
  /** Times that it may mean, in seconds from midnight; 86,400 is the midnight that ends the day. */
  readonly times?: readonly number[];
  /** A part of the day, which says of two times the one. */
  readonly dayPart?: DayPart;
  /** A moment counted from now, such as two hours on. */
  readonly moment?: (now: Temporal.ZonedDateTime) => Temporal.ZonedDateTime;
  /** Zones that it may mean. */
  readonly zones?: readonly string[];
  /** There where the phrase names its year, so that a past day is meant to be one. */
  readonly withYear?: true;
  /** Why even a single reading is not to be trusted, as the end of a sentence on the text. */
  readonly unsure?: string;
}

/** A pattern, and what a phrase of that form says. */
export interface Rule {
  /** Matches at `lastIndex`, whole words only. */
  readonly pattern: RegExp;
  /** What the named groups come to; nothing where the phrase has the form, but no meaning. */
  readonly read: (groups: Groups) => Phrase | undefined;
}

/** The named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A rule for phrases in lower case with single spaces. */
export function rule(source: string, read: Rule["read"]): Rule {
  return { pattern: new RegExp(`(?:${source})(?= |$)`, "y"), read };
}

/** What both phrases say together; nothing where both speak of the same. */
export function together(a: Phrase, b: Phrase): Phrase | undefined {
  const shared = SLOTS.some((slot) => a[slot] !== undefined && b[slot] !== undefined);
  const both = { ...a, ...b };
  const crossed = both.moment !== undefined && FIXED.some((slot) => both[slot] !== undefined);
  const confused = both.fromWeekday !== undefined && both.weekday !== undefined;
  return shared || crossed || confused ? undefined : both;
}

/** What can be said once. */
const SLOTS = ["days", "weekday", "times", "dayPart", "moment", "zones"] as const;

/** What a moment leaves no room for. */
const FIXED = ["days", "weekday", "times", "dayPart"] as const;
