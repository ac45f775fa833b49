/**
 * The tasks in Deno KV: one handle and one queue a process.
 *
 * @module
 */

import type { TaskIndex } from "../domain/index.ts";
import type { Author, Operation } from "../domain/operation.ts";
import { isOpen, type StoredTask } from "../domain/task.ts";
import { changesBefore, type NumberedChange } from "./changes.ts";
import { faultOf } from "./faults.ts";
import { follow, type Listener } from "./follow.ts";
import { HISTORY, prune, PRUNE_EVERY } from "./history.ts";
import { checkAll } from "./integrity.ts";
import { keysOf } from "./keys.ts";
import { openDatabase } from "./open.ts";
import { CACHE_BYTES, Mirrors } from "./mirrors.ts";
import { CommitQueue } from "./queue.ts";
import { tasksAt } from "./reads.ts";
import type { Integrity, TaskStore } from "./store.ts";

/** What can be set of a store. */
export interface StoreOptions {
  /** The file, `:memory:`, or undefined for KV's own place. */
  readonly path: string | undefined;
  /**
   * Where that is, for people.
   *
   * @default the path
   */
  readonly place?: string;
  /** The folder to make where it is missing. */
  readonly folder?: string | undefined;
  /**
   * How many changes of a space are kept.
   *
   * @default 100_000
   */
  readonly history?: number;
  /**
   * How long a write may wait for a busy database, in milliseconds.
   *
   * @default 10_000
   */
  readonly deadline?: number;
  /**
   * The clock: milliseconds since 1970.
   *
   * @default Date.now
   */
  readonly now?: () => number;
  /**
   * How much memory the tasks that are kept for searches may take, in bytes.
   *
   * @default 268_435_456
   */
  readonly cacheBytes?: number;
  /** Told when something failed that nobody waits for, such as pruning the history; it is tried again later. */
  readonly onError?: (error: unknown) => void;
}

/** How long a write may wait for a busy database, in milliseconds. */
const DEADLINE = 10_000;

/**
 * Opens the store.
 *
 * @throws {UserError} where the database cannot be used; the text names the file.
 */
export async function openStore(options: StoreOptions): Promise<TaskStore> {
  const place = options.place ?? options.path ?? "memory";
  const deadline = options.deadline ?? DEADLINE;
  const kv = await openDatabase({ path: options.path, place, folder: options.folder }, deadline);
  return new KvTaskStore(kv, place, { ...options, deadline });
}

class KvTaskStore implements TaskStore {
  readonly place: string;
  #kv: Deno.Kv;
  #queue: CommitQueue;
  #mirrors: Mirrors;
  #history: number;
  #pruning: Promise<void> = Promise.resolve();
  #onError: (error: unknown) => void;

  constructor(kv: Deno.Kv, place: string, options: StoreOptions & { readonly deadline: number }) {
    this.place = place;
    this.#kv = kv;
    this.#mirrors = new Mirrors(kv, options.cacheBytes ?? CACHE_BYTES);
    this.#history = options.history ?? HISTORY;
    this.#onError = options.onError ?? (() => {});
    this.#queue = new CommitQueue({
      kv,
      place,
      deadline: options.deadline,
      now: options.now ?? Date.now,
      random: Math.random,
      written: (space, from, to) => this.#written(space, from, to),
    });
  }

  write<T>(space: string, author: Author, operation: Operation<T>): Promise<T> {
    return this.#queue.push(space, author, operation);
  }

  all(space: string): Promise<StoredTask[]> {
    const keys = keysOf(space);
    return this.#read(() => tasksAt(this.#kv, keys, keys.tasks, (task) => task.deleted_at === undefined));
  }

  open(space: string): Promise<StoredTask[]> {
    const keys = keysOf(space);
    return this.#read(() => tasksAt(this.#kv, keys, keys.opens, isOpen));
  }

  index(space: string): Promise<TaskIndex> {
    return this.#read(() => this.#mirrors.level(space));
  }

  async *changes(space: string, before?: number): AsyncGenerator<NumberedChange> {
    await this.#queue.settled();
    try {
      yield* changesBefore(this.#kv, keysOf(space), before);
    } catch (error) {
      throw faultOf(error, this.place);
    }
  }

  follow(space: string, listener: Listener): () => void {
    return follow({ kv: this.#kv, keys: keysOf(space), listener, onError: this.#onError });
  }

  check(): Promise<Integrity> {
    return this.#read(() => checkAll(this.#kv));
  }

  async close(): Promise<void> {
    await this.#queue.settled();
    await this.#pruning;
    this.#kv.close();
  }

  /** A read sees every write that was sent before it. */
  async #read<T>(read: () => Promise<T>): Promise<T> {
    await this.#queue.settled();
    try {
      return await read();
    } catch (error) {
      throw faultOf(error, this.place);
    }
  }

  #written(space: string, from: number, to: number): void {
    if (Math.floor(from / PRUNE_EVERY) === Math.floor(to / PRUNE_EVERY)) return;
    this.#pruning = this.#pruning.then(() => prune(this.#kv, keysOf(space), to - this.#history)).catch(
      this.#onError,
    );
  }
}
