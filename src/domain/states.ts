/**
 * What follows from a task, its neighbours and the time.
 *
 * @module
 */

import type { Tasks } from "./operation.ts";
import type { State } from "./query/mod.ts";
import { isOpen, liveClaim, type StoredTask } from "./task.ts";
import { isDeferred, isOverdue, parseWhen } from "./when/mod.ts";

/** An instant, and the zone whose days count. */
export interface Clock {
  /** The instant. */
  readonly now: Temporal.Instant;
  /** The same in ISO 8601, UTC, to compare with what is stored. */
  readonly iso: string;
  /** The IANA zone. */
  readonly zone: string;
}

/** The clock at an instant in ISO 8601. */
export function clockAt(iso: string, zone: string): Clock {
  return { now: Temporal.Instant.from(iso), iso, zone };
}

/** The states of a task, in a fixed order. */
export function statesOf(task: StoredTask, tasks: Pick<Tasks, "task" | "children">, clock: Clock): State[] {
  if (task.deleted_at !== undefined) return ["deleted"];
  if (task.status === "completed") return ["completed"];
  const states: State[] = [];
  const blocked = openBlockers(task, tasks).length > 0;
  const deferred = task.defer_until !== undefined &&
    isDeferred(parseWhen(task.defer_until), clock.now, clock.zone);
  const claimed = liveClaim(task, clock.iso) !== undefined;
  if (!blocked && !deferred && !claimed && !hasOpenChild(task.id, tasks)) states.push("ready");
  if (blocked) states.push("blocked");
  if (deferred) states.push("deferred");
  if (claimed) states.push("claimed");
  if (task.due !== undefined && isOverdue(parseWhen(task.due), clock.now, clock.zone)) states.push("overdue");
  return states;
}

/** The tasks that have to be done before this one. One that is completed or deleted blocks nothing. */
export function openBlockers(task: StoredTask, tasks: Pick<Tasks, "task">): StoredTask[] {
  return (task.blocked_by ?? []).flatMap((id) => {
    const blocker = tasks.task(id);
    return blocker && isOpen(blocker) ? [blocker] : [];
  });
}

/** Whether a part of the task is still to be done. */
export function hasOpenChild(id: number, tasks: Pick<Tasks, "children">): boolean {
  return tasks.children(id).some(isOpen);
}
