/** @module */

import { z } from "zod";
import { UsageError, UserError } from "../../errors.ts";
import type { Context, ToolAnswer } from "../../capability.ts";
import { checkArguments } from "../../server/arguments.ts";
import { undo as tool } from "../../tools/undo.ts";
import { oneLine } from "../line.ts";
import type { CliCommand } from "./command.ts";
import { jsonText, rowText, shownRow } from "./show_text.ts";

const Undone = z.object({
  undone: z.object({ change_id: z.int(), summary: z.string() }),
  change_id: z.int(),
  tasks: z.array(shownRow),
});

/** What the tool offers where the caller has nothing to undo. */
const Others = z.object({ candidates: z.array(z.object({ change_id: z.int(), summary: z.string() })) });

/** Takes a change back. */
export const undo: CliCommand = {
  name: "undo",
  usage: "[CHANGE]",
  text: "Take back the newest change made by a command, or the one named",
  writes: true,
  flags: {},
  async run(args, context, { print }) {
    const [change, ...more] = args.ids();
    if (more.length > 0) throw new UsageError("Command undo takes one change: undo [CHANGE]");
    const answer = await undone(change, context);
    if (args.has("json")) return print(jsonText(answer.text));
    const done = Undone.parse(answer.structured);
    print(`Undid change ${done.undone.change_id}: ${oneLine(done.undone.summary)}`);
    for (const task of done.tasks) print(`   ${rowText(task)}`);
    print(`To have it again: undo ${done.change_id}`);
  },
};

async function undone(change: number | undefined, context: Context): Promise<ToolAnswer> {
  try {
    return await tool.call(change === undefined ? {} : { change_id: change }, context, checkArguments);
  } catch (error) {
    const others = error instanceof UserError ? Others.safeParse(error.details) : undefined;
    if (change !== undefined || !others?.success) throw error;
    const [newest] = others.data.candidates;
    throw new UserError(
      newest
        ? `No command left anything to undo: name a change of somebody else's that log shows, such as ${newest.change_id} (${newest.summary})`
        : "Nothing was changed yet, so that there is nothing to undo",
    );
  }
}
