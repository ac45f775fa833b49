/**
 * The task: its shape in answers and in storage.
 *
 * @module
 */

import type { Series } from "./repeat/mod.ts";

/** Where a task stands. */
export type Status = "pending" | "completed";

/** How much a task matters, most first. A task without one counts as `normal`. */
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

/** One of {@linkcode PRIORITIES}. */
export type Priority = (typeof PRIORITIES)[number];

/** Who works on a task, and until when nobody else may. */
export interface ClaimView {
  /** The label that the claimer gave itself. */
  readonly agent: string;
  /** When the lease ends: an ISO 8601 instant in UTC. */
  readonly until: string;
}

/** A task as an answer shows it. The first five fields are always there; of the others an unset one is left out. */
export interface Task {
  /** 1, 2, 3 …: dense, never used twice, whichever process adds it. */
  readonly id: number;
  /** One line that names the work; 1 to 500 code points. */
  readonly title: string;
  /** What else is to be known; empty where nothing is. At most 10,000 code points. */
  readonly description: string;
  /** Whether the work is done. */
  readonly status: Status;
  /** When it was added: an ISO 8601 instant in UTC. */
  readonly created_at: string;
  /** How much it matters. */
  readonly priority?: Priority | undefined;
  /** When it is to be done: `2026-11-27`, or `2026-11-27T17:00[Europe/Berlin]`. */
  readonly due?: string | undefined;
  /** Until when it is nobody's concern, of the same form. */
  readonly defer_until?: string | undefined;
  /** The rule of its series, in its canonical spelling. */
  readonly repeat?: string | undefined;
  /** What it belongs to. */
  readonly project?: string | undefined;
  /** Words to find it by. */
  readonly tags?: readonly string[] | undefined;
  /** The task that it is a part of. */
  readonly parent_id?: number | undefined;
  /** The tasks that have to be done first. */
  readonly blocked_by?: readonly number[] | undefined;
  /** Who works on it. */
  readonly claim?: ClaimView | undefined;
  /** When it was completed, of the form of `created_at`; there only once it is. */
  readonly completed_at?: string | undefined;
}

/** A claim as it is stored. */
export interface Claim extends ClaimView {
  /** The session of whoever claimed: a label is no identity. */
  readonly session: string;
  /** What the holder shows with each write. It grows with each claim of the task and never comes back. */
  readonly token: string;
  /** How long the lease is from each write on, in minutes. */
  readonly minutes: number;
}

/** A task as storage keeps it: what answers show, and what history, deletion and leases need. */
export interface StoredTask extends Omit<Task, "claim"> {
  /** When the newest change to it was made. */
  readonly updated_at: string;
  /** The number of that change; see {@linkcode Draft.change}. */
  readonly version: number;
  /** After an undo, the number of the change whose state it has again; 0 before its first. */
  readonly state_of?: number | undefined;
  /** When it was deleted. A deleted task is kept for its history, and no reader of tasks sees it. */
  readonly deleted_at?: string | undefined;
  /** Who works on it; it may be over. */
  readonly claim?: Claim | undefined;
  /** How many claims there were. */
  readonly claims?: number | undefined;
  /** How many notes it has. */
  readonly notes?: number | undefined;
  /** The series that `repeat` goes by. */
  readonly series?: Series | undefined;
  /** The occurrence that its completion made. */
  readonly next_id?: number | undefined;
}

/** The fields of an answer, in their order. */
const FIELDS = [
  "id",
  "title",
  "description",
  "status",
  "created_at",
  "priority",
  "due",
  "defer_until",
  "repeat",
  "project",
  "tags",
  "parent_id",
  "blocked_by",
  "claim",
  "completed_at",
] as const satisfies readonly (keyof Task)[];

/** A task's answer: the fixed fields in their order, without what only storage needs. `now` is the instant in ISO 8601. */
export function answerOf(task: StoredTask, now: string): Task {
  const { id, title, description, status, created_at } = task;
  const claim = liveClaim(task, now);
  const shown = { ...task, claim: claim && { agent: claim.agent, until: claim.until } };
  const rest = FIELDS.filter((field) => shown[field] !== undefined).map((field) => [field, shown[field]]);
  return { id, title, description, status, created_at, ...Object.fromEntries(rest) };
}

/** A task's answer with what only a closer look shows. */
export function fullAnswerOf(task: StoredTask, now: string): Task & { updated_at: string; version: number } {
  return { ...answerOf(task, now), updated_at: task.updated_at, version: task.version };
}

/** The claim of a task, unless its lease is over. */
export function liveClaim(task: StoredTask, now: string): Claim | undefined {
  return task.claim && task.claim.until > now ? task.claim : undefined;
}

/** Whether a task belongs to the tasks that are not completed and not deleted. */
export function isOpen(task: StoredTask): boolean {
  return task.status === "pending" && task.deleted_at === undefined;
}
