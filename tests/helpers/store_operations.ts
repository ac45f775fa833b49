/**
 * Operations on two tasks at once, which keep a sum: who reads at one instant never sees another sum.
 *
 * @module
 */

import type { Operation } from "../../src/domain/operation.ts";
import type { StoredTask } from "../../src/domain/task.ts";

/** How much each task holds at first; the amount is its title. */
export const AMOUNT = 1_000;

/** Adds so many tasks at once. */
export function addMany(count: number, title: string, description = ""): Operation<StoredTask[]> {
  return {
    tool: "add_many",
    reads: [],
    plan: (draft) =>
      Array.from(
        { length: count },
        () => draft.add({ title, description, status: "pending", created_at: draft.at }),
      ),
  };
}

/** Moves one from a task's amount to another's. */
export function move(from: number, to: number): Operation<void> {
  return {
    tool: "move",
    reads: [from, to],
    plan(draft) {
      const [a, b] = [draft.task(from), draft.task(to)];
      if (!a || !b) throw new Error(`Tasks ${from} and ${to} must be there`);
      draft.replace({ ...a, title: `${Number(a.title) - 1}` });
      draft.replace({ ...b, title: `${Number(b.title) + 1}` });
    },
  };
}

/** Completes or deletes a task, and adds one with its amount. */
export function renew(id: number, how: "complete" | "delete"): Operation<void> {
  return {
    tool: "renew",
    reads: [id],
    plan(draft) {
      const old = draft.task(id);
      if (!old) throw new Error(`Task ${id} must be there`);
      draft.add({ title: old.title, description: "", status: "pending", created_at: draft.at });
      draft.replace(
        how === "delete"
          ? { ...old, deleted_at: draft.at }
          : { ...old, title: "0", status: "completed", completed_at: draft.at },
      );
    },
  };
}

/** The n-th step of one writer that keeps `count` tasks open, ids 1 to `count` at first. */
export function shift(n: number, count: number): Operation<void> {
  // Every fourth step takes the oldest open one away and adds one, so the open ids are a window that moves.
  const taken = Math.floor(n / 4);
  if (n % 4 === 3) return renew(taken + 1, n % 8 === 3 ? "complete" : "delete");
  return move(taken + 1 + (n * 7) % count, taken + 1 + (n * 7 + count / 2) % count);
}

/** The sum of the amounts. */
export function sumOf(tasks: readonly StoredTask[]): number {
  return tasks.reduce((sum, task) => sum + Number(task.title), 0);
}
