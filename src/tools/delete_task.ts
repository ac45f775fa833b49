/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { deleteTask as deleted } from "../domain/operations.ts";
import { taskId, taskSchema } from "../domain/schemas.ts";
import { answerOf } from "../domain/task.ts";

/** Takes a task off the list. */
export const deleteTask = defineTool({
  name: "delete_task",
  title: "Delete task",
  description:
    "Removes a task from the list and returns it as it was. Take complete_task for work that is done.",
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  input: z.object({ task_id: taskId }),
  output: z.object({ success: z.boolean(), deleted: taskSchema }),
  failure: { success: false },
  run: async ({ task_id }, { tasks }) => ({
    success: true,
    deleted: answerOf(await tasks.write(deleted(task_id))),
  }),
});
