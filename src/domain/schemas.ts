/**
 * The shapes of arguments and answers that several tools share. Every token of a description is paid for in every
 * conversation, so what a name says already is not said again.
 *
 * @module
 */

import { z } from "zod";
import { CLEARABLE } from "./fields.ts";
import { PRIORITIES } from "./task.ts";

const status = z.enum(["pending", "completed"]);

/** The fields that every task has. */
const five = { id: z.int(), title: z.string(), description: z.string(), status, created_at: z.string() };

/** A task inside an answer. */
export const nestedTask = z.object(five);

/** The fields of a task that is the answer itself; see {@linkcode Task}. */
export const taskShape = {
  ...five,
  priority: z.string().optional(),
  due: z.string().optional(),
  defer_until: z.string().optional(),
  repeat: z.string().optional(),
  project: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parent_id: z.int().optional(),
  blocked_by: z.array(z.int()).optional(),
  claim: z.object({ agent: z.string(), until: z.string() }).optional(),
  completed_at: z.string().optional(),
};

/** The least of a task; see {@linkcode Row}. */
export const row = z.object({ id: z.int(), title: z.string(), status: z.string() });

/** A list of ids. */
export const ids = z.array(z.int());

/** What follows from a task. */
export const states = z.array(z.string());

/** How many tasks wait, and for what. */
export const waiting = z.object({ blocked: z.int(), deferred: z.int(), claimed: z.int() });

/** The argument that names a task. */
export const taskId = z.int();

/** The argument that names more tasks. */
export const alsoIds = z.array(z.int()).max(50).optional().describe("More tasks, changed alike");

/** The argument for the caller's zone. */
export const timeZone = z.string().optional().describe("IANA zone");

/** The argument that makes a call that is sent twice happen once. */
export const requestId = z.string().optional().describe("Makes a retry safe");

/** The argument that checks what the caller saw last. */
export const ifVersion = z.int().optional().describe("Refuse unless at this version");

/** The argument that shows that the caller holds the task. */
export const claimToken = z.string().optional().describe("From claim_task");

/** The argument for a note. */
export const note = z.string().optional();

/** The arguments that a new task and a change have in common, but for references. */
export const fieldArgs = {
  priority: z.enum(PRIORITIES).optional(),
  due: z.string().optional().describe("'2026-11-27', 'friday 17:00', 'in 3 days'"),
  defer_until: z.string().optional().describe("Hidden from ready until then"),
  repeat: z.string().optional().describe("RRULE, e.g. FREQ=WEEKLY;BYDAY=MO; needs due"),
  project: z.string().optional(),
  tags: z.array(z.string()).optional(),
};

/** The argument that empties fields. */
export const clear = z.array(z.enum(CLEARABLE)).optional().describe("Fields to empty");

/** A change in a list; see {@linkcode ChangeRow}. */
export const changeSchema = z.object({
  change_id: z.int(),
  at: z.string(),
  by: z.string(),
  tool: z.string(),
  task_ids: ids,
  summary: z.string(),
  undone_by: z.int().optional(),
});
