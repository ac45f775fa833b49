/**
 * What tasks may refer to: tasks that are there, and never in a circle.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { checkedCount, LIMITS } from "./limits.ts";
import type { Draft } from "./operation.ts";
import type { StoredTask } from "./task.ts";

/**
 * A task that is there.
 *
 * @throws {UserError} where there is none.
 */
export function existing(draft: Pick<Draft, "task">, id: number): StoredTask {
  const task = draft.task(id);
  if (!task) throw new UserError(`Task ${id} not found`);
  return task;
}

/**
 * Checks what a task is to refer to.
 *
 * @param id The task itself; undefined for one that is only being added, to which nothing can refer yet.
 * @throws {UserError} where one is not there, or refers back to the task; the details show the circle.
 */
export function checkReferences(
  draft: Draft,
  id: number | undefined,
  { parent_id, blocked_by = [] }: Pick<StoredTask, "parent_id" | "blocked_by">,
): void {
  checkedCount("blocked_by", blocked_by.length, LIMITS.blocked_by);
  for (const other of [...parent_id === undefined ? [] : [parent_id], ...blocked_by]) {
    if (!draft.task(other)) throw new UserError(`Task ${other} not found, so nothing can refer to it`);
  }
  if (id !== undefined) refuseCircles(draft, id, { parent_id, blocked_by });
}

/**
 * Checks that a task's references do not lead back to it.
 *
 * @throws {UserError} with the circle in its details.
 */
export function refuseCircles(
  draft: Pick<Draft, "task">,
  id: number,
  { parent_id, blocked_by = [] }: Pick<StoredTask, "parent_id" | "blocked_by">,
): void {
  refuseCircle(
    "part of",
    parent_id === undefined ? [] : [parent_id],
    id,
    (task) => task.parent_id === undefined ? [] : [task.parent_id],
    draft,
  );
  refuseCircle("blocked by", blocked_by, id, (task) => task.blocked_by ?? [], draft);
}

/** Follows references from the new ones on; where they come back to the task, the way there is the circle. */
function refuseCircle(
  what: string,
  starts: readonly number[],
  id: number,
  next: (task: StoredTask) => readonly number[],
  draft: Pick<Draft, "task">,
): void {
  const cameFrom = new Map<number, number>(starts.map((start) => [start, id]));
  const waiting = [...starts];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at === id) {
      const circle = [id];
      for (let back = cameFrom.get(id); back !== undefined && back !== id; back = cameFrom.get(back)) {
        circle.unshift(back);
      }
      circle.unshift(id);
      throw new UserError(
        `Task ${id} would be ${what} itself: ${circle.join(" → ")}; leave one of these out`,
        { cycle: circle },
      );
    }
    const task = draft.task(at);
    for (const to of task ? next(task) : []) {
      if (!cameFrom.has(to)) {
        cameFrom.set(to, at);
        waiting.push(to);
      }
    }
  }
}
