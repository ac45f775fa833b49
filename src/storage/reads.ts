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
import { decode, decoded, isChange, isCount, isTask, isTaskOrNull } from "./record.ts";

/** The tasks under a prefix, in order of id, all as they were at one instant; of those, the ones to `keep`. */
export async function tasksAt(
  kv: Deno.Kv,
  keys: SpaceKeys,
  prefix: Deno.KvKey,
  keep: (task: StoredTask) => boolean,
): Promise<StoredTask[]> {
  const rev = decode(await kv.get(keys.rev), isCount) ?? 0;
  const entries = await listAll(kv, { prefix });
  const tasks = entries.map((entry) => decoded(entry, isTask));
  const since = entries.length < BATCH ? new Map() : await changedSince(kv, keys, rev);
  if (since.size === 0) return tasks.filter(keep);

  const byId = new Map(tasks.map((task) => [task.id, task]));
  for (const [id, before] of since) before ? byId.set(id, before) : byId.delete(id);
  return [...byId.values()].filter(keep).sort((a, b) => a.id - b.id);
}

/** Each task that changed after the change `rev`, as it was at `rev`; null where it was not there. */
async function changedSince(
  kv: Deno.Kv,
  keys: SpaceKeys,
  rev: number,
): Promise<Map<number, StoredTask | null>> {
  const now = decode(await kv.get(keys.rev), isCount) ?? 0;
  const before = new Map<number, StoredTask | null>();
  if (now === rev) return before;
  // A change's record and the tasks before it lie side by side, in order of their numbers.
  for (const entry of await listAll(kv, { start: keys.change(rev + 1), end: keys.change(now + 1) })) {
    const id = entry.key[keys.changes.length + 1];
    if (typeof id !== "number") decoded(entry, isChange);
    else if (!before.has(id)) before.set(id, decoded(entry, isTaskOrNull));
  }
  return before;
}
