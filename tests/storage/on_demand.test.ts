import assert from "node:assert/strict";
import { addTasks } from "../../src/domain/operations/add.ts";
import { deleteTask } from "../../src/domain/operations/delete.ts";
import { lookAt } from "../../src/domain/operations/look.ts";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Operation } from "../../src/domain/operation.ts";
import { CommitQueue } from "../../src/storage/queue.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { addTask, completeTask, fieldsOf } from "../helpers/operations.ts";
import { assertSound, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { interposed } from "../helpers/store_interposed.ts";
import { addMany } from "../helpers/store_operations.ts";

function note(text: string): Operation<unknown> {
  return updateTasks("update_task", { ids: [1], patch: fieldsOf({}), note: text, zone: "UTC" });
}

Deno.test("a look behind a new note in one batch sees the stored notes and the new one", async () => {
  await using store = await testStore();
  const write = <T>(operation: Operation<T>) => store.write(DEFAULT_SPACE, AUTHOR, operation);
  await write(addTask({ title: "x", description: "" }));
  await write(note("stored"));
  const [, seen] = await Promise.all([write(note("planned")), write(lookAt(1, "UTC"))]);
  assert.deepEqual(seen.notes.map(({ text }) => text), ["stored", "planned"]);
  const [, , again] = await Promise.all([
    write(undoChange(3)),
    write(note("instead")),
    write(lookAt(1, "UTC")),
  ]);
  assert.deepEqual(again.notes.map(({ text }) => text), ["stored", "instead"]);
});

Deno.test("a change, its undo and the undo of that may be of one batch", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const write = <T>(operation: Operation<T>) => store.write(DEFAULT_SPACE, AUTHOR, operation);
  await Promise.all([
    write(addTask({ title: "x", description: "" })),
    ...[() => completeTask(1), () => undoChange(2), () => undoChange(3), () => undoChange(4)].map((of) =>
      write<unknown>(of())
    ),
  ]);
  assert.equal((await store.all(DEFAULT_SPACE))[0]?.status, "pending");
  await store.close();
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.deepEqual([...space.changes.values()].map(({ undone_by }) => undone_by), [
    ...[undefined, 5, 4, 5, undefined],
  ]);
});

Deno.test("where the database is busy while a plan's reads are made, the plan is tried again", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await store.write(DEFAULT_SPACE, AUTHOR, addMany(2, "x"));
  using kv = await Deno.openKv(folder.db);
  const queueOn = (message: string, times: number) => {
    let left = times;
    const busy = interposed(kv, (_read, keys) => {
      return keys.includes('"task",2]') && left-- > 0
        ? Promise.reject(new TypeError(message))
        : Promise.resolve();
    });
    const options = { deadline: 10_000, now: Date.now, random: Math.random, written: () => {} };
    return new CommitQueue({ kv: busy, place: "a test", ...options });
  };
  const look: Operation<unknown> = { tool: "look", reads: [], plan: (draft) => draft.task(2)?.title };
  assert.equal(await queueOn("database is locked", 3).push(DEFAULT_SPACE, AUTHOR, look), "x");
  await assert.rejects(queueOn("disk I/O error", 9).push(DEFAULT_SPACE, AUTHOR, look), {
    name: "UserError",
    message: /^The disk under a test failed/,
  });
});

Deno.test("300 tasks with parts and blockers are deleted, and come back, in one operation each", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const write = <T>(operation: Operation<T>) => store.write(DEFAULT_SPACE, AUTHOR, operation);
  const patch = fieldsOf({ title: "x" });
  await write(addTask({ title: "root", description: "" }));
  for (const _ of numbers(1, 13)) {
    await write(
      addTasks(
        numbers(1, 23).map((n) => ({ patch, ref: `${n}`, parent_id: 1, blocked_by: n > 1 ? ["1"] : [] })),
      ),
    );
  }
  const { ids } = await write(deleteTask({ id: 1, subtree: true }));
  assert.equal(ids.length, 300);
  assert.deepEqual(await store.open(DEFAULT_SPACE), []);
  const { tasks } = await write(undoChange(15));
  assert.equal(tasks.length, 300);
  assert.equal((await store.open(DEFAULT_SPACE)).length, 300);
  const blocked = numbers(1, 20).map((n) => ({ patch, blocked_by: numbers(100 + n, 199 + n) }));
  await assert.rejects(write(addTasks(blocked)), {
    name: "UserError",
    message: /^Too many tasks and references at once: this would write \d+ values of at most 940$/,
  });
  assert.deepEqual((await store.check()).problems, []);
  await store.close();
  assertSound(await dumpOf(folder.db, DEFAULT_SPACE));
});
