/**
 * The list as one operation sees it while it is planned.
 *
 * @module
 */

import { given } from "../domain/fields.ts";
import type { Change, Draft, Note, Unstamped } from "../domain/operation.ts";
import type { StoredTask } from "../domain/task.ts";
import type { Known } from "./known.ts";
import type { Link } from "./keys.ts";

/** A note that is to be written. */
export interface NewNote {
  /** The task it is of. */
  readonly id: number;
  /** Its number, from 1. */
  readonly n: number;
  /** What it says. */
  readonly text: string;
}

/** A draft on what is known of a space. Nothing is changed but the draft. */
export class SpaceDraft implements Draft {
  /** The instant of this change. */
  readonly at: string;
  /** The number of this change. */
  readonly change: number;
  /** The last id, with those that this draft gave. */
  seq: number;
  /** The tasks that were put, in their order. */
  readonly touched: Map<number, StoredTask> = new Map();
  /** The notes that were added. */
  readonly newNotes: NewNote[] = [];
  /** The change that this one takes back. */
  undoes: number | undefined;
  /** The records of earlier changes that say since this one whether they are undone. */
  readonly records: Map<number, Change> = new Map();
  /** What it did, in a few words. */
  summary = "";
  #known: Known;

  /** Starts where the operation before it ended. */
  constructor(known: Known, at: string, rev: number, seq: number) {
    this.#known = known;
    this.at = at;
    this.change = rev + 1;
    this.seq = seq;
  }

  /** A task, also a deleted one. */
  anyTask(id: number): StoredTask | undefined {
    return this.touched.get(id) ?? this.#known.task(id);
  }

  /** A task that is not deleted. */
  task(id: number): StoredTask | undefined {
    return there(this.anyTask(id));
  }

  /** The parts of a task. */
  children(id: number): readonly StoredTask[] {
    return this.#linked("child", id, (task) => task.parent_id === id);
  }

  /** The tasks that wait for a task. */
  dependents(id: number): readonly StoredTask[] {
    return this.#linked("dependent", id, (task) => task.blocked_by?.includes(id) ?? false);
  }

  /** The newest notes of a task. */
  notes(task: StoredTask, most: number): readonly Note[] {
    const last = task.notes ?? 0;
    return this.#known.notes(task.id, Math.max(1, last - most + 1), last);
  }

  /** The record of an earlier change. */
  record(change: number): Change | undefined {
    return this.#known.record(change);
  }

  /** A task as it was before an earlier change. */
  before(change: number, id: number): StoredTask | undefined {
    return this.#known.before(change, id);
  }

  /** Adds a task under the next id. */
  add(task: Unstamped): StoredTask {
    this.seq++;
    return this.replace({ ...task, id: this.seq });
  }

  /** Puts a new state in a task's place. */
  replace(task: Unstamped & { readonly id: number }, state_of?: number): StoredTask {
    // The id comes first in the stored JSON, as in every answer.
    const { id, ...rest } = task;
    const stamped = given({ id, ...rest, updated_at: this.at, version: this.change, state_of });
    this.touched.set(id, stamped);
    return stamped;
  }

  /** Puts a new state in a task's place with a note. */
  note(task: Unstamped & { readonly id: number }, text: string): StoredTask {
    const n = (task.notes ?? 0) + 1;
    this.newNotes.push({ id: task.id, n, text });
    return this.replace({ ...task, notes: n });
  }

  /** Makes this change the one that takes an earlier one back. */
  undo(change: number): void {
    const record = this.record(change);
    if (!record) return;
    this.undoes = record.undoes ?? change;
    this.records.set(change, { ...record, undone_by: this.change });
    if (record.undoes === undefined) return;
    // Taking back an undo does again what that one took back, and the other way round.
    const first = this.record(record.undoes);
    if (!first) return;
    const { undone_by, ...again } = first;
    this.records.set(
      record.undoes,
      undone_by === undefined ? { ...again, undone_by: this.change } : again,
    );
  }

  /** Says what this change did. */
  summarize(text: string): void {
    this.summary = text;
  }

  #linked(link: Link, to: number, refers: (task: StoredTask) => boolean): readonly StoredTask[] {
    const stored = this.#known.linked(link, to).map((task) => this.touched.get(task.id) ?? task);
    const ids = new Set(stored.map(({ id }) => id));
    const added = [...this.touched.values()].filter((task) => !ids.has(task.id));
    return [...stored, ...added].filter((task) => there(task) !== undefined && refers(task)).sort((a, b) =>
      a.id - b.id
    );
  }
}

function there(task: StoredTask | undefined): StoredTask | undefined {
  return task?.deleted_at === undefined ? task : undefined;
}
