/**
 * One attempt to commit as many waiting operations as fit: read what they touch, plan them in order, commit once.
 *
 * The commit checks the schema and the counter of changes of every space it touches, so that what was read is what
 * was there: a space's history is serialisable, with nothing written in between.
 *
 * @module
 */

import type { Operation } from "../domain/operation.ts";
import { isBusy, schemaMovedError } from "./faults.ts";
import { keysOf, type Link, SCHEMA, SCHEMA_KEY } from "./keys.ts";
import { type Reader, Unread } from "./known.ts";
import { getAll, listAll } from "./kv_reads.ts";
import {
  DamagedError,
  decode,
  decoded,
  encode,
  isChange,
  isCount,
  isNote,
  isTask,
  isTaskOrNull,
} from "./record.ts";
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
  readonly operation: Pick<Operation<unknown>, "reads" | "follows" | "request">;
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
  for (const [index, job] of batch.entries()) {
    try {
      const planned = await planInTurn(kv, batch, index, (one) => {
        const state = stateOf(spaces, one);
        return { state, plan: () => one.plan(state, at, mark) };
      });
      bytes += planned.bytes;
      if (writes.length + planned.writes.length > COMMIT.mutations || bytes > COMMIT.bytes) break;
      planned.apply();
      writes.push(...planned.writes);
      told.push(() => job.settle());
    } catch (error) {
      // What it looks at could not be read at this moment: that is not its fault.
      if (isBusy(error)) throw error;
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
  const spaces = new Map<string, ReadSpace>();
  let schema: Deno.KvEntryMaybe<unknown> | undefined;
  for (const space of new Set(jobs.map((job) => job.space))) {
    const own = jobs.filter((job) => job.space === space);
    const { rev, seq, ...read } = await readSpace(kv, space, own);
    schema ??= read.schema;
    spaces.set(space, { state: read.state, rev, seq });
  }
  if (!schema || decode(schema, isCount) !== SCHEMA) throw schemaMovedError();
  return { schema, spaces };
}

/** Reads the counters, and with them what the plans surely look at; the rest is read as the plans ask for it. */
async function readSpace(kv: Deno.Kv, space: string, jobs: readonly Job[]) {
  const keys = keysOf(space);
  const ids = [...new Set(jobs.flatMap((job) => job.operation.reads))];
  const followed = [...new Set(jobs.flatMap((job) => job.operation.follows ?? []))];
  const wanted = [...ids.map((id) => keys.task(id)), ...followed.map((id) => keys.links(id))];
  const [schema, rev, seq, ...entries] = await getAll(kv, [SCHEMA_KEY, keys.rev, keys.seq, ...wanted]);
  if (!schema || !rev || !seq) throw new Error("KV answered fewer entries than were asked for");
  const counters = { rev: counterOf(rev), seq: counterOf(seq) };
  const state = new SpaceState(space, counters.rev.value, counters.seq.value);
  for (const [index, id] of ids.entries()) {
    const entry = entries[index];
    if (entry) state.known.setTask(id, decode(entry, isTask));
  }
  for (const [index, id] of followed.entries()) {
    if (entries[ids.length + index]?.versionstamp === null) state.known.setLinks(id, []);
  }
  await readRequests(kv, state, jobs);
  return { schema, state, ...counters };
}

function counterOf(entry: Deno.KvEntryMaybe<unknown>): Counter {
  return { entry, value: decode(entry, isCount) ?? 0 };
}

/** How a job is planned, and on what. */
type Planner = (job: Job) => { readonly state: SpaceState; readonly plan: () => Planned<unknown> };

/**
 * Plans the job at `index` of a batch. What it looks at and has not been read yet is read, and with it what the jobs behind
 * it look at: one after another they would take so long that other processes are always faster.
 */
async function planInTurn(
  kv: Deno.Kv,
  batch: readonly Job[],
  index: number,
  planner: Planner,
): Promise<Planned<unknown>> {
  const job = batch[index];
  if (!job) throw new Error("There is no job to plan");
  for (;;) {
    const { state, plan } = planner(job);
    try {
      return plan();
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      // What fails of the others fails again when it is their turn.
      const behind = batch.slice(index + 1);
      const ahead = Promise.allSettled(behind.flatMap((other) => unreadBy(kv, planner(other))));
      await error.read(readerOf(kv, state));
      await ahead;
    }
  }
}

function unreadBy(kv: Deno.Kv, { state, plan }: ReturnType<Planner>): Promise<void>[] {
  try {
    plan();
  } catch (error) {
    if (error instanceof Unread) return [error.read(readerOf(kv, state))];
  }
  return [];
}

function readerOf(kv: Deno.Kv, { keys, known }: SpaceState): Reader {
  return {
    async tasks(ids) {
      const entries = await getAll(kv, ids.map((id) => keys.task(id)));
      for (const [index, id] of ids.entries()) {
        const entry = entries[index];
        known.setTask(id, entry && decode(entry, isTask));
      }
    },
    async links(to) {
      const prefix = keys.links(to);
      const entries = await listAll(kv, { prefix });
      known.setLinks(to, entries.map((entry) => [linkOf(entry.key[prefix.length]), decoded(entry, isCount)]));
    },
    async record(change) {
      const record = decode(await kv.get(keys.change(change)), isChange);
      // Whoever looks at a change looks at its tasks next.
      if (record) await this.tasks(record.task_ids.filter((id) => !known.hasTask(id)));
      known.setRecord(change, record);
    },
    async notes(id, numbers) {
      const entries = await getAll(kv, numbers.map((n) => keys.note(id, n)));
      for (const [index, n] of numbers.entries()) {
        const entry = entries[index];
        const note = entry && decode(entry, isNote);
        if (!note) throw new DamagedError(keys.note(id, n));
        known.setNote(id, n, note);
      }
    },
    async before(change, id) {
      const entries = await listAll(kv, { prefix: keys.change(change) });
      // One that is missing must not be taken for a task that the change made.
      if (!entries.some(({ key }) => key.at(-1) === id)) throw new DamagedError(keys.before(change, id));
      for (const entry of entries) {
        known.setBefore(change, Number(entry.key.at(-1)), decoded(entry, isTaskOrNull) ?? undefined);
      }
    },
  };
}

function linkOf(part: Deno.KvKeyPart | undefined): Link {
  return part === "child" ? "child" : "dependent";
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
    const number = entry.key.at(-1);
    if (!change?.request || typeof number !== "number") continue;
    const { id, digest } = change.request;
    state.requests.set(id, { digest, change: number, taskIds: change.task_ids });
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
