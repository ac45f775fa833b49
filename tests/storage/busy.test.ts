import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { addTask } from "../helpers/operations.ts";
import { SCHEMA_KEY } from "../../src/storage/keys.ts";
import { encode } from "../../src/storage/record.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { assertSound, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { startTogether, StoreProcess } from "../helpers/store_process.ts";

const add = (store: TaskStore, title: string) =>
  store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description: "" }));

for (const lock of ["IMMEDIATE", "EXCLUSIVE"]) {
  Deno.test(`a write waits for a lock that is ${lock}, while reads go on`, async () => {
    await using folder = await tempFolder();
    // The clock is read at each try.
    const third = Promise.withResolvers<void>();
    let tries = 0;
    const now = () => {
      if (++tries === 4) third.resolve();
      return Date.UTC(2026, 10, 22);
    };
    await using store = await testStore({ path: folder.db, now });
    await using reader = await testStore({ path: folder.db });
    await add(store, "before");
    using database = new DatabaseSync(folder.db);
    database.exec(`BEGIN ${lock}`);
    const writes = numbers(2, 9).map((n) => add(store, `waits ${n}`));
    await third.promise;
    assert.deepEqual((await reader.all(DEFAULT_SPACE)).map(({ title }) => title), ["before"]);
    database.exec("ROLLBACK");
    assert.deepEqual((await Promise.all(writes)).map(({ id }) => id), numbers(2, 9));
  });
}

Deno.test("a write gives up at its deadline, nothing of it is written, and the queue goes on", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db, deadline: 300 });
  await add(store, "before");
  using database = new DatabaseSync(folder.db);
  database.exec("BEGIN IMMEDIATE");
  const start = performance.now();
  const results = await Promise.allSettled([add(store, "late"), add(store, "late too")]);
  const waited = performance.now() - start;
  for (const result of results) {
    assert.equal(result.status, "rejected");
    assert.equal(result.reason.name, "UserError");
    assert.equal(
      result.reason.message,
      "Storage is busy: gave up after 0.3 s and wrote nothing; try again",
    );
  }
  assert.ok(waited >= 299 && waited < 3_000, `It took ${waited} ms`);
  database.exec("ROLLBACK");
  assert.equal((await add(store, "after")).id, 2);
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.deepEqual([...space.tasks.values()].map(({ title }) => title), ["before", "after"]);
});

Deno.test("a process that opens a locked database gives up at its deadline and ends", async () => {
  await using folder = await tempFolder();
  await (await testStore({ path: folder.db })).close();
  using database = new DatabaseSync(folder.db);
  database.exec("BEGIN IMMEDIATE");
  const one = new StoreProcess(folder.db, 1, "deadline:300", "add:1-1");
  await startTogether([one]);
  assert.match(
    await one.failure(),
    /^UserError: Storage is busy: gave up after 0.3 s and wrote nothing; try again\n$/,
  );
  database.exec("ROLLBACK");
  await using store = await testStore({ path: folder.db });
  assert.equal((await add(store, "after")).id, 1);
});

Deno.test("writes are refused once the schema has moved, reads are not", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await add(store, "before");
  {
    using kv = await Deno.openKv(folder.db);
    await kv.set(SCHEMA_KEY, encode(SCHEMA_KEY, 2));
  }
  const moved = {
    name: "UserError",
    message: "The database was upgraded by another version of TaskTracker: restart this server to go on",
  };
  await assert.rejects(add(store, "after"), moved);
  await Promise.all(["a", "b"].map((title) => assert.rejects(add(store, title), moved)));
  assert.equal((await store.all(DEFAULT_SPACE)).length, 1);
  await assert.rejects(testStore({ path: folder.db }), {
    name: "UserError",
    message:
      `${folder.db} was written by a newer TaskTracker (its schema is 2, this program knows 1): update this program`,
  });
});
