/**
 * The changes that can be made to the list.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { checkedDescription, checkedTitle } from "./limits.ts";
import type { Draft, Operation } from "./operation.ts";
import type { StoredTask } from "./task.ts";

/** What a new task is made of. */
export interface NewTask {
  /** See {@linkcode Task.title}. */
  readonly title: string;
  /** See {@linkcode Task.description}. */
  readonly description: string;
}

/**
 * Adds a task.
 *
 * @throws {UserError} at once, where a text is over its limit.
 */
export function addTask(input: NewTask): Operation<StoredTask> {
  const title = checkedTitle(input.title);
  const description = checkedDescription(input.description);
  return {
    tool: "add_task",
    reads: [],
    plan: (draft) => draft.add({ title, description, status: "pending", created_at: draft.at }),
  };
}

/** Completes a task. Doing it twice is no harm: the second time changes nothing and answers the same. */
export function completeTask(id: number): Operation<StoredTask> {
  return {
    tool: "complete_task",
    reads: [id],
    plan(draft) {
      const task = existing(draft, id);
      if (task.status === "completed") return task;
      return draft.replace({ ...task, status: "completed", completed_at: draft.at });
    },
  };
}

/** Deletes a task: no reader sees it again, its id stays used, and history keeps it. Answers the task as it was. */
export function deleteTask(id: number): Operation<StoredTask> {
  return {
    tool: "delete_task",
    reads: [id],
    plan(draft) {
      const task = existing(draft, id);
      draft.replace({ ...task, deleted_at: draft.at });
      return task;
    },
  };
}

function existing(draft: Draft, id: number): StoredTask {
  const task = draft.task(id);
  if (!task) throw new UserError(`Task ${id} not found`);
  return task;
}
