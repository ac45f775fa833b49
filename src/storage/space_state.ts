/**
 * One space in memory while a commit is planned: each operation sees what the ones before it did.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Draft, Operation, Request, Unstamped } from "../domain/operation.ts";
import { isOpen, type StoredTask } from "../domain/task.ts";
import { UserError } from "../errors.ts";
import { keysOf, type SpaceKeys } from "./keys.ts";
import { encode } from "./record.ts";
import type { Author } from "./store.ts";

/** The bounds of one operation; what is larger is refused before anything is written. */
export const BOUNDS = { tasks: 300, taskBytes: 60_000, bytes: 400_000 } as const;

/** One key to set, or to delete where there is no value. */
export interface Write {
  /** Where. */
  readonly key: Deno.KvKey;
  /** What; undefined deletes. */
  readonly value?: Uint8Array;
}

/** An operation that is ready to be committed: its answer and its writes. */
export interface Planned<T> {
  /** The answer, once it is committed. */
  readonly answer: T;
  /** None where the operation changes nothing. */
  readonly writes: readonly Write[];
  /** What they weigh, keys included. */
  readonly bytes: number;
  /** Lets the operations planned after this one see it. */
  apply(): void;
}

/** A request that was met before: what it asked for, and the tasks that it touched. */
export interface SeenRequest {
  /** The digest of what it asked for. */
  readonly digest: string;
  /** The ids of the tasks. */
  readonly taskIds: readonly number[];
}

/** What was read of a space, and what the operations planned so far made of it. */
export class SpaceState {
  /** The keys of this space. */
  readonly keys: SpaceKeys;
  /** The number of changes. */
  rev: number;
  /** The last id. */
  seq: number;
  /** The tasks that were read or written. */
  readonly tasks: Map<number, StoredTask> = new Map();
  /** The requests that are known. */
  readonly requests: Map<string, SeenRequest> = new Map();

  /** Starts with what was read. */
  constructor(space: string, rev: number, seq: number) {
    this.keys = keysOf(space);
    this.rev = rev;
    this.seq = seq;
  }

  /**
   * Runs an operation's plan on this state, which stays as it is until the plan is applied.
   *
   * @throws {UserError} the operation's own, or that it is over a bound.
   */
  plan<T>(operation: Operation<T>, author: Author, at: string, mark: string): Planned<T> {
    const { request } = operation;
    const digest = request && digestOf(operation.tool, request);
    const seen = request && this.requests.get(request.id);
    if (request && seen) {
      if (seen.digest !== digest) {
        throw new UserError(`Request id "${request.id}" was used for another call: send a new one`);
      }
      const tasks = seen.taskIds.map((id) => this.tasks.get(id)).filter((task) => task !== undefined);
      return unchanged(request.again(tasks));
    }

    const draft = new SpaceDraft(this, operation.reads, at);
    const answer = operation.plan(draft);
    const ids = [...draft.touched.keys()];
    if (ids.length === 0) return unchanged(answer);
    if (ids.length > BOUNDS.tasks) {
      throw new UserError(
        `At most ${BOUNDS.tasks} tasks can be changed at once, but this would change ${ids.length}`,
      );
    }

    const change = {
      by: author.by.toWellFormed(),
      session: author.session,
      at,
      tool: operation.tool,
      task_ids: ids,
      mark,
      ...(request && digest ? { request: { id: request.id, digest } } : {}),
    };
    const writes = [set(this.keys.change(draft.change), change)];
    if (request) writes.push(set(this.keys.request(request.id), draft.change));
    for (const task of draft.touched.values()) writes.push(...this.#writesOf(task, draft.change));
    const bytes = writes.reduce((sum, write) => sum + weight(write), 0);
    if (bytes > BOUNDS.bytes) {
      throw new UserError(
        `At most ${BOUNDS.bytes} bytes can be written at once, but this would write ${bytes}`,
      );
    }

    const apply = () => {
      this.rev = draft.change;
      this.seq = draft.seq;
      for (const [id, task] of draft.touched) this.tasks.set(id, task);
      if (request && digest) this.requests.set(request.id, { digest, taskIds: ids });
    };
    return { answer, writes, bytes, apply };
  }

  #writesOf(task: StoredTask, change: number): Write[] {
    const stored = set(this.keys.task(task.id), task);
    const size = stored.value?.length ?? 0;
    if (size > BOUNDS.taskBytes) {
      throw new UserError(
        `A stored task may have at most ${BOUNDS.taskBytes} bytes, but this one has ${size}`,
      );
    }
    const open = this.keys.open(task.id);
    const before = this.tasks.get(task.id);
    const writes = [stored, set(this.keys.before(change, task.id), before ?? null)];
    if (isOpen(task)) writes.push(set(open, task));
    else if (before && isOpen(before)) writes.push({ key: open });
    return writes;
  }
}

class SpaceDraft implements Draft {
  readonly at: string;
  readonly change: number;
  readonly touched: Map<number, StoredTask> = new Map();
  seq: number;
  #state: SpaceState;
  #reads: ReadonlySet<number>;

  constructor(state: SpaceState, reads: readonly number[], at: string) {
    this.#state = state;
    this.#reads = new Set(reads);
    this.at = at;
    this.change = state.rev + 1;
    this.seq = state.seq;
  }

  task(id: number): StoredTask | undefined {
    const task = this.#current(id);
    return task?.deleted_at === undefined ? task : undefined;
  }

  add(task: Unstamped): StoredTask {
    this.seq++;
    return this.#stamp({ ...task, id: this.seq });
  }

  replace(task: Unstamped & { readonly id: number }): StoredTask {
    if (!this.#current(task.id)) throw new Error(`Task ${task.id} is not there to be replaced`);
    return this.#stamp(task);
  }

  #current(id: number): StoredTask | undefined {
    const touched = this.touched.get(id);
    // Without this, what a plan sees would turn on what its neighbours in the commit happened to read.
    if (!touched && !this.#reads.has(id)) throw new Error(`Task ${id} is not among the operation's reads`);
    return touched ?? this.#state.tasks.get(id);
  }

  #stamp(task: Unstamped & { readonly id: number }): StoredTask {
    // The id comes first in the stored JSON, as in every answer.
    const { id, ...rest } = task;
    const stamped = { id, ...rest, updated_at: this.at, version: this.change };
    this.touched.set(id, stamped);
    return stamped;
  }
}

function unchanged<T>(answer: T): Planned<T> {
  return { answer, writes: [], bytes: 0, apply() {} };
}

function set(key: Deno.KvKey, value: unknown): Write {
  return { key, value: encode(key, value) };
}

/** KV counts keys too; their JSON is about as long as KV's own form of them. */
function weight(write: Write): number {
  return JSON.stringify(write.key).length + 16 + (write.value?.length ?? 0);
}

function digestOf<T>(tool: string, request: Request<T>): string {
  return createHash("sha256").update(JSON.stringify([tool, request.content])).digest("base64");
}
