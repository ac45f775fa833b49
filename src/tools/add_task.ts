/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { addTask as added } from "../domain/operations.ts";
import { taskSchema } from "../domain/schemas.ts";
import { answerOf } from "../domain/task.ts";

/** Adds a task to the list. */
export const addTask = defineTool({
  name: "add_task",
  title: "Add task",
  description: "Adds one pending task to the shared list and returns it with its id.",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    title: z.string().describe("What is to be done, in one line of at most 500 characters"),
    description: z.string().default("").describe("Details, at most 10,000 characters"),
  }),
  output: taskSchema,
  run: async (args, { tasks }) => answerOf(await tasks.write(added(args))),
});
