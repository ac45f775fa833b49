/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { readFields } from "../domain/fields.ts";
import { checkedName } from "../domain/limits.ts";
import { addTask as added } from "../domain/operations/add.ts";
import { fieldArgs, ids, requestId, taskId, taskShape, timeZone } from "../domain/schemas.ts";
import { dueTextOf } from "../domain/rows.ts";
import { answerOf } from "../domain/task.ts";

/** Adds a task to the list. */
export const addTask = defineTool({
  name: "add_task",
  title: "Add task",
  description:
    "Adds one task to the shared list. Take add_tasks for several, or for a plan with dependencies.",
  toolset: "tasks",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    title: z.string(),
    description: z.string().default(""),
    ...fieldArgs,
    parent_id: taskId.optional(),
    blocked_by: ids.optional(),
    time_zone: timeZone,
    request_id: requestId,
  }),
  output: z.object({ ...taskShape, due_text: z.string().optional() }),
  async run({ time_zone, request_id, parent_id, blocked_by, ...fields }, { tasks, clock }) {
    const at = clock(time_zone);
    const patch = readFields(fields, at);
    const content = JSON.stringify([fields, parent_id, blocked_by, time_zone]);
    const request = request_id === undefined
      ? undefined
      : { id: checkedName("request_id", request_id), content, again: first };
    const task = await tasks.write(added({ patch, parent_id, blocked_by }, request));
    return { ...answerOf(task, at.iso), ...dueTextOf(task) };
  },
});

/** The one task that the call added when it was sent first. */
function first<T>([task]: readonly T[]): T {
  if (task === undefined) throw new Error("A change that added a task names none");
  return task;
}
