/** @module */

import { z } from "zod";
import { type Context, defineTool } from "../capability.ts";
import { changeRow } from "../domain/changes.ts";
import { undoChange } from "../domain/operations/undo.ts";
import { rowOf } from "../domain/rows.ts";
import { changeSchema, row } from "../domain/schemas.ts";
import { UserError } from "../errors.ts";

/** Takes a change back. */
export const undo = defineTool({
  name: "undo",
  title: "Undo",
  description:
    "Takes back the newest change of this session, or the one named; again it goes further back. Undoing an undo redoes.",
  toolset: "history",
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  input: z.object({ change_id: z.int().optional() }),
  output: z.object({ undone: changeSchema, change_id: z.int(), tasks: z.array(row) }),
  async run({ change_id }, context) {
    const done = await context.tasks.write(undoChange(change_id ?? await newestOwn(context)));
    return {
      undone: changeRow({ change_id: done.undone, ...done.record }),
      change_id: done.change,
      tasks: done.tasks.toSorted((a, b) => a.id - b.id).map(rowOf),
    };
  },
});

/** The newest change of the caller's session that is not undone and no undo itself. */
async function newestOwn({ tasks, caller }: Context): Promise<number> {
  const others = [];
  for await (const change of tasks.changes()) {
    if (change.session === caller.session && change.undone_by === undefined && change.undoes === undefined) {
      return change.change_id;
    }
    if (others.length < 3) others.push(changeRow(change));
  }
  throw new UserError("This session has nothing to undo: send the change_id of another's change", {
    candidates: others,
  });
}
