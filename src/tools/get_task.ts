/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { lookAt } from "../domain/operations/look.ts";
import { row, states, taskId, taskShape } from "../domain/schemas.ts";
import { fullAnswerOf } from "../domain/task.ts";
import { rowOf } from "../domain/rows.ts";

/** Shows all of one task. */
export const getTask = defineTool({
  name: "get_task",
  title: "Get task",
  description: "Shows one task whole: its fields, version, notes, parts, blockers and what it blocks.",
  toolset: "tasks",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({ task_id: taskId }),
  output: z.object({
    ...taskShape,
    updated_at: z.string(),
    version: z.int(),
    is: states,
    notes: z.array(z.object({ at: z.string(), by: z.string(), text: z.string() })),
    more_notes: z.int().optional(),
    children: z.array(row),
    blockers: z.array(row),
    blocks: z.array(row),
    deleted_at: z.string().optional(),
  }),
  async run({ task_id }, { tasks, clock }) {
    const at = clock();
    const seen = await tasks.write(lookAt(task_id, at.zone));
    const more = (seen.task.notes ?? 0) - seen.notes.length;
    return {
      ...fullAnswerOf(seen.task, at.iso),
      is: seen.states,
      notes: [...seen.notes],
      ...(more > 0 ? { more_notes: more } : {}),
      children: seen.children.map(rowOf),
      blockers: seen.blockers.map(rowOf),
      blocks: seen.blocks.map(rowOf),
    };
  },
});
