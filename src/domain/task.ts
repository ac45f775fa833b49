/**
 * The task: its shape in answers and in storage.
 *
 * @module
 */

/** Where a task stands. */
export type Status = "pending" | "completed";

/** A task as an answer shows it. The first five fields are always there, in this order. */
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
  /** When it was completed, of the same form; there only once it is. */
  readonly completed_at?: string;
}

/** A task as storage keeps it: what answers show, and what history and deletion need. */
export interface StoredTask extends Task {
  /** When the newest change to it was made. */
  readonly updated_at: string;
  /** The number of that change; see {@linkcode Draft.change}. */
  readonly version: number;
  /** When it was deleted. A deleted task is kept for its history, and no reader of tasks sees it. */
  readonly deleted_at?: string;
}

/** A task's answer: the fixed fields in their order, without what only storage needs. */
export function answerOf(task: StoredTask): Task {
  const { id, title, description, status, created_at, completed_at } = task;
  return {
    id,
    title,
    description,
    status,
    created_at,
    ...(completed_at === undefined ? {} : { completed_at }),
  };
}

/** Whether a task belongs to the tasks that are not completed and not deleted. */
export function isOpen(task: StoredTask): boolean {
  return task.status === "pending" && task.deleted_at === undefined;
}
