/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { readFields } from "../domain/fields.ts";
import { checkedName } from "../domain/limits.ts";
import { type AddedTasks, addTasks as added } from "../domain/operations/add.ts";
import { fieldArgs, requestId, timeZone } from "../domain/schemas.ts";
import { dueTextOf } from "../domain/rows.ts";
import type { StoredTask } from "../domain/task.ts";
import { within } from "../errors.ts";

const reference = z.union([z.int(), z.string()]);

/** Adds several tasks, which may refer to each other. */
export const addTasks = defineTool({
  name: "add_tasks",
  title: "Add tasks",
  description:
    "Adds up to 50 tasks at once, all or none. Later ones may name earlier ones by ref in parent_id and blocked_by.",
  toolset: "tasks",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    tasks: z.array(z.object({
      title: z.string(),
      ref: z.string().optional(),
      description: z.string().optional(),
      ...fieldArgs,
      due: z.string().optional(),
      defer_until: z.string().optional(),
      repeat: z.string().optional(),
      parent_id: reference.optional(),
      blocked_by: z.array(reference).optional(),
    })).min(1).max(50),
    project: z.string().optional().describe("For those that name none"),
    time_zone: timeZone,
    request_id: requestId,
  }),
  output: z.object({
    tasks: z.array(z.object({
      id: z.int(),
      ref: z.string().optional(),
      title: z.string(),
      due: z.string().optional(),
      due_text: z.string().optional(),
    })),
    change_id: z.int(),
  }),
  async run({ tasks: inputs, project, time_zone, request_id }, { tasks, clock }) {
    const at = clock(time_zone);
    const read = inputs.map(({ ref, parent_id, blocked_by, ...fields }, index) =>
      within(`tasks[${index}]`, () => ({
        ref: ref === undefined ? undefined : checkedName("ref", ref),
        ...{ parent_id, blocked_by },
        patch: readFields({ ...fields, project: fields.project ?? project }, at),
      }))
    );
    const content = JSON.stringify([inputs, project, time_zone]);
    const again = (stored: readonly StoredTask[], change: number): AddedTasks => ({ tasks: stored, change });
    const request = request_id === undefined
      ? undefined
      : { id: checkedName("request_id", request_id), content, again };
    const { tasks: stored, change } = await tasks.write(added(read, request));
    const rows = stored.map((task, index) => {
      const { id, title, due } = task;
      const ref = read[index]?.ref;
      return {
        id,
        ...(ref === undefined ? {} : { ref }),
        title,
        ...(due === undefined ? {} : { due }),
        ...dueTextOf(task),
      };
    });
    return { tasks: rows, change_id: change };
  },
});
