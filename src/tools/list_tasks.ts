/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { cursorOf, indexAfter, readCursor } from "../domain/cursor.ts";
import { compare, queryKey } from "../domain/query/mod.ts";
import { fitting, listedRow } from "../domain/rows.ts";
import { row, timeZone } from "../domain/schemas.ts";
import { readSelection, select, VIEWS } from "../domain/select.ts";
import { fullAnswerOf } from "../domain/task.ts";
import { nowText } from "../domain/when/mod.ts";

/** Lists tasks, a page at a time. */
export const listTasks = defineTool({
  name: "list_tasks",
  title: "List tasks",
  description:
    "Finds tasks by view and query, most pressing first; a page at a time. Take get_task for one with its notes.",
  toolset: "tasks",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
    query: z.string().optional().describe(
      'Words, "phrases", project:x tag:y priority:high,urgent status:completed is:ready due<7d due:none created>2026-11-01 parent:5 claim:x id:5,7-9 sort:-due; - negates',
    ),
    view: z.enum(VIEWS).optional(),
    detail: z.enum(["brief", "full"]).optional(),
    limit: z.int().min(1).max(100).default(25),
    cursor: z.string().optional(),
    time_zone: timeZone,
  }),
  output: z.object({
    tasks: z.array(row),
    total: z.int(),
    now: z.string(),
    next_cursor: z.string().optional(),
  }),
  async run({ query = "", view, detail, limit, cursor, time_zone }, { tasks, clock }) {
    const at = clock(time_zone);
    const selection = readSelection(query, view, at);
    const key = `${selection.view} ${queryKey(selection.query)}`;
    const position = cursor === undefined ? undefined : readCursor(key, cursor);
    const index = await tasks.index();
    const found = select(index, selection, at);
    const from = position
      ? indexAfter(found, position, index.item(position.last), compare(selection.query))
      : 0;
    const candidates = found.slice(from, from + limit);
    const rows = candidates.map((item) =>
      detail === "full" ? fullAnswerOf(item.task, at.iso) : listedRow(item)
    );
    const page = fitting(rows, limit);
    const shown = from + page.length;
    const last = page.at(-1);
    const more = last && shown < found.length ? { next_cursor: cursorOf(key, { last: last.id, shown }) } : {};
    return { tasks: page, total: found.length, now: nowText(at.now, at.zone), ...more };
  },
});
