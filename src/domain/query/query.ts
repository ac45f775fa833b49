/**
 * A query as data: what a parsed text asks for.
 *
 * @module
 */

import type { Priority, Status } from "../task.ts";

/** Where a task may stand. */
export const STATUSES = ["pending", "completed"] as const satisfies readonly Status[];

/** What follows from a task, its neighbours and the time. */
export const STATES = [
  "ready",
  "blocked",
  "deferred",
  "claimed",
  "overdue",
  "completed",
  "deleted",
] as const;

/** See {@linkcode STATES}. */
export type State = typeof STATES[number];

/** What tasks can be sorted by. */
export const SORT_KEYS = [
  "due",
  "priority",
  "created",
  "updated",
  "completed",
  "id",
  "title",
  "project",
] as const;

/** One criterion of an order. */
export interface SortKey {
  /** What is compared. */
  readonly key: typeof SORT_KEYS[number];
  /** Whether the order is turned round; what is unset comes last either way. */
  readonly descending: boolean;
}

/** A stretch of time in epoch milliseconds, from `start` up to but without `end`. A moment may have them equal. */
export interface TimeRange {
  /** The first millisecond. */
  readonly start: number;
  /** The first millisecond after it. */
  readonly end: number;
}

/**
 * Reads a date or a time, relative or not, as the caller's clock and zone have it. For what is neither it is undefined,
 * or a UserError of its own.
 */
export type ReadDate = (text: string) => TimeRange | undefined;

/** The operators there are; all of them go with dates, and the colon with all keys. */
export type Operator = ":" | "<" | "<=" | ">" | ">=";

/** A date as it was written, and the times that meet it: `start` and later, but before `end`. */
export interface DateValue extends TimeRange {
  /** What was written: two queries are the same where this is, whatever `7d` was when each was read. */
  readonly text: string;
}

/** Ids from the one to the other, both included. */
export interface IdRange {
  /** The lowest. */
  readonly from: number;
  /** The highest. */
  readonly to: number;
}

/** A key with values of which one has to fit. */
interface OneOf<Key, Value> {
  readonly key: Key;
  readonly values: readonly Value[];
  /** Whether an unset field fits too. */
  readonly none: boolean;
}

/** What a term asks, before it is negated. Texts and names are folded. */
export type Condition =
  | { readonly key: "text"; readonly text: string }
  | OneOf<"project" | "tag" | "claim", string>
  | OneOf<"priority", Priority>
  | OneOf<"status", Status>
  | OneOf<"is", State>
  | OneOf<"id" | "parent", IdRange>
  | OneOf<DateKey, DateValue> & { readonly operator: Operator };

/** The keys that take dates. */
export type DateKey = "due" | "created" | "completed" | "updated";

/** One condition of a query. */
export type Term = Condition & {
  /** Whether a task has to miss it. */
  readonly negated: boolean;
};

/** What a query asks for. Equal questions are equal data: terms and values have no repeats, and an order of their own. */
export interface Query {
  /** All of them have to match. */
  readonly terms: readonly Term[];
  /** What comes before the default order. */
  readonly sort: readonly SortKey[];
  /** Whether `status:`, `is:` or `id:` is there, so that the view is all but deleted, and not `open`. */
  readonly hasView: boolean;
}
