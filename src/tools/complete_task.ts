/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { completeTask as completed } from "../domain/operations.ts";
import { taskId, taskSchema } from "../domain/schemas.ts";
import { answerOf } from "../domain/task.ts";

/** Marks a task as completed. */
export const completeTask = defineTool({
  name: "complete_task",
  title: "Complete task",
  description: "Marks a task as completed and returns it; completing it again changes nothing.",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({ task_id: taskId }),
  output: taskSchema,
  run: async ({ task_id }, { tasks }) => answerOf(await tasks.write(completed(task_id))),
});
