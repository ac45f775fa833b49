/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { readFields } from "../domain/fields.ts";
import { updateTasks } from "../domain/operations/update.ts";
import {
  alsoIds,
  claimToken,
  clear,
  fieldArgs,
  ids,
  ifVersion,
  note,
  row,
  taskId,
  taskShape,
  timeZone,
} from "../domain/schemas.ts";
import { completionExtras } from "../domain/completion.ts";
import { fullAnswerOf } from "../domain/task.ts";

/** Changes tasks. */
export const updateTask = defineTool({
  name: "update_task",
  title: "Update task",
  description:
    "Changes fields of a task, or adds a note; what is not given stays. Take complete_task for work that is done.",
  toolset: "tasks",
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  input: z.object({
    task_id: taskId,
    also_ids: alsoIds,
    title: z.string().optional(),
    description: z.string().optional(),
    status: z.enum(["pending", "completed"]).optional(),
    ...fieldArgs,
    add_tags: z.array(z.string()).optional(),
    remove_tags: z.array(z.string()).optional(),
    parent_id: taskId.optional(),
    blocked_by: ids.optional(),
    note,
    clear,
    if_version: ifVersion,
    claim_token: claimToken,
    time_zone: timeZone,
  }),
  output: z.object({
    ...taskShape,
    updated_at: z.string(),
    version: z.int(),
    due_text: z.string().optional(),
    unblocked: ids.optional(),
    also: z.array(row).optional(),
    next_occurrence: z.object({ id: z.int(), due: z.string(), due_text: z.string() }).optional(),
    open_children: ids.optional(),
  }),
  async run(
    { task_id, also_ids = [], status, note, if_version, claim_token, time_zone, ...fields },
    { tasks, clock },
  ) {
    const at = clock(time_zone);
    const patch = readFields(fields, at);
    const all = [task_id, ...also_ids];
    const update = { ids: all, patch, status, note, if_version, claim_token, zone: at.zone };
    const updated = await tasks.write(updateTasks("update_task", update));
    return {
      ...fullAnswerOf(updated.task, at.iso),
      ...(patch.dueText === undefined ? {} : { due_text: patch.dueText }),
      ...completionExtras(updated),
    };
  },
});
