/**
 * Changing tasks, and completing them: one path, whichever tool it comes through.
 *
 * @module
 */

import { UserError } from "../../errors.ts";
import { checkFree, checkToken, type Holder, isNewest, renewed } from "../claims.ts";
import { type Patch, patched } from "../fields.ts";
import { checkedName } from "../limits.ts";
import type { Draft, Operation } from "../operation.ts";
import { checkReferences, existing } from "../relations.ts";
import { nextOccurrence, readRepeat } from "../repeat/mod.ts";
import { openBlockers } from "../states.ts";
import { fullAnswerOf, isOpen, type Status, type StoredTask } from "../task.ts";
import { addNote } from "./note.ts";
import { summaryOf } from "./summary.ts";

/** What to change, and under which conditions. */
export interface Update extends Holder {
  /** The first is the one that is answered whole. */
  readonly ids: readonly number[];
  /** The fields. */
  readonly patch: Patch;
  /** Completes, or reopens. */
  readonly status?: Status | undefined;
  /** A note for each of the tasks. */
  readonly note?: string | undefined;
  /** The version that the first task must have. */
  readonly if_version?: number | undefined;
  /** The zone whose days count for a series of days. */
  readonly zone: string;
}

/** What became of it. */
export interface Updated {
  /** The first of the tasks. */
  readonly task: StoredTask;
  /** The others, in the order of their ids as given. */
  readonly also: readonly StoredTask[];
  /** The tasks that waited for one of them, and now wait for none. */
  readonly unblocked: readonly number[];
  /** The occurrence that the completion of the first task made. */
  readonly next?: StoredTask | undefined;
  /** The parts of the first task that are still open although it is completed. */
  readonly openChildren: readonly number[];
}

/** Changes tasks: all of them, or none. */
export function updateTasks(tool: string, update: Update): Operation<Updated> {
  const ids = [...new Set(update.ids)];
  const note = update.note === undefined ? undefined : checkedName("note", update.note);
  return {
    tool,
    reads: [
      ...ids,
      ...update.patch.set.blocked_by ?? [],
      ...update.patch.set.parent_id === undefined ? [] : [update.patch.set.parent_id],
    ],
    follows: update.status === "completed" ? ids : [],
    plan(draft) {
      const waiting = new Set<number>();
      let next: StoredTask | undefined;
      const tasks = ids.map((id, index) => {
        const before = existing(draft, id);
        if (index === 0) checkVersion(before, update.if_version, draft.at);
        // The token is that of the first task: another task's may look the same.
        const holder = index === 0 ? update : { ...update, claim_token: undefined };
        const after = updateOne(draft, before, holder, note);
        // A completion that is sent twice answers the same, so it does not turn on what the task was before.
        if (update.status === "completed") {
          for (const task of draft.dependents(id)) waiting.add(task.id);
        }
        if (index === 0 && update.status === "completed" && after.next_id !== undefined) {
          next = draft.task(after.next_id);
        }
        return after;
      });
      const verb = { completed: "Completed", pending: "Reopened" } as const;
      draft.summarize(summaryOf(update.status ? verb[update.status] : "Changed", tasks));
      const [task, ...also] = tasks;
      if (!task) throw new Error("An update names no task");
      const unblocked = unblockedOf(draft, waiting);
      return { task, also, unblocked, next, openChildren: openChildrenOf(draft, task) };
    },
  };
}

/** Of the tasks that waited, those that wait for nothing any more. */
export function unblockedOf(draft: Draft, waiting: ReadonlySet<number>): number[] {
  return [...waiting].sort((a, b) => a - b).filter((id) => {
    const task = draft.task(id);
    return task !== undefined && isOpen(task) && openBlockers(task, draft).length === 0;
  });
}

/**
 * Checks that a task is as the caller saw it last.
 *
 * @throws {UserError} with the task as it is now in its details.
 */
export function checkVersion(task: StoredTask, expected: number | undefined, at: string): void {
  if (expected === undefined || task.version === expected) return;
  throw new UserError(
    `Task ${task.id} is at version ${task.version}, not ${expected}: look at it, then send its version`,
    { current: fullAnswerOf(task, at) },
  );
}

function updateOne(draft: Draft, before: StoredTask, update: Update, note: string | undefined): StoredTask {
  const { status, patch } = update;
  const completes = status === "completed" && before.status === "pending";
  const again = status === "completed" && !completes && isNewest(before, update.claim_token);
  if (completes) checkFree(before, update, draft.at);
  else if (!again) checkToken(before, update, draft.at);
  let task = patched(before, patch);
  if (patch.set.parent_id !== undefined || patch.set.blocked_by !== undefined) {
    checkReferences(draft, task.id, patch.set);
  }
  if (update.claim_token !== undefined && task.claim) {
    task = { ...task, claim: renewed(task.claim, draft.at) };
  }
  if (completes) {
    task = {
      ...task,
      status,
      completed_at: draft.at,
      claim: undefined,
      next_id: task.next_id ?? nextOf(draft, task, update.zone),
    };
  }
  if (status === "pending") task = { ...task, status, completed_at: undefined };
  if (note !== undefined) return addNote(draft, task, note);
  return sameTask(before, task) ? before : draft.replace(task);
}

/** Makes the next occurrence of a task that repeats, and returns its id. */
function nextOf(draft: Draft, task: StoredTask, zone: string): number | undefined {
  const { repeat, series, due } = task;
  if (repeat === undefined || series === undefined || due === undefined) return undefined;
  const next = nextOccurrence({ rule: readRepeat(repeat), series, due, at: draft.at, zone });
  if (!next) return undefined;
  const { title, description, priority, defer_until, project, tags, parent_id } = task;
  const fields = { title, description, priority, defer_until, project, tags, parent_id, repeat, ...next };
  return draft.add({ ...fields, status: "pending", created_at: draft.at }).id;
}

function openChildrenOf(draft: Draft, task: StoredTask): number[] {
  if (task.status !== "completed") return [];
  return draft.children(task.id).filter(isOpen).map(({ id }) => id);
}

/** Whether storing the task again would change nothing: then there is no change to remember. */
function sameTask(before: StoredTask, after: StoredTask): boolean {
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
}

function sorted(task: StoredTask): [string, unknown][] {
  return Object.entries(task).filter(([, value]) => value !== undefined).sort(([a], [b]) => a < b ? -1 : 1);
}
