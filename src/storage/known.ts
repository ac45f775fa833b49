/**
 * What has been read of a space while a commit is planned, and what the operations planned so far made of it.
 *
 * A plan may look at anything. What has not been read yet is asked for by throwing {@linkcode Unread}: it is read and
 * the plan runs again. The counter of changes, which was read first and is checked by the commit, vouches for it all.
 *
 * @module
 */

import type { Change, Note } from "../domain/operation.ts";
import type { StoredTask } from "../domain/task.ts";
import type { Link } from "./keys.ts";
import { linksOf } from "./links.ts";

/** Thrown by a plan that looks at what has not been read yet. */
export class Unread extends Error {
  /** Reads it into `known`. */
  readonly read: (reader: Reader) => Promise<void>;

  /** Takes the function that reads it. */
  constructor(read: (reader: Reader) => Promise<void>) {
    super("Not read yet");
    this.read = read;
  }
}

/** Reads into what is known. */
export interface Reader {
  /** Reads tasks by their ids. */
  tasks(ids: readonly number[]): Promise<void>;
  /** Reads the ids of the tasks that refer to one. */
  links(to: number): Promise<void>;
  /** Reads the record of a change, and the tasks that it touched. */
  record(change: number): Promise<void>;
  /** Reads a task as it was before a change, and with it the others that the change touched. */
  before(change: number, id: number): Promise<void>;
  /** Reads notes of a task by their numbers. */
  notes(id: number, numbers: readonly number[]): Promise<void>;
}

/** What is known of a space; each look at what is not throws {@linkcode Unread}. */
export class Known {
  readonly #tasks = new Map<number, StoredTask | undefined>();
  readonly #links = new Map<number, Readonly<Record<Link, Set<number>>>>();
  readonly #records = new Map<number, Change | undefined>();
  readonly #befores = new Map<string, StoredTask | undefined>();
  readonly #notes = new Map<string, Note>();

  /** Takes note of a task, or that there is none. */
  setTask(id: number, task: StoredTask | undefined): void {
    this.#tasks.set(id, task);
  }

  /** Takes note of the tasks that refer to one. */
  setLinks(to: number, references: Iterable<readonly [Link, number]>): void {
    const links = { child: new Set<number>(), dependent: new Set<number>() };
    for (const [link, from] of references) links[link].add(from);
    this.#links.set(to, links);
    // What was planned before this was read is not stored yet.
    for (const task of this.#tasks.values()) if (task) this.#link(task);
  }

  /** Takes note of the record of a change, or that there is none. */
  setRecord(change: number, record: Change | undefined): void {
    this.#records.set(change, record);
  }

  /** Takes note of a task as it was before a change. */
  setBefore(change: number, id: number, task: StoredTask | undefined): void {
    this.#befores.set(`${change}/${id}`, task);
  }

  /** Takes note of a note. */
  setNote(id: number, n: number, note: Note): void {
    this.#notes.set(`${id}/${n}`, note);
  }

  /** Takes note of a task that was planned, and of what it refers to. */
  put(task: StoredTask): void {
    this.#tasks.set(task.id, task);
    this.#link(task);
  }

  /** Whether it is known what a task is. */
  hasTask(id: number): boolean {
    return this.#tasks.has(id);
  }

  /** A task, deleted or not. */
  task(id: number): StoredTask | undefined {
    if (!this.#tasks.has(id)) throw new Unread((reader) => reader.tasks([id]));
    return this.#tasks.get(id);
  }

  /** The tasks that refer to one, in order of id, deleted or not. */
  linked(link: Link, to: number): readonly StoredTask[] {
    const ids = this.#links.get(to)?.[link];
    if (!ids) throw new Unread((reader) => reader.links(to));
    const missing = [...ids].filter((id) => !this.#tasks.has(id));
    if (missing.length > 0) throw new Unread((reader) => reader.tasks(missing));
    return [...ids].sort((a, b) => a - b).flatMap((id) => this.#tasks.get(id) ?? []);
  }

  /** The record of a change. */
  record(change: number): Change | undefined {
    if (!this.#records.has(change)) throw new Unread((reader) => reader.record(change));
    return this.#records.get(change);
  }

  /** A task as it was before a change. */
  before(change: number, id: number): StoredTask | undefined {
    const key = `${change}/${id}`;
    if (!this.#befores.has(key)) throw new Unread((reader) => reader.before(change, id));
    return this.#befores.get(key);
  }

  /** Notes of a task by their numbers, the last one included. */
  notes(id: number, first: number, last: number): readonly Note[] {
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    // Those that were planned are not stored yet.
    const missing = numbers.filter((n) => !this.#notes.has(`${id}/${n}`));
    if (missing.length > 0) throw new Unread((reader) => reader.notes(id, missing));
    return numbers.flatMap((n) => this.#notes.get(`${id}/${n}`) ?? []);
  }

  /** Takes note of what a task refers to. A reference that was taken away stays: whoever follows it looks at the task. */
  #link(task: StoredTask): void {
    for (const [link, to] of linksOf(task)) this.#links.get(to)?.[link].add(task.id);
  }
}
