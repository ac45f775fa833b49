/** @module */

import { UserError } from "../../errors.ts";
import { checkFree, type Holder } from "../claims.ts";
import type { Draft, Operation } from "../operation.ts";
import { existing } from "../relations.ts";
import { answerOf, isOpen, type StoredTask } from "../task.ts";
import { summaryOf } from "./summary.ts";
import { checkVersion, unblockedOf } from "./update.ts";

/** What to delete, and under which conditions. */
export interface Deletion extends Holder {
  /** The task. */
  readonly id: number;
  /** Whether its parts go with it. */
  readonly subtree: boolean;
  /** The version that the task must have. */
  readonly if_version?: number | undefined;
}

/** What went. */
export interface Deleted {
  /** The task as it was. */
  readonly task: StoredTask;
  /** It and its parts. */
  readonly ids: readonly number[];
  /** The tasks that waited for one of them, and now wait for none. */
  readonly unblocked: readonly number[];
}

/** Deletes a task: no reader sees it again, its id stays used, and history keeps it. */
export function deleteTask(deletion: Deletion): Operation<Deleted> {
  const { id, subtree } = deletion;
  return {
    tool: "delete_task",
    reads: [id],
    follows: [id],
    plan(draft) {
      const task = existing(draft, id);
      checkVersion(task, deletion.if_version, draft.at);
      const all = subtreeOf(draft, task);
      if (all.length > 1 && !subtree) {
        const parts = draft.children(id);
        const named = parts.slice(0, 10).map((child) => `${child.id}`).join(", ");
        throw new UserError(
          `Task ${id} has ${parts.length} parts (${named}${
            parts.length > 10 ? ", …" : ""
          }): send "subtree": true to delete them too`,
          {
            candidates: parts.slice(0, 10).map((child) => ({
              id: child.id,
              title: child.title,
              status: child.status,
            })),
          },
        );
      }
      const waiting = new Set<number>();
      for (const one of all) {
        checkFree(one, one.id === id ? deletion : { force: deletion.force }, draft.at);
        if (isOpen(one)) { for (const dependent of draft.dependents(one.id)) waiting.add(dependent.id); }
        draft.replace({ ...one, deleted_at: draft.at });
      }
      draft.summarize(summaryOf("Deleted", all));
      return { task, ids: all.map((one) => one.id), unblocked: unblockedOf(draft, waiting) };
    },
  };
}

/** What a deletion would take: the task and its parts, and theirs. */
export function subtreeOf(draft: Pick<Draft, "children">, task: StoredTask): StoredTask[] {
  const all = [task];
  // The list grows while it is walked; no circle can be in it.
  for (const one of all) all.push(...draft.children(one.id));
  return all;
}

/** Looks at what a deletion would take; it changes nothing. */
export function lookAtSubtree(id: number): Operation<readonly StoredTask[]> {
  return {
    tool: "delete_task",
    reads: [id],
    follows: [id],
    plan: (draft) => subtreeOf(draft, existing(draft, id)),
  };
}

/** A deleted task as an answer. */
export function deletedAnswer({ task, ids, unblocked }: Deleted, now: string) {
  return {
    success: true,
    deleted: answerOf(task, now),
    ...(ids.length > 1 ? { deleted_ids: ids } : {}),
    ...(unblocked.length > 0 ? { unblocked } : {}),
  };
}
