/**
 * What the rest of the server may ask of storage.
 *
 * @module
 */

import type { Operation } from "../domain/operation.ts";
import type { StoredTask } from "../domain/task.ts";

/** Who makes a change, for the history. */
export interface Author {
  /** The caller's name: over stdio the client's own. */
  readonly by: string;
  /** The connection it comes through, of no meaning but that two of them differ. */
  readonly session: string;
}

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
  /** Reads every value, compares each with its checksum and each index with what it indexes. */
  check(): Promise<Integrity>;
  /** Waits for the writes under way, and lets go of the database. */
  close(): Promise<void>;
}

/** The space of everybody on this machine. */
export const DEFAULT_SPACE = "default";
