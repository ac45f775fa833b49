/**
 * History is kept for the newest changes of a space; the older ones are pruned in commits of their own.
 *
 * @module
 */

import { backOff } from "./backoff.ts";
import { isBusy } from "./faults.ts";
import type { SpaceKeys } from "./keys.ts";
import { BATCH } from "./kv_reads.ts";
import { decoded, isChange } from "./record.ts";

/** Pruning is looked at once in so many changes. */
export const PRUNE_EVERY = 1_000;

/** So often a locked database is tried again, in some seconds; then it waits for the next time. */
const TRIES = 100;

/** How many changes of a space are kept, unless it is said otherwise. */
export const HISTORY = 100_000;

/**
 * Removes every change up to `last`, with the request ids that live as long as their changes. Safe to be stopped at
 * any point and to be run by several processes at once: it only deletes what nobody writes again.
 */
export async function prune(kv: Deno.Kv, keys: SpaceKeys, last: number): Promise<void> {
  if (last < 1) return;
  const selector = { prefix: keys.changes, end: keys.change(last + 1) };
  for (let tries = 0;;) {
    // Each change has a record and, under it, the tasks before it; a commit may hold half a change, as the next
    // round takes the rest.
    const entries = await Array.fromAsync(kv.list(selector, { limit: BATCH / 2, batchSize: BATCH / 2 }));
    const [oldest] = entries;
    if (!oldest) return;
    // All who prune go from the oldest on, so this one tells whether another was faster: a request id that it set free
    // may have been used again since. And a commit without a check waits in the database where that is locked, and
    // every read and write of this process with it.
    const rev = await kv.get(keys.rev);
    // The counter is set to what it is: who looked at a change meanwhile, to undo it, looks again.
    const atomic = kv.atomic().check(oldest, rev).set(keys.rev, rev.value);
    for (const entry of entries) {
      if (entry.key.length === keys.changes.length + 1) {
        const { request } = decoded(entry, isChange);
        if (request) atomic.delete(keys.request(request.id));
      }
      atomic.delete(entry.key);
    }
    try {
      if ((await atomic.commit()).ok) {
        tries = 0;
        continue;
      }
    } catch (error) {
      if (!isBusy(error) || tries === TRIES) throw error;
    }
    await backOff(tries++);
  }
}
