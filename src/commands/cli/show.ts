/** @module */

import { z } from "zod";
import { visible } from "../../domain/text_view.ts";
import { UsageError } from "../../errors.ts";
import { checkArguments } from "../../server/arguments.ts";
import { getTask } from "../../tools/get_task.ts";
import { taskShape } from "../../domain/schemas.ts";
import { oneLine } from "../line.ts";
import type { CliCommand } from "./command.ts";
import { counted, dateText, instantText, jsonText, rowText, shownRow, statesText } from "./show_text.ts";

const Seen = z.object({
  ...taskShape,
  updated_at: z.string(),
  version: z.int(),
  is: z.array(z.string()),
  notes: z.array(z.object({ at: z.string(), by: z.string(), text: z.string() })),
  more_notes: z.int().optional(),
  children: z.array(shownRow),
  blockers: z.array(shownRow),
  blocks: z.array(shownRow),
});
type Seen = z.output<typeof Seen>;

/** The columns that the names of the fields fill. */
const NAMES = 14;

/** Shows one task. */
export const show: CliCommand = {
  name: "show",
  usage: "ID",
  text: "Show one task with its notes, parts and blockers",
  writes: false,
  flags: {},
  async run(args, context, { print }) {
    const [id, ...more] = args.ids();
    if (id === undefined || more.length > 0) throw new UsageError("Command show takes one id: show ID");
    const answer = await getTask.call({ task_id: id }, context, checkArguments);
    if (args.has("json")) return print(jsonText(answer.text));
    print(taskText(Seen.parse(answer.structured), context.clock().zone));
  },
};

function taskText(task: Seen, zone: string): string {
  const head = `${task.id}  `;
  const instant = (at: string | undefined) => at === undefined ? "" : instantText(at, zone);
  const date = (when: string | undefined) => when === undefined ? "" : dateText(when, zone);
  const { claim } = task;
  const fields: (readonly [string, string | readonly string[]])[] = [
    ["State", statesText(task.is)],
    ["Priority", task.priority ?? ""],
    ["Due", date(task.due)],
    ["Deferred to", date(task.defer_until)],
    ["Repeats", task.repeat ?? ""],
    ["Project", oneLine(task.project ?? "")],
    ["Tags", (task.tags ?? []).map(oneLine).join(", ")],
    ["Claimed by", claim ? `${oneLine(claim.agent)} until ${instant(claim.until)}` : ""],
    ["Part of", task.parent_id === undefined ? "" : String(task.parent_id)],
    ["Parts", task.children.map(rowText)],
    ["Waits for", task.blockers.map(rowText)],
    ["Blocks", task.blocks.map(rowText)],
    ["Added", instant(task.created_at)],
    ["Completed", instant(task.completed_at)],
    ["Changed", `${instant(task.updated_at)}, by change ${task.version}`],
    ["Description", visible(task.description, NAMES).split(`\n${" ".repeat(NAMES)}`)],
    ["Notes", notesOf(task, zone)],
  ];
  return [head + oneLine(task.title), ...fields.flatMap(([name, value]) => field(name, value))].join("\n");
}

function notesOf({ notes, more_notes }: Seen, zone: string): string[] {
  const lines = notes.flatMap(({ at, by, text }) => {
    const [first = "", ...others] = visible(text, 0).split("\n");
    return [`${instantText(at, zone)} ${oneLine(by)}: ${first}`, ...others.map((line) => `  ${line}`)];
  });
  return more_notes === undefined ? lines : [`${counted(more_notes, "older note")} not shown`, ...lines];
}

/** A field's lines: the name once, the values under each other; none where there is nothing. */
function field(name: string, value: string | readonly string[]): string[] {
  const lines = typeof value === "string" ? [value] : value;
  if (lines.every((line) => line === "")) return [];
  return lines.map((line, index) => `${(index === 0 ? name : "").padEnd(NAMES)}${line}`.trimEnd());
}
