/**
 * A change to the list as a pure plan: storage runs it on what is stored, and commits what it did.
 *
 * A plan is run again where another process was faster, and where it looks at what has not been read yet, so it must
 * do nothing but use its draft.
 *
 * @module
 */

import type { StoredTask } from "./task.ts";

/** The fields of a task that storage gives: its number, and what follows from the change. */
export type Stamps = "id" | "updated_at" | "version" | "state_of";

/** A task before storage has stamped it. */
export type Unstamped = Omit<StoredTask, Stamps>;

/** Who makes a change, for the history. */
export interface Author {
  /** The caller's name: over stdio the client's own. */
  readonly by: string;
  /** The connection it comes through, of no meaning but that two of them differ. */
  readonly session: string;
}

/** The record of one change. */
export interface Change extends Author {
  /** When: an ISO 8601 instant in UTC. */
  readonly at: string;
  /** The tool or command. */
  readonly tool: string;
  /** What it did, in a few words. */
  readonly summary: string;
  /** The tasks that it touched. */
  readonly task_ids: readonly number[];
  /** A random word for the commit that wrote it: it tells one's own commit from another's. */
  readonly mark: string;
  /** The caller's name for the call, and the digest of what it asked for. */
  readonly request?: { readonly id: string; readonly digest: string };
  /** There for an undo alone: the change that it takes back, or, as the undo of an undo, does again. */
  readonly undoes?: number;
  /** The change that took this one back. */
  readonly undone_by?: number;
}

/** A note on a task. */
export interface Note {
  /** When it was added: an ISO 8601 instant in UTC. */
  readonly at: string;
  /** Who added it. */
  readonly by: string;
  /** What it says. */
  readonly text: string;
}

/** What is stored of tasks, as far as plans and reads look at it. */
export interface Tasks {
  /** A task that is there and not deleted. */
  task(id: number): StoredTask | undefined;
  /** The tasks that are parts of a task, in order of id; deleted ones are left out. */
  children(id: number): readonly StoredTask[];
  /** The tasks that wait for a task, in order of id; deleted ones are left out. */
  dependents(id: number): readonly StoredTask[];
}

/** The list as one operation sees it: everything before it in the queue has happened already. */
export interface Draft extends Tasks {
  /** The instant of this change, ISO 8601 in UTC. */
  readonly at: string;
  /** The number of this change in its space: dense, one for each operation that writes. */
  readonly change: number;
  /** A task, also a deleted one. */
  anyTask(id: number): StoredTask | undefined;
  /** The newest notes of a task, at most so many, oldest first. */
  notes(task: StoredTask, most: number): readonly Note[];
  /** The record of an earlier change; undefined where it is pruned or never was. */
  record(change: number): Change | undefined;
  /** A task as it was before an earlier change; undefined where that change made it. */
  before(change: number, id: number): StoredTask | undefined;
  /** Adds a task under the next id. */
  add(task: Unstamped): StoredTask;
  /** Puts a new state in a task's place; `state_of` where it is one that the task had before. */
  replace(task: Unstamped & { readonly id: number }, state_of?: number): StoredTask;
  /** Puts a new state in a task's place with a note added to it. */
  note(task: Unstamped & { readonly id: number }, text: string): StoredTask;
  /** Makes this change the one that takes an earlier one back. */
  undo(change: number): void;
  /** Says what this change did, in a few words. */
  summarize(text: string): void;
}

/** What makes a call that is sent twice happen once. */
export interface Request<T> {
  /** The caller's own name for the call. */
  readonly id: string;
  /** What was asked for; the same id with another content is refused. */
  readonly content: string;
  /** The answer to the second call, from the tasks that the first one touched and its change. */
  again(tasks: readonly StoredTask[], change: number): T;
}

/** One caller's change to the list. */
export interface Operation<T> {
  /** The tool or command it comes from, for the history. */
  readonly tool: string;
  /** The ids of the tasks that `plan` surely looks at: they are read together. */
  readonly reads: readonly number[];
  /** Of those, the ids of which `plan` surely looks at the parts or dependents. */
  readonly follows?: readonly number[];
  /** There where the caller named the call. */
  readonly request?: Request<T> | undefined;
  /** Does the work on the draft and returns the answer. What it throws is the answer's error; then nothing is written. */
  plan(draft: Draft): T;
}
