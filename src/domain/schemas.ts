/**
 * The shapes of arguments and answers that several tools share.
 *
 * @module
 */

import { z } from "zod";

/** A task as an answer shows it; see {@linkcode Task}. */
export const taskSchema = z.object({
  id: z.int(),
  title: z.string(),
  description: z.string(),
  status: z.enum(["pending", "completed"]),
  created_at: z.string(),
  completed_at: z.string().optional(),
});

/** The argument that names a task. */
export const taskId = z.int().describe("Id of the task");
