/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { reasonsFor, startable } from "../domain/next.ts";
import { rowOf } from "../domain/rows.ts";
import { nestedTask, row, timeZone, waiting } from "../domain/schemas.ts";
import { answerOf } from "../domain/task.ts";
import { nowText } from "../domain/when/mod.ts";

/** Tells what to do next, without taking it. */
export const nextTask = defineTool({
  name: "next_task",
  title: "Next task",
  description:
    "Tells which ready task to do next and why, without taking it. Take claim_task where several agents work.",
  toolset: "agents",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({ query: z.string().optional().describe("As in list_tasks"), time_zone: timeZone }),
  output: z.object({
    task: nestedTask.optional(),
    reasons: z.array(z.string()),
    then: z.array(row),
    waiting,
    now: z.string(),
  }),
  async run({ query = "", time_zone }, { tasks, clock }) {
    const at = clock(time_zone);
    const index = await tasks.index();
    const found = startable(index, query, at);
    const [best, ...others] = found.ready;
    return {
      ...(best ? { task: answerOf(best.task, at.iso) } : {}),
      reasons: best ? reasonsFor(best, index, at) : [],
      then: others.slice(0, 3).map(({ task }) => rowOf(task)),
      waiting: found.waiting,
      now: nowText(at.now, at.zone),
    };
  },
});
