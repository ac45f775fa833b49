/**
 * A change to the list as a pure plan: storage reads what the plan needs, runs it, and commits what it did.
 *
 * A plan may be run again where another process was faster, so it must do nothing but use its draft.
 *
 * @module
 */

import type { StoredTask } from "./task.ts";

/** The fields of a task that storage gives: its number, and what follows from the change. */
export type Stamps = "id" | "updated_at" | "version";

/** A task before storage has stamped it. */
export type Unstamped = Omit<StoredTask, Stamps>;

/** The list as one operation sees it: everything before it in the queue has happened already. */
export interface Draft {
  /** The instant of this change, ISO 8601 in UTC. */
  readonly at: string;
  /** The number of this change in its space: dense, one for each operation that writes. */
  readonly change: number;
  /** A task that is there and not deleted; its id has to be among the operation's `reads`. */
  task(id: number): StoredTask | undefined;
  /** Adds a task under the next id. */
  add(task: Unstamped): StoredTask;
  /** Puts a new state in a task's place. */
  replace(task: Unstamped & { readonly id: number }): StoredTask;
}

/** What makes a call that is sent twice happen once. */
export interface Request<T> {
  /** The caller's own name for the call. */
  readonly id: string;
  /** What was asked for; the same id with another content is refused. */
  readonly content: string;
  /** The answer to the second call, from the tasks that the first one touched. */
  again(tasks: readonly StoredTask[]): T;
}

/** One caller's change to the list. */
export interface Operation<T> {
  /** The tool or command it comes from, for the history. */
  readonly tool: string;
  /** The ids of the tasks that `plan` looks at. */
  readonly reads: readonly number[];
  /** There where the caller named the call. */
  readonly request?: Request<T>;
  /** Does the work on the draft and returns the answer. What it throws is the answer's error; then nothing is written. */
  plan(draft: Draft): T;
}
