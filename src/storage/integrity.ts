/**
 * A check of everything that is stored: each value against its checksum, each index against what it indexes.
 *
 * Others may write meanwhile. What looks wrong in the long read is therefore looked at again at one instant, and
 * only what is wrong then is told.
 *
 * @module
 */

import { crc32 } from "node:zlib";
import { isOpen } from "../domain/task.ts";
import { keysOf, keyText, ROOT, type SpaceKeys, SPACES } from "./keys.ts";
import { BATCH } from "./kv_reads.ts";
import { decode, decoded, isAnything, isCount, isTask } from "./record.ts";
import type { Integrity } from "./store.ts";

/** Reads all values; see {@linkcode Integrity}. */
export async function checkAll(kv: Deno.Kv): Promise<Integrity> {
  const problems: string[] = [];
  const spaces = new Map<string, Sums>();
  let values = 0;
  for await (const entry of kv.list({ prefix: [ROOT] }, { batchSize: BATCH })) {
    values++;
    try {
      decoded(entry, isAnything);
      note(entry, spaces);
    } catch {
      problems.push(`Value ${keyText(entry.key)} does not match its checksum`);
    }
  }
  let tasks = 0;
  for (const [space, sums] of spaces) {
    tasks += sums.there;
    const keys = keysOf(space);
    const ends = await endsRight(kv, keys);
    if (!ends) problems.push(`The history of space "${space}" does not end at its counter of changes`);
    for (const id of await suspects(kv, keys, sums)) {
      const problem = await problemOf(kv, keys, id);
      if (problem) problems.push(`Task ${id} of space "${space}" ${problem}`);
    }
  }
  return { values, tasks, problems };
}

/** What the long read saw of a space: the checksum of each task that should have a copy (else 0), and of each copy. */
interface Sums {
  readonly tasks: Map<number, number>;
  readonly opens: Map<number, number>;
  there: number;
}

function note(entry: Deno.KvEntry<unknown>, spaces: Map<string, Sums>): void {
  const [space, kind, id] = entry.key.slice(SPACES.length);
  if (typeof space !== "string") return;
  const sums = spaces.get(space) ?? { tasks: new Map(), opens: new Map(), there: 0 };
  spaces.set(space, sums);
  if (typeof id !== "number" || (kind !== "task" && kind !== "open")) return;
  const task = decoded(entry, isTask);
  const sum = crc32(JSON.stringify(task));
  if (kind === "open") sums.opens.set(id, sum);
  else {
    sums.tasks.set(id, isOpen(task) ? sum : 0);
    if (task.deleted_at === undefined) sums.there++;
  }
}

/** Whether the newest change is the one that the counter names; a lost counter would let a change be overwritten. */
async function endsRight(kv: Deno.Kv, keys: SpaceKeys): Promise<boolean> {
  for (;;) {
    const rev = await kv.get(keys.rev);
    const [newest] = await Array.fromAsync(kv.list({ prefix: keys.changes }, { limit: 1, reverse: true }));
    if ((await kv.get(keys.rev)).versionstamp !== rev.versionstamp) continue;
    try {
      return newest?.key[keys.changes.length] === decode(rev, isCount);
    } catch {
      // A damaged counter has been told already.
      return true;
    }
  }
}

async function suspects(kv: Deno.Kv, keys: SpaceKeys, { tasks, opens }: Sums): Promise<Set<number>> {
  const found = new Set<number>();
  const seq = await counterOf(kv, keys.seq);
  for (let id = 1; id <= seq; id++) if (!tasks.has(id)) found.add(id);
  for (const [id, sum] of tasks) if (id > seq || sum !== (opens.get(id) ?? 0)) found.add(id);
  for (const id of opens.keys()) if (!tasks.has(id)) found.add(id);
  return found;
}

async function counterOf(kv: Deno.Kv, key: Deno.KvKey): Promise<number> {
  try {
    return decode(await kv.get(key), isCount) ?? 0;
  } catch {
    return 0;
  }
}

/** What is wrong with a task, its copy and its id, all read at one instant. A damaged value has been told already. */
async function problemOf(kv: Deno.Kv, keys: SpaceKeys, id: number): Promise<string | undefined> {
  const [taskEntry, openEntry, seqEntry] = await kv.getMany<unknown[]>([
    keys.task(id),
    keys.open(id),
    keys.seq,
  ]);
  if (!taskEntry || !openEntry || !seqEntry) return undefined;
  try {
    const task = decode(taskEntry, isTask);
    const open = decode(openEntry, isTask);
    const seq = decode(seqEntry, isCount) ?? 0;
    if (id > seq) return `is above the last id, ${seq}`;
    if (!task) return "is missing";
    const expected = isOpen(task) ? JSON.stringify(task) : undefined;
    return (open && JSON.stringify(open)) === expected
      ? undefined
      : "differs from its copy among the open ones";
  } catch {
    return undefined;
  }
}
