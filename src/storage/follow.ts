/**
 * Tells of changes, also of other processes': KV does not, so the counter of changes is read again and again, but only
 * while somebody listens.
 *
 * @module
 */

import type { Touch } from "../domain/touched.ts";
import type { StoredTask } from "../domain/task.ts";
import type { SpaceKeys } from "./keys.ts";
import { getAll, listAll } from "./kv_reads.ts";
import { decode, decoded, isCount, isTask, isTaskOrNull } from "./record.ts";

/** How long the counter is left alone between two reads, in milliseconds. Half of it is what a change waits on average. */
const INTERVAL = 40;

/** Hears of the tasks that changed, each with its state before the first of the changes. */
export type Listener = (touches: readonly Touch[]) => void;

/** What a follower works with. */
export interface FollowOptions {
  /** The database. */
  readonly kv: Deno.Kv;
  /** The keys of the space. */
  readonly keys: SpaceKeys;
  /** Hears of the changes. */
  readonly listener: Listener;
  /** Told when a read failed; the next one is tried all the same. */
  readonly onError: (error: unknown) => void;
}

/** Follows the changes of a space from now on. Returns what ends it. */
export function follow({ kv, keys, listener, onError }: FollowOptions): () => void {
  let ended = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen: number | undefined;
  const look = async () => {
    try {
      const rev = decode(await kv.get(keys.rev), isCount) ?? 0;
      const from = seen ?? rev;
      const touches = rev > from ? await touchesBetween(kv, keys, from, rev) : [];
      seen = rev;
      if (!ended && touches.length > 0) listener(touches);
    } catch (error) {
      if (!ended) onError(error);
    }
    if (!ended) timer = setTimeout(look, INTERVAL);
  };
  void look();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** Each task that changed after `from` up to `to`, as it was at `from` and as it is now. */
async function touchesBetween(kv: Deno.Kv, keys: SpaceKeys, from: number, to: number): Promise<Touch[]> {
  const before = new Map<number, StoredTask | undefined>();
  for (const entry of await listAll(kv, { start: keys.change(from + 1), end: keys.change(to + 1) })) {
    const id = entry.key[keys.changes.length + 1];
    if (typeof id === "number" && !before.has(id)) before.set(id, decoded(entry, isTaskOrNull) ?? undefined);
  }
  const ids = [...before.keys()];
  const after = await getAll(kv, ids.map((id) => keys.task(id)));
  return ids.map((id, index) => {
    const entry = after[index];
    return { before: before.get(id), after: entry && decode(entry, isTask) };
  });
}
