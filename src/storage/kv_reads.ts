/**
 * Reading many keys within KV's limits.
 *
 * @module
 */

/** The most keys that one `getMany` takes. */
const GET_LIMIT = 10;

/** The most entries that KV gives in one batch; a list of no more than that is read at one instant. */
export const BATCH = 1_000;

/** Whatever can be asked for many keys. */
type Reader = Pick<Deno.Kv, "getMany">;

/** The entries of many keys, in their order. The first ten are read at one instant, then the next ten, and so on. */
export async function getAll(kv: Reader, keys: readonly Deno.KvKey[]): Promise<Deno.KvEntryMaybe<unknown>[]> {
  const entries: Deno.KvEntryMaybe<unknown>[] = [];
  for (let from = 0; from < keys.length; from += GET_LIMIT) {
    entries.push(...await kv.getMany<unknown[]>(keys.slice(from, from + GET_LIMIT)));
  }
  return entries;
}

/** All entries that a selector finds, in order of their keys; torn where there are more than {@linkcode BATCH}. */
export function listAll(
  kv: Pick<Deno.Kv, "list">,
  selector: Deno.KvListSelector,
): Promise<Deno.KvEntry<unknown>[]> {
  return Array.fromAsync(kv.list(selector, { batchSize: BATCH }));
}
