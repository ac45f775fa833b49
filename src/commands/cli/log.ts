/** @module */

import { z } from "zod";
import { given } from "../../domain/fields.ts";
import { checkArguments } from "../../server/arguments.ts";
import { listChanges } from "../../tools/list_changes.ts";
import { oneLine } from "../line.ts";
import type { CliCommand } from "./command.ts";
import { instantText, jsonText } from "./show_text.ts";
import { type Column, table } from "./table.ts";

const Changes = z.object({
  changes: z.array(z.object({
    change_id: z.int(),
    at: z.string(),
    by: z.string(),
    task_ids: z.array(z.int()),
    summary: z.string(),
    undone_by: z.int().optional(),
  })),
  total: z.int(),
});
type Change = z.output<typeof Changes>["changes"][number];

const COLUMNS: readonly Column[] = [
  { head: "CHANGE", right: true },
  { head: "AT" },
  { head: "BY" },
  { head: "TASKS" },
  { head: "WHAT" },
];

/** The most ids that a line names. */
const IDS = 3;

/** Lists changes. */
export const log: CliCommand = {
  name: "log",
  usage: "",
  text: "List who changed what, newest first",
  writes: false,
  flags: {
    limit: { value: "N", text: "The most changes to show, up to 100 [25]" },
    task: { value: "ID", text: "Those of one task" },
    by: { value: "NAME", text: "Those of one author; cli are these commands" },
    since: { value: "TIME|CHANGE", text: "Those after it" },
    cursor: { value: "CURSOR", text: "The next_cursor of --json's page before" },
  },
  async run(args, context, { print, width }) {
    args.none("log");
    const asked = given({
      task_id: args.number("task"),
      since: args.one("since"),
      by: args.one("by"),
      limit: args.number("limit"),
      cursor: args.one("cursor"),
    });
    const answer = await listChanges.call(asked, context, checkArguments);
    if (args.has("json")) return print(jsonText(answer.text));
    const { changes, total } = Changes.parse(answer.structured);
    if (changes.length === 0) return print(total === 0 ? "No changes" : "No more changes");
    const { zone } = context.clock();
    print(table(COLUMNS, changes.map((change) => cells(change, zone)), width));
    if (changes.length < total) print(`\n${changes.length} of ${total}: --limit N shows more`);
  },
};

function cells({ change_id, at, by, task_ids, summary, undone_by }: Change, zone: string): string[] {
  const more = task_ids.length - IDS;
  return [
    String(change_id),
    instantText(at, zone),
    oneLine(by),
    `${task_ids.slice(0, IDS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    oneLine(summary) + (undone_by === undefined ? "" : ` (undone by ${undone_by})`),
  ];
}
