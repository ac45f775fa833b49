/**
 * One attempt to commit as many waiting operations as fit: read what they touch, plan them in order, commit once.
 *
 * The commit checks the schema and the counter of changes of every space it touches, so that what was read is what
 * was there: a space's history is serialisable, with nothing written in between.
 *
 * @module
 */

import type { Operation } from "../domain/operation.ts";
import { schemaMovedError } from "./faults.ts";
import { keysOf, SCHEMA, SCHEMA_KEY } from "./keys.ts";
import { getAll } from "./kv_reads.ts";
import { decode, encode, isChange, isCount, isTask } from "./record.ts";
import { type Planned, SpaceState, type Write } from "./space_state.ts";

/**
 * KV takes 1,000 mutations, 819,200 bytes and 100 checks a commit; some of each is left for the counters, two a space.
 * One operation within its own bounds always fits.
 */
const COMMIT = { spaces: 25, mutations: 950, bytes: 780_000 } as const;

/** The most operations that are tried at once: about as many adds as a commit takes. */
export const BATCH_LIMIT = 240;

/** An operation that waits for its commit. */
export interface Job {
  /** Whose list. */
  readonly space: string;
  /** What it reads, and whether the caller named it. */
  readonly operation: Pick<Operation<unknown>, "reads" | "request">;
  /** Plans it on a state, and keeps the answer for `settle`. */
  plan(state: SpaceState, at: string, mark: string): Planned<unknown>;
  /** Tells the caller: what was planned last is committed. */
  settle(): void;
  /** Tells the caller that it failed and nothing of it was written. */
  fail(error: unknown): void;
}

/** What an attempt did with the jobs at the head of its batch. */
export interface Attempt {
  /** How many were settled or failed; 0 where another process was faster, nothing was written and nobody was told. */
  readonly taken: number;
  /** The spaces that were written, with their counters of changes before and after. */
  readonly written: readonly { readonly space: string; readonly from: number; readonly to: number }[];
}

const LOST: Attempt = { taken: 0, written: [] };

/** The first `size` of the jobs; fewer where they are of too many spaces for one commit. */
export function batchOf(jobs: readonly Job[], size: number): Job[] {
  const spaces = new Set<string>();
  const batch = jobs.slice(0, size);
  const end = batch.findIndex(({ space }) => spaces.add(space).size > COMMIT.spaces);
  return end < 0 ? batch : batch.slice(0, end);
}

/** Tries to commit the first of a batch, as many as fit. Throws what the database throws; then nothing was written. */
export async function attempt(
  kv: Deno.Kv,
  batch: readonly Job[],
  at: string,
  mark: string,
): Promise<Attempt> {
  const { schema, spaces } = await readSpaces(kv, batch);
  const writes: Write[] = [];
  const told: (() => void)[] = [];
  let bytes = 0;
  for (const job of batch) {
    try {
      const planned = job.plan(stateOf(spaces, job), at, mark);
      bytes += planned.bytes;
      if (writes.length + planned.writes.length > COMMIT.mutations || bytes > COMMIT.bytes) break;
      planned.apply();
      writes.push(...planned.writes);
      told.push(() => job.settle());
    } catch (error) {
      told.push(() => job.fail(error));
    }
  }

  const done = writes.length > 0
    ? await commit(kv, schema, writes, [...spaces.values()])
    : await stillLevel(kv, spaces);
  if (!done) return LOST;
  for (const tell of told) tell();
  const written = [...spaces]
    .map(([space, { state, rev }]) => ({ space, from: rev.value, to: state.rev }))
    .filter(({ from, to }) => from !== to);
  return { taken: told.length, written };
}

/** A space as it was read: what is planned on, and the entries that the commit checks. */
interface ReadSpace {
  readonly state: SpaceState;
  readonly rev: Counter;
  readonly seq: Counter;
}

/** A counter as it was read; 0 where it is not there yet. */
interface Counter {
  readonly entry: Deno.KvEntryMaybe<unknown>;
  readonly value: number;
}

