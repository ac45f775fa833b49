/** @module */

import { z } from "zod";
import { given } from "../../domain/fields.ts";
import { PRIORITIES } from "../../domain/task.ts";
import { UsageError } from "../../errors.ts";
import { checkArguments } from "../../server/arguments.ts";
import { addTask } from "../../tools/add_task.ts";
import type { CliCommand } from "./command.ts";
import { jsonText, rowText, shownRow } from "./show_text.ts";

const Added = shownRow.extend({ due_text: z.string().optional() });

/** Adds a task. */
export const add: CliCommand = {
  name: "add",
  usage: "TITLE",
  text: "Add a task: add Call the bank --due 'friday 10:00'",
  writes: true,
  flags: {
    due: { value: "WHEN", text: "2026-11-27, 'friday 17:00', 'in 3 days'" },
    defer: { value: "WHEN", text: "Not ready until then" },
    repeat: { value: "RRULE", text: "Such as FREQ=WEEKLY;BYDAY=MO; needs --due" },
    priority: { value: PRIORITIES.join("|"), text: "How much it matters" },
    project: { value: "NAME", text: "What it belongs to" },
    tag: { value: "NAME", text: "A word to find it by; may be given again" },
    parent: { value: "ID", text: "The task that it is a part of" },
    "blocked-by": { value: "ID,…", text: "The tasks that have to be done first" },
    description: { value: "TEXT", text: "What else is to be known" },
  },
  async run(args, context, { print }) {
    const title = args.text();
    if (title === undefined) throw new UsageError("Command add needs a title: add TITLE");
    const task = given({
      title,
      description: args.one("description"),
      priority: args.one("priority"),
      due: args.one("due"),
      defer_until: args.one("defer"),
      repeat: args.one("repeat"),
      project: args.one("project"),
      tags: args.all("tag"),
      parent_id: args.number("parent"),
      blocked_by: args.numbers("blocked-by"),
    });
    const answer = await addTask.call(task, context, checkArguments);
    if (args.has("json")) return print(jsonText(answer.text));
    const added = Added.parse(answer.structured);
    print(`Added ${rowText(added)}`);
    if (added.due_text !== undefined) print(`Due ${added.due_text}`);
  },
};
