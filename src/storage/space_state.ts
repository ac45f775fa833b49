/**
 * One space in memory while a commit is planned: each operation sees what the ones before it did.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Author, Change, Note, Operation, Request } from "../domain/operation.ts";
import { isOpen, type StoredTask } from "../domain/task.ts";
import { UserError } from "../errors.ts";
import { SpaceDraft } from "./draft.ts";
import { keysOf, type SpaceKeys } from "./keys.ts";
import { Known } from "./known.ts";
import { linksOf, linkText } from "./links.ts";
import { encode } from "./record.ts";

/** The bounds of one operation; what is larger is refused before anything is written. */
export const BOUNDS = { tasks: 300, taskBytes: 60_000, bytes: 400_000, writes: 940 } as const;

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

/** A request that was met before: what it asked for, and the change that it made. */
export interface SeenRequest {
  /** The digest of what it asked for. */
  readonly digest: string;
  /** The change. */
  readonly change: number;
  /** The tasks that it touched. */
  readonly taskIds: readonly number[];
}

/** What was read of a space, and what the operations planned so far made of it. */
export class SpaceState {
  /** The keys of this space. */
  readonly keys: SpaceKeys;
  /** What has been read and planned. */
  readonly known: Known = new Known();
  /** The requests that are known. */
  readonly requests: Map<string, SeenRequest> = new Map();
  /** The number of changes. */
  rev: number;
  /** The last id. */
  seq: number;

  /** Starts with what was read. */
  constructor(space: string, rev: number, seq: number) {
    this.keys = keysOf(space);
    this.rev = rev;
    this.seq = seq;
  }

  /**
   * Runs an operation's plan on this state, which stays as it is until the plan is applied.
   *
   * @throws {Unread} where the plan looks at what has not been read yet.
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
      const tasks = seen.taskIds.flatMap((id) => this.known.task(id) ?? []);
      return unchanged(request.again(tasks, seen.change));
    }

    const draft = new SpaceDraft(this.known, at, this.rev, this.seq);
    const answer = operation.plan(draft);
    const ids = [...draft.touched.keys()];
    if (ids.length === 0) return unchanged(answer);
    if (ids.length > BOUNDS.tasks) {
      throw new UserError(
        `At most ${BOUNDS.tasks} tasks can be changed at once, but this would change ${ids.length}`,
      );
    }

    const change: Change = {
      by: author.by.toWellFormed(),
      session: author.session,
      at,
      tool: operation.tool,
      summary: draft.summary,
      task_ids: ids,
      mark,
      ...(request && digest ? { request: { id: request.id, digest } } : {}),
      ...(draft.undoes === undefined ? {} : { undoes: draft.undoes }),
    };
    const writes = [set(this.keys.change(draft.change), change), ...this.#writesOf(draft, change)];
    if (request) writes.push(set(this.keys.request(request.id), draft.change));
    const bytes = writes.reduce((sum, write) => sum + weight(write), 0);
    if (bytes > BOUNDS.bytes) {
      throw new UserError(
        `At most ${BOUNDS.bytes} bytes can be written at once, but this would write ${bytes}`,
      );
    }
    if (writes.length > BOUNDS.writes) {
      throw new UserError(
        `Too many tasks and references at once: this would write ${writes.length} values of at most ${BOUNDS.writes}`,
      );
    }

    const apply = () => {
      for (const [id, task] of draft.touched) {
        this.known.setBefore(draft.change, id, this.#stored(id));
        this.known.put(task);
      }
      this.rev = draft.change;
      this.seq = draft.seq;
      for (const { id, n, text } of draft.newNotes) this.known.setNote(id, n, noteOf(change, text));
      this.known.setRecord(draft.change, change);
      for (const [number, record] of draft.records) this.known.setRecord(number, record);
      if (request && digest) this.requests.set(request.id, { digest, change: draft.change, taskIds: ids });
    };
    return { answer, writes, bytes, apply };
  }

  #writesOf(draft: SpaceDraft, change: Change): Write[] {
    const tasks = [...draft.touched.values()];
    const writes = tasks.flatMap((task) => this.#taskWrites(task, draft.change));
    const referred = tasks.flatMap((task) => addedLinks(this.#stored(task.id), task).map(([, to]) => to));
    for (const to of new Set(referred)) writes.push(set(this.keys.links(to), true));
    for (const { id, n, text } of draft.newNotes) {
      writes.push(set(this.keys.note(id, n), noteOf(change, text)));
    }
    for (const [number, record] of draft.records) writes.push(set(this.keys.change(number), record));
    return writes;
  }

  #taskWrites(task: StoredTask, change: number): Write[] {
    const { keys } = this;
    const stored = set(keys.task(task.id), task);
    const size = stored.value?.length ?? 0;
    if (size > BOUNDS.taskBytes) {
      throw new UserError(
        `A stored task may have at most ${BOUNDS.taskBytes} bytes, but this one has ${size}`,
      );
    }
    const open = keys.open(task.id);
    const before = this.#stored(task.id);
    const writes: Write[] = [stored, set(keys.before(change, task.id), before ?? null)];
    if (isOpen(task)) writes.push(set(open, task));
    else if (before && isOpen(before)) writes.push({ key: open });
    for (const [link, to] of addedLinks(task, before)) writes.push({ key: keys.link(link, to, task.id) });
    for (const [link, to] of addedLinks(before, task)) {
      writes.push(set(keys.link(link, to, task.id), task.id));
    }
    return writes;
  }

  /** A task as it is stored, or undefined for an id that is not given yet. */
  #stored(id: number): StoredTask | undefined {
    return id > this.seq ? undefined : this.known.task(id);
  }
}

function noteOf({ at, by }: Change, text: string): Note {
  return { at, by, text };
}

/** The links of one state of a task that another one does not have. */
function addedLinks(before: StoredTask | undefined, after: StoredTask | undefined) {
  const had = new Set(linksOf(before).map(linkText));
  return linksOf(after).filter((link) => !had.has(linkText(link)));
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
