/**
 * Reading the history, newest first.
 *
 * @module
 */

import type { Change } from "../domain/operation.ts";
import type { SpaceKeys } from "./keys.ts";
import { decode, decoded, isChange, isCount } from "./record.ts";

/** A change with its number. */
export interface NumberedChange extends Change {
  /** Its number. */
  readonly change_id: number;
}

/** How many entries are read at a time; a change has at least two. */
const BATCH = 200;

/** The changes before a number (all where it is undefined), newest first, for as long as they are asked for. */
export async function* changesBefore(
  kv: Deno.Kv,
  keys: SpaceKeys,
  before: number | undefined,
): AsyncGenerator<NumberedChange> {
  const last = before ?? (decode(await kv.get(keys.rev), isCount) ?? 0) + 1;
  const selector = { start: keys.change(1), end: keys.change(last) };
  for await (const entry of kv.list(selector, { reverse: true, batchSize: BATCH })) {
    const [number, ...under] = entry.key.slice(keys.changes.length);
    if (typeof number === "number" && under.length === 0) {
      yield { change_id: number, ...decoded(entry, isChange) };
    }
  }
}
