/**
 * What the rest of the server may ask of storage.
 *
 * @module
 */

import type { Author, Operation } from "../domain/operation.ts";
import type { TaskIndex } from "../domain/index.ts";
import type { StoredTask } from "../domain/task.ts";
import type { NumberedChange } from "./changes.ts";
import type { Listener } from "./follow.ts";

/** What a check of every stored value found. */
export interface Integrity {
  /** How many values were read. */
  readonly values: number;
  /** How many tasks there are that are not deleted. */
  readonly tasks: number;
  /** What is wrong, a line each; empty where all is well. */
  readonly problems: readonly string[];
}

/** A durable list of tasks for each space. An answer means that the change is on disk. */
export interface TaskStore {
  /** Where the data is, for people. */
  readonly place: string;
  /**
   * Makes one change, in the order of the calls, after every call before it.
   *
   * @throws {UserError} what the operation throws; where storage stays busy, is full or is damaged. Then nothing of it
   * was written.
   */
  write<T>(space: string, author: Author, operation: Operation<T>): Promise<T>;
  /** Every task that is not deleted, in order of id, as it all was at one instant after the writes before this call. */
  all(space: string): Promise<StoredTask[]>;
  /** Every task that is neither completed nor deleted; costs what is open, however much is done. */
  open(space: string): Promise<StoredTask[]>;
  /** All tasks in memory, level with every write before this call; it may not be kept across a pause. */
  index(space: string): Promise<TaskIndex>;
  /** The changes before a number (all where it is undefined), newest first, after the writes before this call. */
  changes(space: string, before?: number): AsyncIterable<NumberedChange>;
  /**
   * Tells of the tasks that change from now on, also by other processes, within a moment. Returns what ends it; it has
   * to be ended before the store is closed.
   */
  follow(space: string, listener: Listener): () => void;
  /** Reads every value, compares each with its checksum and each index with what it indexes. */
  check(): Promise<Integrity>;
  /** Waits for the writes under way, and lets go of the database. */
  close(): Promise<void>;
}

/** The space of everybody on this machine. */
export const DEFAULT_SPACE = "default";
