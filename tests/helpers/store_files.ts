/**
 * Databases for tests of the store: real ones, in a folder that goes away with the test.
 *
 * @module
 */

import { join } from "node:path";
import { openStore, type StoreOptions } from "../../src/storage/kv_store.ts";
import type { Author } from "../../src/domain/operation.ts";
import type { TaskStore } from "../../src/storage/store.ts";

/** Who writes where a test does not care. */
export const AUTHOR: Author = { by: "tester", session: "session-1" };

/** A folder of its own. */
export interface TempFolder extends AsyncDisposable {
  /** Its path. */
  readonly path: string;
  /** The path of the database in it, which is not there yet. */
  readonly db: string;
}

/** Makes a folder, removed when it is disposed of. */
export async function tempFolder(): Promise<TempFolder> {
  // The real path: a permission is given for that one, and a temporary folder may be behind a link.
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "tasktracker-store-" }));
  return {
    path,
    db: join(path, "tasks.db"),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/** A store that closes itself where a test did not. */
export type TestStore = TaskStore & AsyncDisposable;

/** Opens a store; in memory, unless it is said otherwise. */
export async function testStore(options: Partial<StoreOptions> = {}): Promise<TestStore> {
  const store = await openStore({ path: ":memory:", ...options });
  const close = store.close.bind(store);
  let closed: Promise<void> | undefined;
  return Object.assign(store, {
    close: () => closed ??= close(),
    [Symbol.asyncDispose]: () => closed ??= close(),
  });
}
