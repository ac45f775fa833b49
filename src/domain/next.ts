/**
 * What to do next, and why.
 *
 * @module
 */

import { isOpenItem, type Item, type TaskIndex } from "./index.ts";
import { readSelection, select } from "./select.ts";
import type { Clock } from "./states.ts";
import { endOf, parseWhen, whenText } from "./when/mod.ts";

/** How many of the open tasks wait, and for what; one may wait for several things. */
export interface Waiting {
  /** For other tasks. */
  readonly blocked: number;
  /** For a day. */
  readonly deferred: number;
  /** For somebody who works on them. */
  readonly claimed: number;
}

/** The tasks that can be started, best first, and how many of those that match cannot. */
export interface Startable {
  /** The ready tasks. */
  readonly ready: readonly Item[];
  /** The others. */
  readonly waiting: Waiting;
}

/** Finds what can be started of the open tasks that match a query. */
export function startable(index: TaskIndex, query: string, clock: Clock): Startable {
  const open = select(index, readSelection(query, undefined, clock), clock).filter(isOpenItem);
  const ready: Item[] = [];
  const waiting = { blocked: 0, deferred: 0, claimed: 0 };
  for (const item of open) {
    const states = item.stateList;
    if (states.includes("ready")) ready.push(item);
    for (const state of ["blocked", "deferred", "claimed"] as const) {
      if (states.includes(state)) waiting[state]++;
    }
  }
  return { ready, waiting };
}

/** Why a task comes first, most telling first; never empty. */
export function reasonsFor({ task, stateList }: Item, index: TaskIndex, clock: Clock): string[] {
  const reasons: string[] = [];
  if (task.priority === "urgent" || task.priority === "high") reasons.push(`${task.priority} priority`);
  if (task.due !== undefined) {
    const due = parseWhen(task.due);
    const today = endOf(clock.now.toZonedDateTimeISO(clock.zone).toPlainDate(), clock.zone);
    const overdue = stateList.includes("overdue");
    const when = overdue
      ? "overdue since"
      : Temporal.Instant.compare(endOf(due, clock.zone), today) <= 0
      ? "due today,"
      : "due";
    reasons.push(`${when} ${whenText(due)}`);
  }
  const waiting = index.dependents(task.id).filter((other) => other.status === "pending");
  if (waiting.length > 0) {
    reasons.push(`${waiting.length === 1 ? "1 task waits" : `${waiting.length} tasks wait`} for it`);
  }
  if (reasons.length === 0) reasons.push("oldest of the ready tasks");
  return reasons;
}
