/**
 * Reading a whole list as it was at one instant.
 *
 * KV reads a thousand entries at one instant, and the next thousand at another. A longer read is set back to the
 * instant at which it began: history holds each task as it was before each change since.
 *
 * @module
 */

import type { StoredTask } from "../domain/task.ts";
import type { SpaceKeys } from "./keys.ts";
import { BATCH, listAll } from "./kv_reads.ts";
import { decode, decoded, isCount, isTask, isTaskOrNull } from "./record.ts";

/** The tasks under a prefix, in order of id, all as they were at one instant; of those, the ones to `keep`. */
export async function tasksAt(
  kv: Deno.Kv,
  keys: SpaceKeys,
  prefix: Deno.KvKey,
  keep: (task: StoredTask) => boolean,
): Promise<StoredTask[]> {
  for (;;) {
    const rev = await revOf(kv, keys);
    const entries = await listAll(kv, { prefix });
    const tasks = entries.map((entry) => decoded(entry, isTask));
    if (entries.length < BATCH) return tasks.filter(keep);
    const since = await changedSince(kv, keys, rev);
    // Where the history was pruned under this read, it begins anew.
    if (!since) continue;
    if (since.size === 0) return tasks.filter(keep);

    const byId = new Map(tasks.map((task) => [task.id, task]));
    for (const [id, before] of since) before ? byId.set(id, before) : byId.delete(id);
    return [...byId.values()].filter(keep).sort((a, b) => a.id - b.id);
  }
}

async function revOf(kv: Deno.Kv, keys: SpaceKeys): Promise<number> {
  return decode(await kv.get(keys.rev), isCount) ?? 0;
}

/**
 * Each task that changed after the change `rev`, as it was at `rev`; null where it was not there. Undefined where that
 * is no longer known.
 */
async function changedSince(
  kv: Deno.Kv,
  keys: SpaceKeys,
  rev: number,
): Promise<Map<number, StoredTask | null> | undefined> {
  const now = await revOf(kv, keys);
  const before = new Map<number, StoredTask | null>();
  if (now === rev) return before;
  // A change's record and the tasks before it lie side by side, in order of their numbers.
  for (const entry of await listAll(kv, { start: keys.change(rev + 1), end: keys.change(now + 1) })) {
    const id = entry.key[keys.changes.length + 1];
    if (typeof id === "number" && !before.has(id)) before.set(id, decoded(entry, isTaskOrNull));
  }
  // History is pruned from its oldest on: while this one is there, so is all behind it.
  const oldest = await kv.get(keys.change(rev + 1));
  return oldest.versionstamp === null ? undefined : before;
}
