/** @module */

import { z } from "zod";
import { defineTool, type Tasks } from "../capability.ts";
import { changeRow } from "../domain/changes.ts";
import { cursorOf, readCursor } from "../domain/cursor.ts";
import { nameKey } from "../domain/limits.ts";
import { fitting } from "../domain/rows.ts";
import { changeSchema, taskId } from "../domain/schemas.ts";
import { readRelative } from "../domain/when/mod.ts";

/** Lists what was done to the tasks, and by whom. */
export const listChanges = defineTool({
  name: "list_changes",
  title: "List changes",
  description:
    "Shows who changed what, newest first. Take it to see what others did, or to find a change_id for undo.",
  toolset: "history",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
    task_id: taskId.optional(),
    since: z.union([z.string(), z.int()]).optional().describe("A time, or a change_id"),
    by: z.string().optional(),
    limit: z.int().min(1).max(100).default(25),
    cursor: z.string().optional(),
  }),
  output: z.object({ changes: z.array(changeSchema), total: z.int(), next_cursor: z.string().optional() }),
  async run({ task_id, since, by, limit, cursor }, { tasks, clock }) {
    const key = JSON.stringify([task_id, since, by]);
    const from = typeof since === "string" && /^\d+$/.test(since) ? Number(since) : since;
    // Of the form of the times in the history, so that their texts compare.
    const earliest = typeof from === "string"
      ? new Date(readRelative(from, clock()).from.epochMilliseconds).toISOString()
      : "";
    const position = cursor === undefined ? undefined : readCursor(key, cursor);
    // Without a filter the page is all that has to be read.
    const all = task_id === undefined && since === undefined && by === undefined;
    const found = [];
    for await (const change of tasks.changes(all ? position?.last : undefined)) {
      if (all && found.length > limit) break;
      // Changes come newest first, so that the first one that is too old ends the walk.
      if (typeof from === "number" ? change.change_id <= from : change.at < earliest) break;
      if (task_id !== undefined && !change.task_ids.includes(task_id)) continue;
      if (by !== undefined && nameKey(change.by) !== nameKey(by)) continue;
      found.push(changeRow(change));
    }
    const rest = position ? found.filter(({ change_id }) => change_id < position.last) : found;
    const page = fitting(rest, limit);
    const last = page.at(-1);
    const more = last && page.length < rest.length
      ? { next_cursor: cursorOf(key, { last: last.change_id, shown: page.length }) }
      : {};
    return { changes: page, total: all ? await countAll(tasks) : found.length, ...more };
  },
});

/** How many changes there are: their numbers have no gaps, and only the oldest are pruned. */
async function countAll(tasks: Tasks): Promise<number> {
  const newest = await newestBefore(tasks) ?? 0;
  let [low, high] = await newestBefore(tasks, 2) === undefined ? [1, newest] : [1, 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await newestBefore(tasks, middle + 1) === undefined) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, newest - low + 1);
}

async function newestBefore(tasks: Tasks, before?: number): Promise<number | undefined> {
  for await (const { change_id } of tasks.changes(before)) return change_id;
  return undefined;
}
