import assert from "node:assert/strict";
import type { Operation } from "../../src/domain/operation.ts";
import { addTask } from "../helpers/operations.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { assertSound, dump, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, type TestStore, testStore } from "../helpers/store_files.ts";
import { addMany } from "../helpers/store_operations.ts";

function add(store: TestStore, title: string, description = "") {
  // Not awaited by an async function: what addTask throws is a rejection like any other.
  return Promise.resolve().then(() => store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description })));
}

Deno.test("a title has 1 to 500 code points once it is trimmed", async () => {
  await using store = await testStore();
  const earth = "🌍".repeat(500);
  assert.equal((await add(store, ` \n\t${earth}\u00a0 `)).title, earth);
  assert.equal((await add(store, "x")).title, "x");
  assert.equal((await add(store, " a  b ")).title, "a  b");
  const long = "put the rest elsewhere";
  await assert.rejects(add(store, `${earth}x`), {
    name: "UserError",
    message: `Argument "title" must have at most 500 characters, but it has 501; ${long}`,
  });
  for (const empty of ["", " ", "\n\u3000\ufeff"]) {
    await assert.rejects(add(store, empty), {
      name: "UserError",
      message: 'Argument "title" must have 1 to 500 characters, but it has none',
    });
  }
  assert.equal((await store.all(DEFAULT_SPACE)).length, 3);
});

Deno.test("a description has at most 10,000 code points and is kept as it is", async () => {
  await using store = await testStore();
  for (const description of ["", " \n ", "🌍".repeat(10_000), "\0\u2028\ufeff\u{10ffff}"]) {
    assert.equal((await add(store, "x", description)).description, description);
  }
  await assert.rejects(add(store, "x", "🌍".repeat(10_000) + "y"), {
    name: "UserError",
    message:
      'Argument "description" must have at most 10000 characters, but it has 10001; put the rest elsewhere',
  });
  assert.equal((await store.all(DEFAULT_SPACE)).length, 4);
});

Deno.test("half of a surrogate pair is refused in every text", async () => {
  await using store = await testStore();
  const refused = (name: string) => ({
    name: "UserError",
    message:
      `Argument "${name}" has half of a surrogate pair, which is no character; send well-formed Unicode`,
  });
  await assert.rejects(add(store, "a\ud83c"), refused("title"));
  await assert.rejects(add(store, "a", "\udf0d\ud83c"), refused("description"));
});

Deno.test("a task over 60,000 stored bytes is refused with the figure, and the others of its commit are written", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  // JSON spells each of these with six bytes.
  const results = await Promise.allSettled([
    add(store, "before"),
    add(store, "large", "\0".repeat(10_000)),
    add(store, "after", "\0".repeat(9_900)),
  ]);
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  const [, large] = results;
  assert.equal(large?.status, "rejected");
  assert.equal(large.reason.name, "UserError");
  assert.equal(
    large.reason.message,
    "A stored task may have at most 60000 bytes, but this one has 60201",
  );
  await store.close();
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.deepEqual([...space.tasks.values()].map(({ title }) => title), ["before", "after"]);
});

Deno.test("an operation touches at most 300 tasks and writes at most 400,000 bytes", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const write = (operation: Operation<unknown>) => store.write(DEFAULT_SPACE, AUTHOR, operation);
  await assert.rejects(write(addMany(301, "x")), {
    name: "UserError",
    message: "At most 300 tasks can be changed at once, but this would change 301",
  });
  await assert.rejects(write(addMany(300, "x", "d".repeat(1_000))), {
    name: "UserError",
    // The random mark is one to ten characters long.
    message: /^At most 400000 bytes can be written at once, but this would write 7939\d\d$/,
  });
  assert.deepEqual(await store.all(DEFAULT_SPACE), []);
  await write(addMany(300, "the most at once", "d".repeat(250)));
  await store.close();
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.equal(space.seq, 300);
});

Deno.test("many large operations at once are split into commits that KV takes", async () => {
  await using folder = await tempFolder();
  // The clock is read at each try: none is in vain.
  let tries = 0;
  const store = await testStore({ path: folder.db, now: () => ++tries });
  // Each weighs as much as one may: two of them are more than a commit takes.
  const added = await Promise.all(
    numbers(1, 7).map(() => store.write(DEFAULT_SPACE, AUTHOR, addMany(300, "large", "d".repeat(250)))),
  );
  assert.deepEqual(added.flat().map(({ id }) => id), numbers(1, 2_100));
  const texts = await Promise.all(numbers(1, 40).map(() => add(store, "text", "d".repeat(10_000))));
  assert.deepEqual(texts.map(({ id }) => id), numbers(2_101, 2_140));
  await store.close();
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  const marks = [...space.changes.values()].map(({ mark }) => mark);
  assert.equal(new Set(marks.slice(0, 7)).size, 7);
  assert.equal(new Set(marks.slice(7)).size, 2);
  assert.equal(tries, 9);
});

Deno.test("one turn may hold more than every limit of a commit in each mixture of spaces", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const spaces = numbers(1, 30).map((n) => `räume ${"🌍".repeat(50)} ${n}`);
  await Promise.all(spaces.flatMap((space) => [
    store.write(space, AUTHOR, addMany(30, "x", "d".repeat(500))),
    store.write(space, AUTHOR, addTask({ title: "y", description: "d".repeat(9_000) })),
  ]));
  await store.close();
  const all = await dump(folder.db);
  assert.deepEqual([...all.keys()].sort(), spaces.sort());
  for (const space of all.values()) {
    assertSound(space);
    assert.equal(space.opens.size, 31);
  }
});
