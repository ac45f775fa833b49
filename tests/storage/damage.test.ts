import assert from "node:assert/strict";
import { addTask, completeTask } from "../../src/domain/operations.ts";
import { keysOf } from "../../src/storage/keys.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";

const keys = keysOf(DEFAULT_SPACE);
const RESTORE = { name: "UserError", message: /restore/ };

/** A value that one bit is flipped in: what is refused then, and what still works. */
interface Case {
  readonly name: string;
  readonly key: Deno.KvKey;
  readonly problem: string;
  readonly refused: readonly ((store: TaskStore) => Promise<unknown>)[];
  readonly works: readonly ((store: TaskStore) => Promise<unknown>)[];
}

const all = (store: TaskStore) => store.all(DEFAULT_SPACE);
const open = (store: TaskStore) => store.open(DEFAULT_SPACE);
const complete = (id: number) => (store: TaskStore) => store.write(DEFAULT_SPACE, AUTHOR, completeTask(id));
const add = (store: TaskStore) =>
  store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "more", description: "" }));

const CASES: readonly Case[] = [
  {
    name: "a task",
    key: keys.task(2),
    problem: "Value space/default/task/2 does not match its checksum",
    refused: [all, complete(2)],
    works: [open, complete(1), add],
  },
  {
    name: "a copy of an open task",
    key: keys.open(2),
    problem: "Value space/default/open/2 does not match its checksum",
    refused: [open],
    works: [all, complete(1), add],
  },
  {
    name: "the counter of changes",
    key: keys.rev,
    problem: "Value space/default/rev does not match its checksum",
    refused: [complete(1), add],
    works: [],
  },
  {
    name: "the last id",
    key: keys.seq,
    problem: "Value space/default/seq does not match its checksum",
    refused: [complete(1), add],
    works: [all, open],
  },
  {
    name: "a change",
    key: keys.change(2),
    problem: "Value space/default/change/2 does not match its checksum",
    refused: [],
    works: [all, open, complete(2), add],
  },
  {
    name: "a task before a change",
    key: keys.before(2, 2),
    problem: "Value space/default/change/2/2 does not match its checksum",
    refused: [],
    works: [all, open, complete(2), add],
  },
  {
    name: "the schema",
    key: ["tasktracker", "schema"],
    problem: "Value schema does not match its checksum",
    refused: [complete(1), add],
    works: [all, open],
  },
];

for (const { name, key, problem, refused, works } of CASES) {
  Deno.test(`a flipped bit in ${name} is refused, told by check(), and harms nothing else`, async () => {
    await using folder = await tempFolder();
    await using store = await filled(folder.db);
    await change(folder.db, async (kv) => {
      const { value } = await kv.get<Uint8Array>(key);
      // The lowest bit of a character in the middle: what it spells is plausible.
      assert.ok(value);
      value[value.length - 3] = (value[value.length - 3] ?? 0) ^ 1;
      await kv.set(key, value);
    });
    const { problems } = await store.check();
    assert.ok(problems.includes(problem), problems.join("\n"));
    for (const call of refused) await assert.rejects(call(store), RESTORE);
    for (const call of works) await call(store);
  });
}

Deno.test("of a batch, the one that touches a damaged task fails alone", async () => {
  await using folder = await tempFolder();
  await using store = await filled(folder.db);
  await change(folder.db, async (kv) => void await kv.set(keys.task(2), new Uint8Array(99)));
  const results = await Promise.allSettled(
    [complete(1), complete(2), complete(3), add].map((call) => call(store)),
  );
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled", "fulfilled"]);
});

Deno.test("a value under another key is refused, though its checksum is right", async () => {
  await using folder = await tempFolder();
  await using store = await filled(folder.db);
  await change(folder.db, async (kv) => {
    await kv.set(keys.task(2), (await kv.get(keys.task(3))).value);
    await kv.set(keys.open(2), (await kv.get(keys.task(2))).value);
  });
  await assert.rejects(all(store), RESTORE);
  await assert.rejects(open(store), RESTORE);
  await assert.rejects(complete(2)(store), RESTORE);
  assert.deepEqual((await store.check()).problems, [
    "Value space/default/open/2 does not match its checksum",
    "Value space/default/task/2 does not match its checksum",
  ]);
});

Deno.test("check() names what is missing, what is too many and what differs from its copy", async () => {
  const found = async (break_: (kv: Deno.Kv) => Promise<unknown>) => {
    await using folder = await tempFolder();
    await using store = await filled(folder.db);
    await change(folder.db, async (kv) => void await break_(kv));
    return (await store.check()).problems;
  };
  assert.deepEqual(await found((kv) => kv.delete(keys.task(2))), ['Task 2 of space "default" is missing']);
  assert.deepEqual(
    await found((kv) => Promise.all([kv.delete(keys.task(2)), kv.delete(keys.open(2))])),
    ['Task 2 of space "default" is missing'],
  );
  assert.deepEqual(await found((kv) => kv.delete(keys.open(2))), [
    'Task 2 of space "default" differs from its copy among the open ones',
  ]);
  assert.deepEqual(await found((kv) => kv.delete(keys.seq)), [
    'Task 1 of space "default" is above the last id, 0',
    'Task 2 of space "default" is above the last id, 0',
    'Task 3 of space "default" is above the last id, 0',
  ]);
  const history = ['The history of space "default" does not end at its counter of changes'];
  assert.deepEqual(await found((kv) => kv.delete(keys.rev)), history);
  assert.deepEqual(
    await found(async (kv) => {
      await kv.delete(keys.change(3));
      await kv.delete(keys.before(3, 3));
    }),
    history,
  );
  assert.deepEqual(await found(() => Promise.resolve()), []);
});

Deno.test("a flipped byte of a text in the closed file is refused", async () => {
  await using folder = await tempFolder();
  await (await filled(folder.db)).close();
  const bytes = await Deno.readFile(folder.db);
  const latin1 = new TextDecoder("latin1").decode(bytes);
  const places = [...latin1.matchAll(/second/g)].map(({ index }) => index);
  assert.ok(places.length >= 2, "the task and its copy");
  for (const place of places) bytes[place] = (bytes[place] ?? 0) ^ 1;
  await Deno.writeFile(folder.db, bytes);

  await using store = await testStore({ path: folder.db });
  await assert.rejects(all(store), RESTORE);
  await assert.rejects(open(store), RESTORE);
  await assert.rejects(complete(2)(store), RESTORE);
  await complete(1)(store);
  const { problems } = await store.check();
  assert.ok(problems.includes("Value space/default/task/2 does not match its checksum"));
});

async function filled(path: string) {
  const store = await testStore({ path });
  for (const title of ["first", "second", "third"]) {
    await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description: "" }));
  }
  return store;
}

async function change(path: string, write: (kv: Deno.Kv) => Promise<void>): Promise<void> {
  using kv = await Deno.openKv(path);
  await write(kv);
}
