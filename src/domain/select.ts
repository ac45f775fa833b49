/**
 * Which tasks a view and a query show, and in which order.
 *
 * @module
 */

import { isOpenItem, type Item, type TaskIndex, timeRangeOf } from "./index.ts";
import { compare, matches, parseQuery, type Query } from "./query/mod.ts";
import type { Clock } from "./states.ts";
import { endOf, readRelative } from "./when/mod.ts";

/** The views there are. */
export const VIEWS = ["open", "ready", "overdue", "today", "blocked", "completed", "deleted", "all"] as const;

/** One of {@linkcode VIEWS}. */
export type View = (typeof VIEWS)[number];

/** Whether an item belongs to a view. */
const SHOWS: Readonly<Record<View, (item: Item, endOfToday: number) => boolean>> = {
  open: isOpenItem,
  ready: (item) => isOpenItem(item) && item.stateList.includes("ready"),
  overdue: (item) => isOpenItem(item) && item.task.due !== undefined && item.stateList.includes("overdue"),
  today: (item, endOfToday) => isOpenItem(item) && item.due !== undefined && item.due.start < endOfToday,
  blocked: (item) =>
    isOpenItem(item) && item.task.blocked_by !== undefined && item.stateList.includes("blocked"),
  completed: (item) => item.status === "completed" && item.task.deleted_at === undefined,
  deleted: (item) => item.task.deleted_at !== undefined,
  all: (item) => item.task.deleted_at === undefined,
};

/** A query that was read, for one caller. */
export interface Selection {
  /** The view. */
  readonly view: View;
  /** The query. */
  readonly query: Query;
}

/**
 * Reads a query.
 *
 * @throws {UserError} where a key or a value is wrong.
 */
export function readSelection(text: string, view: View | undefined, clock: Clock): Selection {
  const dates = (date: string) => timeRangeOf(readRelative(date, clock));
  const query = parseQuery(text, { dates });
  return { view: view ?? (query.hasView ? "all" : "open"), query };
}

/** The tasks that it shows, in its order. */
export function select(index: TaskIndex, { view, query }: Selection, clock: Clock): Item[] {
  index.clock = clock;
  const endOfToday =
    endOf(clock.now.toZonedDateTimeISO(clock.zone).toPlainDate(), clock.zone).epochMilliseconds;
  const shows = SHOWS[view];
  const found: Item[] = [];
  for (const item of index.items()) {
    if (matches(query, item) && shows(item, endOfToday)) found.push(item);
  }
  return found.sort(compare(query));
}
