/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { deletedAnswer, deleteTask as deleted, lookAtSubtree } from "../domain/operations/delete.ts";
import { claimToken, ids, ifVersion, nestedTask, taskId } from "../domain/schemas.ts";

/** Takes a task off the list. */
export const deleteTask = defineTool({
  name: "delete_task",
  title: "Delete task",
  description:
    "Removes a task and returns it as it was; undo brings it back. Take complete_task for work that is done.",
  toolset: "tasks",
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  input: z.object({
    task_id: taskId,
    subtree: z.boolean().optional().describe("Its parts too"),
    if_version: ifVersion,
    claim_token: claimToken,
  }),
  output: z.object({
    success: z.boolean(),
    deleted: nestedTask,
    deleted_ids: ids.optional(),
    unblocked: ids.optional(),
  }),
  failure: { success: false },
  async question({ task_id, subtree = false }, { tasks }) {
    if (!subtree) return undefined;
    const [task, ...parts] = await tasks.write(lookAtSubtree(task_id));
    if (!task || parts.length === 0) return undefined;
    const count = `${parts.length} part${parts.length === 1 ? "" : "s"}`;
    return `Delete task ${task.id} ${JSON.stringify(task.title)} and its ${count}?`;
  },
  async run({ task_id, subtree = false, if_version, claim_token }, { tasks, clock }) {
    const done = await tasks.write(deleted({ id: task_id, subtree, if_version, claim_token }));
    return deletedAnswer(done, clock().iso);
  },
});
