import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Operation } from "../../src/domain/operation.ts";
import { addTask, completeTask } from "../helpers/operations.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import { prune } from "../../src/storage/history.ts";
import { keysOf } from "../../src/storage/keys.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { assertSound, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { interposed } from "../helpers/store_interposed.ts";

const HISTORY = 300;

const keys = keysOf(DEFAULT_SPACE);

/** Adds a task by a call whose name is the title. */
function addOnce(title: string): Operation<StoredTask> {
  const again = ([task]: readonly StoredTask[]) => task ?? assert.fail();
  return { ...addTask({ title, description: "" }), request: { id: title, content: title, again } };
}

/** Adds tasks by named calls, and completes every second one. */
async function fill(store: TaskStore, from: number, count: number): Promise<void> {
  const ids = numbers(from, from + count - 1);
  await Promise.all(ids.flatMap((id) => [
    store.write(DEFAULT_SPACE, AUTHOR, addOnce(`${id}`)),
    ...(id % 2 === 0 ? [store.write(DEFAULT_SPACE, AUTHOR, completeTask(id))] : []),
  ]));
}

Deno.test("only the newest changes are kept, whole, with the names of their calls", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db, history: HISTORY });
  await fill(store, 1, 800);
  await store.close();

  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assert.equal(space.rev, 1_200);
  const [first = 0] = space.changes.keys();
  // Pruned to what was the newest when a commit passed the thousandth; one holds 240 at most.
  assert.ok(first > 1_000 - HISTORY && first <= 1_240 - HISTORY, `The oldest change is ${first}`);
  assertSound(space, first);

  await using again = await testStore({ path: folder.db });
  assert.equal((await again.all(DEFAULT_SPACE)).length, 800);
  assert.equal((await again.open(DEFAULT_SPACE)).length, 400);
  assert.deepEqual((await again.check()).problems, []);
  assert.equal((await again.write(DEFAULT_SPACE, AUTHOR, addOnce("1"))).id, 801, "a name that is free again");
  assert.equal((await again.write(DEFAULT_SPACE, AUTHOR, addOnce("799"))).id, 799, "a name that is not");
});

Deno.test("pruning waits for a lock without stopping the reads of its handle", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await fill(store, 1, 400);
  using kv = await Deno.openKv(folder.db);
  await kv.get(keys.rev);
  using database = new DatabaseSync(folder.db);
  database.exec("BEGIN IMMEDIATE");
  const pruned = prune(kv, keys, 590);
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.reject, 5_000, new Error("The read waits for the lock"));
  try {
    for (let reads = 0; reads < 100; reads++) await Promise.race([kv.get(keys.rev), late.promise]);
  } finally {
    clearTimeout(timer);
    database.exec("ROLLBACK");
    await pruned;
  }
  assertSound(await dumpOf(folder.db, DEFAULT_SPACE), 591);
});

Deno.test("one who prunes too late takes no name away that is used again", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await fill(store, 1, 10);
  using kv = await Deno.openKv(folder.db);
  let faster = async () => {
    faster = () => Promise.resolve();
    await prune(kv, keys, 10);
    assert.equal((await store.write(DEFAULT_SPACE, AUTHOR, addOnce("1"))).id, 11);
  };
  await prune(interposed(kv, () => faster()), keys, 10);
  assertSound(await dumpOf(folder.db, DEFAULT_SPACE), 11);
});
