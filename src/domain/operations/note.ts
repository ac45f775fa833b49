/** @module */

import { checkedCount, LIMITS } from "../limits.ts";
import type { Draft } from "../operation.ts";
import type { StoredTask } from "../task.ts";

/**
 * Puts a new state in a task's place with a note added to it.
 *
 * @throws {UserError} where the task has as many notes as it may have.
 */
export function addNote(draft: Draft, task: StoredTask, text: string): StoredTask {
  checkedCount("notes", (task.notes ?? 0) + 1, LIMITS.notes);
  return draft.note(task, text);
}
