import assert from "node:assert/strict";
import { mock } from "node:test";
import type { TaskIndex } from "../../src/domain/index.ts";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import { searchText } from "../../src/domain/query/mod.ts";
import { prune } from "../../src/storage/history.ts";
import { keysOf } from "../../src/storage/keys.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { addTask, completeTask, deleteTask, fieldsOf } from "../helpers/operations.ts";
import { dumpOf } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { addMany } from "../helpers/store_operations.ts";

const keys = keysOf(DEFAULT_SPACE);

function add(store: TaskStore, title: string, space = DEFAULT_SPACE) {
  return store.write(space, AUTHOR, addTask({ title, description: "" }));
}

function note(store: TaskStore, id: number, text: string) {
  const update = { ids: [id], patch: fieldsOf({}), note: text, zone: "UTC" };
  return store.write(DEFAULT_SPACE, AUTHOR, updateTasks("update_task", update));
}

/** The mirror holds what the file holds, with the texts of the notes that are not undone. */
async function assertLevel(store: TaskStore, path: string): Promise<void> {
  const items = [...(await store.index(DEFAULT_SPACE)).items()];
  const { tasks, notes } = await dumpOf(path, DEFAULT_SPACE);
  assert.deepEqual(items.map(({ task }) => task), [...tasks.values()]);
  for (const { task, text } of items) {
    const texts = (notes.get(task.id) ?? []).slice(0, task.notes ?? 0).map((one) => one.text);
    assert.equal(text, searchText(task.title, task.description, texts));
  }
}

/** What was listed while something is done, by the last word of its prefix. */
async function listedBy(does: () => Promise<unknown>): Promise<string[]> {
  const list = mock.method(Deno.Kv.prototype, "list");
  try {
    await does();
    return list.mock.calls.map(({ arguments: [selector] }) => JSON.stringify(selector));
  } finally {
    list.mock.restore();
  }
}

/** How often the mirror was made anew while something was done. */
async function madeBy(does: () => Promise<unknown>): Promise<number> {
  return (await listedBy(does)).filter((prefix) => prefix === JSON.stringify({ prefix: keys.tasks })).length;
}

Deno.test("the mirror is level after every write of this and of another handle, notes and undone notes too", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await using other = await testStore({ path: folder.db });
  await assertLevel(store, folder.db);
  const writes: (() => Promise<unknown>)[] = [
    () => add(other, "first"),
    () => add(store, "second"),
    () => note(other, 1, "spoken of"),
    () => other.write(DEFAULT_SPACE, AUTHOR, undoChange(3)),
    () => note(other, 1, "spoken of again"),
    () => note(store, 1, "and again"),
    () => other.write(DEFAULT_SPACE, AUTHOR, completeTask(1)),
    () => other.write(DEFAULT_SPACE, AUTHOR, deleteTask(2)),
    () => store.write(DEFAULT_SPACE, AUTHOR, undoChange(8)),
    () => other.write(DEFAULT_SPACE, AUTHOR, addMany(300, "many")),
  ];
  const made = await madeBy(async () => {
    for (const write of writes) {
      await write();
      await assertLevel(store, folder.db);
    }
  });
  assert.equal(made, 0, "it was only brought up");
});

Deno.test("the mirror is made anew where the history of what it missed is pruned", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await add(store, "first");
  await store.index(DEFAULT_SPACE);
  await note(store, 1, "a note");
  await note(store, 1, "that is undone");
  await store.write(DEFAULT_SPACE, AUTHOR, undoChange(3));
  using kv = await Deno.openKv(folder.db);
  await prune(kv, keys, 2);
  assert.equal(await madeBy(() => assertLevel(store, folder.db)), 1);
  await add(store, "fourth");
  assert.equal(await madeBy(() => assertLevel(store, folder.db)), 0);
});

Deno.test("the mirror is made anew where it missed very many changes", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await using other = await testStore({ path: folder.db });
  await add(store, "first");
  await store.index(DEFAULT_SPACE);
  await Promise.all(Array.from({ length: 20_001 }, (_, n) =>
    other.write(DEFAULT_SPACE, AUTHOR, {
      tool: "rename",
      reads: [1],
      plan(draft) {
        const task = draft.task(1);
        return task && draft.replace({ ...task, title: `${n}` });
      },
    })));
  assert.equal(await madeBy(() => assertLevel(store, folder.db)), 1);
});

Deno.test("nothing but a search reads all tasks: neither a start, nor adds, completions, deletions or undo", async () => {
  await using folder = await tempFolder();
  {
    await using store = await testStore({ path: folder.db });
    for (let n = 0; n < 3; n++) await store.write(DEFAULT_SPACE, AUTHOR, addMany(300, "many"));
  }
  const listed = await listedBy(async () => {
    await using store = await testStore({ path: folder.db });
    await add(store, "one more");
    await store.write(DEFAULT_SPACE, AUTHOR, completeTask(1));
    await store.write(DEFAULT_SPACE, AUTHOR, deleteTask(2));
    await store.write(DEFAULT_SPACE, AUTHOR, undoChange(6));
  });
  // The tasks before the change that is undone.
  assert.deepEqual(listed, [JSON.stringify({ prefix: keys.change(6) })]);
});

Deno.test("mirrors are kept up to the bound: the one used longest ago goes first, one over it by itself goes alone", async () => {
  await using folder = await tempFolder();
  await using filler = await testStore({ path: folder.db });
  const spaces = ["a", "b", "c"];
  for (const space of spaces) await filler.write(space, AUTHOR, addMany(100, "x"));
  await filler.write("large", AUTHOR, addMany(300, "x"));
  const one = (await filler.index("a")).bytes;
  await using store = await testStore({ path: folder.db, cacheBytes: 2 * one });
  const kept = new Map<string, TaskIndex>();
  /** Whether the mirror of a space was kept since it was last looked at. */
  const look = async (space: string) => {
    const index = await store.index(space);
    const same = kept.get(space) === index;
    kept.set(space, index);
    return same;
  };
  assert.deepEqual([await look("a"), await look("b"), await look("a")], [false, false, true]);
  assert.equal(await look("c"), false, "b goes");
  assert.deepEqual([await look("a"), await look("c"), await look("b")], [true, true, false]);
  assert.deepEqual([await look("large"), await look("large")], [false, false]);
  assert.deepEqual([await look("c"), await look("b")], [true, true], "the others stay");
});
