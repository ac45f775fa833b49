/** @module */

import { z } from "zod";
import { checkArguments } from "../../server/arguments.ts";
import { nextTask } from "../../tools/next_task.ts";
import type { CliCommand } from "./command.ts";
import { jsonText, rowText, shownRow } from "./show_text.ts";
import { cut } from "./table.ts";

const Next = z.object({
  task: shownRow.optional(),
  reasons: z.array(z.string()),
  then: z.array(shownRow),
  waiting: z.record(z.string(), z.int()),
});

/** Tells what to do next. */
export const next: CliCommand = {
  name: "next",
  usage: "[QUERY…]",
  text: "Tell what to do next, and why",
  writes: false,
  flags: {},
  async run(args, context, { print, width }) {
    const answer = await nextTask.call({ query: args.text() }, context, checkArguments);
    if (args.has("json")) return print(jsonText(answer.text));
    const { task, reasons, then, waiting } = Next.parse(answer.structured);
    const waits = Object.entries(waiting).filter(([, count]) => count > 0).map(([why, count]) =>
      `${count} ${why}`
    );
    if (!task) return print(waits.length === 0 ? "Nothing to do" : `Nothing is ready: ${waits.join(", ")}`);
    print(rowText(task));
    print(`   because: ${reasons.join("; ")}`);
    for (const one of then) print(cut(`   then ${rowText(one)}`, width));
  },
};
