/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { completionExtras } from "../domain/completion.ts";
import { readFields } from "../domain/fields.ts";
import { updateTasks } from "../domain/operations/update.ts";
import { alsoIds, claimToken, ids, ifVersion, note, row, taskId, taskShape } from "../domain/schemas.ts";
import { answerOf } from "../domain/task.ts";

/** Marks tasks as completed. */
export const completeTask = defineTool({
  name: "complete_task",
  title: "Complete task",
  description: "Marks a task as completed and tells what it unblocked; completing it again changes nothing.",
  toolset: "tasks",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
    task_id: taskId,
    also_ids: alsoIds,
    note,
    if_version: ifVersion,
    claim_token: claimToken,
  }),
  output: z.object({
    ...taskShape,
    unblocked: ids.optional(),
    next_occurrence: z.object({ id: z.int(), due: z.string(), due_text: z.string() }).optional(),
    open_children: ids.optional(),
    also: z.array(row).optional(),
  }),
  async run({ task_id, also_ids = [], note, if_version, claim_token }, { tasks, clock }) {
    const at = clock();
    const patch = readFields({}, at);
    const update = {
      ids: [task_id, ...also_ids],
      patch,
      status: "completed" as const,
      note,
      if_version,
      claim_token,
    };
    const updated = await tasks.write(updateTasks("complete_task", { ...update, zone: at.zone }));
    return { ...answerOf(updated.task, at.iso), ...completionExtras(updated) };
  },
});
