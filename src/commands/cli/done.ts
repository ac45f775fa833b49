/** @module */

import { z } from "zod";
import { completionExtras } from "../../domain/completion.ts";
import { readFields } from "../../domain/fields.ts";
import { updateTasks } from "../../domain/operations/update.ts";
import { answerOf } from "../../domain/task.ts";
import { UsageError } from "../../errors.ts";
import type { CliCommand } from "./command.ts";
import { jsonText, shownRow } from "./show_text.ts";
import { oneLine } from "../line.ts";

const ids = z.array(z.int()).default([]);

const Completed = shownRow.extend({
  unblocked: ids,
  next_occurrence: z.object({ id: z.int(), due_text: z.string() }).optional(),
  open_children: ids,
  also: z.array(shownRow).default([]),
});

/** Completes tasks. */
export const done: CliCommand = {
  name: "done",
  usage: "ID…",
  text: "Complete tasks, all of them or none: done 5 6 7",
  writes: true,
  flags: {
    note: { value: "TEXT", text: "A note for each of them" },
    force: { text: "Also where somebody else has claimed one" },
  },
  async run(args, context, { print }) {
    const tasks = args.ids();
    if (tasks.length === 0) throw new UsageError("Command done needs at least one id: done ID…");
    const at = context.clock();
    // The tool has no way to insist, so that no agent learns it.
    const updated = await context.tasks.write(updateTasks("complete_task", {
      ids: tasks,
      patch: readFields({}, at),
      status: "completed",
      note: args.one("note"),
      zone: at.zone,
      force: args.has("force"),
    }));
    const answer = { ...answerOf(updated.task, at.iso), ...completionExtras(updated) };
    if (args.has("json")) return print(jsonText(JSON.stringify(answer)));
    const { also, unblocked, next_occurrence: next, open_children: open, ...task } = Completed.parse(answer);
    for (const { id, title } of [task, ...also]) print(`Completed ${id}  ${oneLine(title)}`);
    if (next) print(`Next is ${next.id}, due ${next.due_text}`);
    if (unblocked.length > 0) print(`Unblocked ${unblocked.join(", ")}`);
    if (open.length > 0) print(`Parts of ${task.id} still open: ${open.join(", ")}`);
  },
};