/** All that an attempt read. */
interface Read {
  readonly schema: Deno.KvEntryMaybe<unknown>;
  readonly spaces: ReadonlyMap<string, ReadSpace>;
}

function stateOf(spaces: ReadonlyMap<string, ReadSpace>, job: Job): SpaceState {
  const space = spaces.get(job.space);
  if (!space) throw new Error(`Space ${job.space} was not read`);
  return space.state;
}

/** Reads the counters first: what is read after them is checked by them when the commit is made. */
async function readSpaces(kv: Deno.Kv, jobs: readonly Job[]): Promise<Read> {
  const names = [...new Set(jobs.map((job) => job.space))];
  const counters = names.flatMap((space) => [keysOf(space).rev, keysOf(space).seq]);
  const [schema, ...entries] = await getAll(kv, [SCHEMA_KEY, ...counters]);
  if (!schema || decode(schema, isCount) !== SCHEMA) throw schemaMovedError();
  const spaces = new Map<string, ReadSpace>();
  for (const [index, space] of names.entries()) {
    const [rev, seq] = entries.slice(index * 2).map((entry) => ({
      entry,
      value: decode(entry, isCount) ?? 0,
    }));
    if (!rev || !seq) throw new Error("KV answered fewer entries than were asked for");
    const state = new SpaceState(space, rev.value, seq.value);
    await readTasks(kv, state, jobs.filter((job) => job.space === space));
    spaces.set(space, { state, rev, seq });
  }
  return { schema, spaces };
}

async function readTasks(kv: Deno.Kv, state: SpaceState, jobs: readonly Job[]): Promise<void> {
  await readRequests(kv, state, jobs);
  const ids = new Set([
    ...jobs.flatMap((job) => job.operation.reads),
    ...[...state.requests.values()].flatMap((request) => request.taskIds),
  ]);
  for (const entry of await getAll(kv, [...ids].map((id) => state.keys.task(id)))) {
    const task = decode(entry, isTask);
    if (task) state.tasks.set(task.id, task);
  }
}

async function readRequests(kv: Deno.Kv, state: SpaceState, jobs: readonly Job[]): Promise<void> {
  const ids = [...new Set(jobs.flatMap((job) => job.operation.request?.id ?? []))];
  if (ids.length === 0) return;
  const numbers = (await getAll(kv, ids.map((id) => state.keys.request(id)))).map((entry) =>
    decode(entry, isCount)
  );
  const changes = await getAll(
    kv,
    numbers.flatMap((number) => number === undefined ? [] : [state.keys.change(number)]),
  );
  for (const entry of changes) {
    const change = decode(entry, isChange);
    if (change?.request) {
      state.requests.set(change.request.id, { digest: change.request.digest, taskIds: change.task_ids });
    }
  }
}

async function commit(
  kv: Deno.Kv,
  schema: Deno.KvEntryMaybe<unknown>,
  writes: readonly Write[],
  spaces: readonly ReadSpace[],
) {
  const atomic = kv.atomic().check(schema);
  for (const { state, rev, seq } of spaces) {
    // A space that was only read is checked too: an answer was made of it.
    atomic.check(rev.entry);
    if (state.rev !== rev.value) atomic.set(state.keys.rev, encode(state.keys.rev, state.rev));
    if (state.seq !== seq.value) atomic.set(state.keys.seq, encode(state.keys.seq, state.seq));
  }
  for (const { key, value } of writes) value ? atomic.set(key, value) : atomic.delete(key);
  return (await atomic.commit()).ok;
}

/** Answers without a write hold where nothing changed between the first read and the last. */
async function stillLevel(kv: Deno.Kv, spaces: ReadonlyMap<string, ReadSpace>): Promise<boolean> {
  for (const { state, rev } of spaces.values()) {
    if ((await kv.get(state.keys.rev)).versionstamp !== rev.entry.versionstamp) return false;
  }
  return true;
}
