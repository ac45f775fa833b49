/** @module */

import { UserError } from "../../errors.ts";
import type { Change, Draft, Operation } from "../operation.ts";
import { refuseCircles } from "../relations.ts";
import type { StoredTask } from "../task.ts";

/** What was taken back. */
export interface Undone {
  /** The number of the change that was taken back. */
  readonly undone: number;
  /** Its record. */
  readonly record: Change;
  /** The number of the undo itself. */
  readonly change: number;
  /** The tasks as they are now; a task that the change made is deleted again. */
  readonly tasks: readonly StoredTask[];
}

/**
 * Takes one change back. It restores everything but the version, the time of the update and claims, which never go
 * back: a token that was given once must not come again.
 */
export function undoChange(number: number): Operation<Undone> {
  return {
    tool: "undo",
    reads: [],
    plan(draft) {
      const record = draft.record(number);
      if (!record) {
        throw new UserError(
          `Change ${number} is not there, or too old to undo: list_changes shows those that are`,
        );
      }
      if (record.undone_by !== undefined) {
        throw new UserError(
          `Change ${number} was undone by change ${record.undone_by}: undo that one to redo it`,
        );
      }
      const kept = keptOccurrences(draft, number, record);
      const ids = record.task_ids.filter((id) => !kept.has(id));
      refuseConflicts(draft, number, ids);
      const tasks = ids.flatMap((id) => restored(draft, number, id, kept) ?? []);
      for (const task of tasks) if (task.deleted_at === undefined) refuseCircles(draft, task.id, task);
      draft.undo(number);
      draft.summarize(`Undid change ${number}: ${record.summary}`);
      return { undone: number, record, change: draft.change, tasks };
    },
  };
}

/** The occurrences that a completion made and that changed since: they stay, as somebody built upon them. */
function keptOccurrences(draft: Draft, number: number, { task_ids }: Change): Set<number> {
  const made = task_ids.flatMap((id) => draft.before(number, id) ? draft.anyTask(id)?.next_id ?? [] : []);
  return new Set(made.filter((id) => {
    const task = draft.anyTask(id);
    return task_ids.includes(id) && !draft.before(number, id) && task && hasChanged(task, number);
  }));
}

/** Whether a task is in another state than a change left it in. */
function hasChanged({ version, state_of }: StoredTask, number: number): boolean {
  return version !== number && state_of !== number;
}

function refuseConflicts(draft: Draft, number: number, ids: readonly number[]): void {
  const changed = ids.flatMap((id) => {
    const task = draft.anyTask(id);
    return task && hasChanged(task, number) ? [task] : [];
  });
  if (changed.length === 0) return;
  const conflicts = [...new Set(changed.map(({ version }) => version))].sort((a, b) => a - b);
  throw new UserError(
    `Change ${number} cannot be undone, because task ${changed[0]?.id} changed since by change ${
      conflicts.join(", ")
    }: undo that first`,
    { conflicts },
  );
}

function restored(
  draft: Draft,
  number: number,
  id: number,
  kept: ReadonlySet<number>,
): StoredTask | undefined {
  const now = draft.anyTask(id);
  if (!now) return undefined;
  const before = draft.before(number, id);
  // Undoing an add deletes softly: the id stays used.
  const state = before ?? { ...now, deleted_at: now.deleted_at ?? draft.at };
  const stateOf = before ? before.state_of ?? before.version : 0;
  // What completing again would make is there already.
  const next_id = now.next_id !== undefined && kept.has(now.next_id) ? now.next_id : state.next_id;
  return draft.replace({ ...state, claim: now.claim, claims: now.claims, next_id }, stateOf);
}
