/**
 * A check of everything that is stored: each value against its checksum, each index against what it indexes.
 *
 * Others may write meanwhile. What looks wrong in the long read is therefore looked at again at one instant, and
 * only what is wrong then is told.
 *
 * @module
 */

import { isOpen, type StoredTask } from "../domain/task.ts";
import { keysOf, keyText, ROOT, type SpaceKeys, SPACES } from "./keys.ts";
import { BATCH, getAll } from "./kv_reads.ts";
import { linksOf } from "./links.ts";
import { decode, decoded, isAnything, isCount, isTask } from "./record.ts";
import type { Integrity } from "./store.ts";
import { Sight } from "./sight.ts";

/** Reads all values; see {@linkcode Integrity}. */
export async function checkAll(kv: Deno.Kv): Promise<Integrity> {
  const problems: string[] = [];
  const spaces = new Map<string, Sight>();
  let values = 0;
  for await (const entry of kv.list({ prefix: [ROOT] }, { batchSize: BATCH })) {
    values++;
    try {
      decoded(entry, isAnything);
      const [space, ...rest] = entry.key.slice(SPACES.length);
      if (typeof space !== "string") continue;
      const sight = spaces.get(space) ?? new Sight();
      spaces.set(space, sight);
      sight.see(rest, entry);
    } catch {
      problems.push(`Value ${keyText(entry.key)} does not match its checksum`);
    }
  }
  let tasks = 0;
  for (const [space, sight] of spaces) {
    tasks += sight.there;
    const keys = keysOf(space);
    const ends = await endsRight(kv, keys);
    if (!ends) problems.push(`The history of space "${space}" does not end at its counter of changes`);
    for (const id of sight.suspects(await counterOf(kv, keys.seq))) {
      const problem = await problemOf(kv, keys, id, sight.linkedTo(id));
      if (problem) problems.push(`Task ${id} of space "${space}" ${problem}`);
    }
  }
  return { values, tasks, problems };
}

/** Whether the newest change is the one that the counter names; a lost counter would let a change be overwritten. */
function endsRight(kv: Deno.Kv, keys: SpaceKeys): Promise<boolean> {
  return atOneInstant(kv, keys, async () => {
    const rev = await kv.get(keys.rev);
    const [newest] = await Array.fromAsync(kv.list({ prefix: keys.changes }, { limit: 1, reverse: true }));
    return newest?.key[keys.changes.length] === decode(rev, isCount);
  }, true);
}

async function counterOf(kv: Deno.Kv, key: Deno.KvKey): Promise<number> {
  try {
    return decode(await kv.get(key), isCount) ?? 0;
  } catch {
    return 0;
  }
}

/** What is wrong with a task, its id and all that belongs to it. */
function problemOf(
  kv: Deno.Kv,
  keys: SpaceKeys,
  id: number,
  linked: readonly number[],
): Promise<string | undefined> {
  return atOneInstant(kv, keys, async () => {
    const [task, open] = (await getAll(kv, [keys.task(id), keys.open(id)])).map((entry) =>
      decode(entry, isTask)
    );
    const seq = decode(await kv.get(keys.seq), isCount) ?? 0;
    if (id > seq) return `is above the last id, ${seq}`;
    if (!task) return "is missing";
    const expected = isOpen(task) ? JSON.stringify(task) : undefined;
    if ((open && JSON.stringify(open)) !== expected) return "differs from its copy among the open ones";
    return await linkProblem(kv, keys, task, linked) ?? await noteProblem(kv, keys, task);
  }, undefined);
}

async function linkProblem(
  kv: Deno.Kv,
  keys: SpaceKeys,
  task: StoredTask,
  linked: readonly number[],
): Promise<string | undefined> {
  const links = linksOf(task);
  for (const to of new Set([...linked, ...links.map(([, to]) => to)])) {
    for (const link of ["child", "dependent"] as const) {
      const refers = links.some((one) => one[0] === link && one[1] === to);
      const [mark, back] = await getAll(kv, [keys.links(to), keys.link(link, to, task.id)]);
      if (refers && (!mark?.versionstamp || !back?.versionstamp)) {
        return `refers to task ${to}, which has no link back`;
      }
      if (!refers && back?.versionstamp) return `does not refer to task ${to}, which has a link back`;
    }
  }
  return undefined;
}

async function noteProblem(kv: Deno.Kv, keys: SpaceKeys, task: StoredTask): Promise<string | undefined> {
  const numbers = Array.from({ length: task.notes ?? 0 }, (_, index) => index + 1);
  const entries = await getAll(kv, numbers.map((n) => keys.note(task.id, n)));
  const missing = numbers.find((_, index) => !entries[index]?.versionstamp);
  return missing === undefined ? undefined : `has no note ${missing} of ${task.notes}`;
}

/** Looks until nothing was written meanwhile. Where a value is damaged, that has been told already. */
async function atOneInstant<T>(
  kv: Deno.Kv,
  keys: SpaceKeys,
  look: () => Promise<T>,
  damaged: T,
): Promise<T> {
  for (;;) {
    const { versionstamp } = await kv.get(keys.rev);
    try {
      const seen = await look();
      if ((await kv.get(keys.rev)).versionstamp === versionstamp) return seen;
    } catch {
      return damaged;
    }
  }
}
