import assert from "node:assert/strict";
import { addTask, completeTask, fieldsOf } from "../helpers/operations.ts";
import { addTask as addOperation } from "../../src/domain/operations/add.ts";
import { lookAt } from "../../src/domain/operations/look.ts";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Operation } from "../../src/domain/operation.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import { keysOf, type Link } from "../../src/storage/keys.ts";
import { encode } from "../../src/storage/record.ts";
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

const index = (store: TaskStore) => store.index(DEFAULT_SPACE);
const see = (id: number) => (store: TaskStore) => store.write(DEFAULT_SPACE, AUTHOR, lookAt(id, "UTC"));
const undo = (n: number) => (store: TaskStore) => store.write(DEFAULT_SPACE, AUTHOR, undoChange(n));
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
    refused: [undo(2)],
    works: [undo(5), all, open, complete(2), add],
  },
  {
    name: "a task before a change",
    key: keys.before(5, 3),
    problem: "Value space/default/change/5/3 does not match its checksum",
    refused: [undo(5)],
    works: [all, open, complete(2), add],
  },
  {
    name: "the mark of links",
    key: keys.links(1),
    problem: "Value space/default/link/1 does not match its checksum",
    refused: [],
    works: [all, open, index, see(1), see(2), complete(1), add],
  },
  {
    name: "a link",
    key: keys.link("dependent", 1, 3),
    problem: "Value space/default/link/1/dependent/3 does not match its checksum",
    refused: [see(1), complete(1)],
    works: [all, open, index, see(2), see(3), complete(2), add],
  },
  {
    name: "a note",
    key: keys.note(3, 1),
    problem: "Value space/default/note/3/1 does not match its checksum",
    refused: [see(3), index],
    works: [all, open, see(1), complete(3), add],
  },
  {
    name: "a request",
    key: keys.request("first"),
    problem: "Value space/default/request/first does not match its checksum",
    refused: [(store) => store.write(DEFAULT_SPACE, AUTHOR, addOnce("first"))],
    works: [
      all,
      open,
      index,
      complete(1),
      add,
      (store) => store.write(DEFAULT_SPACE, AUTHOR, addOnce("new")),
    ],
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
  const noLink = ['Task 3 of space "default" refers to task 1, which has no link back'];
  assert.deepEqual(await found((kv) => kv.delete(keys.link("dependent", 1, 3))), noLink);
  assert.deepEqual(await found((kv) => kv.delete(keys.links(1))), noLink);
  const extra = (link: Link, to: number) => {
    const key = keys.link(link, to, 3);
    return found((kv) => kv.set(key, encode(key, 3)));
  };
  assert.deepEqual(await extra("dependent", 2), [
    'Task 3 of space "default" does not refer to task 2, which has a link back',
  ]);
  assert.deepEqual(await extra("child", 1), [
    'Task 3 of space "default" does not refer to task 1, which has a link back',
  ]);
  assert.deepEqual(await found((kv) => kv.delete(keys.note(3, 1))), [
    'Task 3 of space "default" has no note 1 of 2',
  ]);
  assert.deepEqual(await found((kv) => kv.delete(keys.note(3, 2))), [
    'Task 3 of space "default" has no note 2 of 2',
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
      await kv.delete(keys.change(5));
      await kv.delete(keys.before(5, 3));
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

Deno.test("a task before a change that is gone is not taken for one that the change made", async () => {
  await using folder = await tempFolder();
  await using store = await filled(folder.db);
  await change(folder.db, (kv) => kv.delete(keys.before(5, 3)));
  await assert.rejects(undo(5)(store), RESTORE);
  assert.equal((await all(store)).length, 3);
});

/** Tasks 1 to 3: the last one waits for the first and has, by changes 4 and 5, two notes. */
async function filled(path: string) {
  const store = await testStore({ path });
  const write = (operation: Operation<unknown>) => store.write(DEFAULT_SPACE, AUTHOR, operation);
  await write(addOnce("first"));
  await write(addTask({ title: "second", description: "" }));
  await write(addOperation({ patch: fieldsOf({ title: "third" }), blocked_by: [1] }));
  for (const note of ["one", "two"]) {
    await write(updateTasks("update_task", { ids: [3], patch: fieldsOf({}), note, zone: "UTC" }));
  }
  return store;
}

function addOnce(title: string): Operation<StoredTask> {
  const again = ([task]: readonly StoredTask[]) => task ?? assert.fail();
  return { ...addTask({ title, description: "" }), request: { id: title, content: title, again } };
}

async function change(path: string, write: (kv: Deno.Kv) => Promise<void>): Promise<void> {
  using kv = await Deno.openKv(path);
  await write(kv);
}
