/** @module */

import { z } from "zod";
import type { Context } from "../../capability.ts";
import { states, taskShape } from "../../domain/schemas.ts";
import { VIEWS } from "../../domain/select.ts";
import { checkArguments } from "../../server/arguments.ts";
import { listTasks } from "../../tools/list_tasks.ts";
import { oneLine } from "../line.ts";
import type { CliCommand } from "./command.ts";
import { dateText, jsonText, statesText } from "./show_text.ts";
import { type Column, table } from "./table.ts";

/** How many tasks are shown, unless it is said otherwise; and how many the tool gives at once. */
const LIMITS = { shown: 25, page: 100 } as const;

const { id, title, status, ...rest } = taskShape;
const listed = z.object({ id, title, status, ...rest, is: states }).partial().required({
  id: true,
  title: true,
  is: true,
});
type Listed = z.output<typeof listed>;

const Page = z.object({ tasks: z.array(listed), total: z.int(), next_cursor: z.string().optional() });

const COLUMNS: readonly Column[] = [
  { head: "ID", right: true },
  { head: "STATE" },
  { head: "DUE" },
  { head: "PRIORITY" },
  { head: "PROJECT" },
  { head: "TAGS" },
  { head: "TASK" },
];

/** Lists tasks. */
export const list: CliCommand = {
  name: "list",
  usage: "[QUERY…]",
  text: "List tasks, most pressing first: list 'due<7d' project:home",
  writes: false,
  flags: {
    view: { value: VIEWS.join("|"), text: "Which tasks, where the query does not say it [open]" },
    limit: { value: "N", text: `The most tasks to show [${LIMITS.shown}]` },
    cursor: { value: "CURSOR", text: "With --json: the next_cursor of the page before" },
  },
  async run(args, context, { print, width }) {
    const asked = { query: args.text(), view: args.one("view") };
    const limit = args.number("limit") ?? LIMITS.shown;
    if (args.has("json")) {
      const page = { ...asked, limit, cursor: args.one("cursor") };
      return print(jsonText((await listTasks.call(page, context, checkArguments)).text));
    }
    const { tasks, total } = await pages({ ...asked, cursor: args.one("cursor") }, limit, context);
    if (tasks.length === 0) {
      return print(
        asked.query === undefined && asked.view === undefined ? "No open tasks" : "No tasks match",
      );
    }
    const { zone } = context.clock();
    print(table(COLUMNS, tasks.map((task) => cells(task, zone)), width));
    if (tasks.length < total) print(`\n${tasks.length} of ${total}: --limit ${total} shows all`);
  },
};

/** So many tasks, from as many pages as it takes. */
async function pages(
  asked: Readonly<Record<string, string | undefined>>,
  limit: number,
  context: Context,
): Promise<{ tasks: Listed[]; total: number }> {
  const tasks: Listed[] = [];
  let from = asked;
  for (;;) {
    const page = { ...from, limit: Math.min(limit - tasks.length, LIMITS.page) };
    const answer = Page.parse((await listTasks.call(page, context, checkArguments)).structured);
    tasks.push(...answer.tasks);
    if (answer.next_cursor === undefined || tasks.length >= limit) return { tasks, total: answer.total };
    from = { ...asked, cursor: answer.next_cursor };
  }
}

function cells(task: Listed, zone: string): string[] {
  return [
    String(task.id),
    statesText(task.is),
    task.due === undefined ? "" : dateText(task.due, zone),
    task.priority ?? "",
    oneLine(task.project ?? ""),
    (task.tags ?? []).map(oneLine).join(", "),
    oneLine(task.title),
  ];
}
