import assert from "node:assert/strict";
import type { Operation } from "../../src/domain/operation.ts";
import { addTask, completeTask } from "../helpers/operations.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import { UserError } from "../../src/errors.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { assertSound, dumpOf } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";

/** Adds a task by a call that has a name. */
function addOnce(request: string, title: string): Operation<StoredTask> {
  const again = ([task]: readonly StoredTask[]) => {
    if (!task) throw new UserError("The task of this call is gone");
    return task;
  };
  return { ...addTask({ title, description: "" }), request: { id: request, content: title, again } };
}

function send(store: TaskStore, request: string, title: string, space = DEFAULT_SPACE): Promise<StoredTask> {
  return store.write(space, AUTHOR, addOnce(request, title));
}

Deno.test("a call that is sent again happens once and answers the same", async () => {
  await using folder = await tempFolder();
  const first = await testStore({ path: folder.db });
  await using second = await testStore({ path: folder.db });
  const task = await send(first, "r1", "milk");
  assert.equal(task.id, 1);
  assert.deepEqual(await send(first, "r1", "milk"), task, "one after the other");
  assert.deepEqual(await send(second, "r1", "milk"), task, "through another handle");
  const together = await Promise.all([1, 2, 3].map(() => send(first, "r2", "bread")));
  assert.deepEqual(together.map(({ id }) => id), [2, 2, 2], "in one commit");
  const racing = await Promise.all([first, second, first, second].map((store) => send(store, "r3", "eggs")));
  assert.deepEqual(racing.map(({ id }) => id), [3, 3, 3, 3], "through two handles at once");
  await first.close();
  await using third = await testStore({ path: folder.db });
  assert.deepEqual(await send(third, "r1", "milk"), task, "after it was opened again");
  assert.equal((await send(third, "r1", "milk", "another")).id, 1, "another space knows nothing of it");

  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.deepEqual([...space.requests], [["r1", 1], ["r2", 2], ["r3", 3]]);
});

Deno.test("the same name for another call is refused, also in the same commit", async () => {
  await using store = await testStore();
  const refused = { name: "UserError", message: 'Request id "r1" was used for another call: send a new one' };
  const [first, other] = await Promise.allSettled([send(store, "r1", "milk"), send(store, "r1", "bread")]);
  assert.equal(first?.status, "fulfilled");
  assert.equal(other?.status === "rejected" && other.reason.message, refused.message);
  await assert.rejects(send(store, "r1", "bread"), refused);
  const { request } = addOnce("r1", "milk");
  assert.ok(request);
  await assert.rejects(
    store.write(DEFAULT_SPACE, AUTHOR, { ...completeTask(1), request }),
    refused,
    "the same content for another tool",
  );
  assert.equal((await store.all(DEFAULT_SPACE)).length, 1);
});

Deno.test("a call that failed may be sent again under its name", async () => {
  await using store = await testStore();
  const { request } = addOnce("r1", "1");
  assert.ok(request);
  const operation = { ...completeTask(1), request };
  await assert.rejects(store.write(DEFAULT_SPACE, AUTHOR, operation), { message: "Task 1 not found" });
  await send(store, "r2", "milk");
  assert.equal((await store.write(DEFAULT_SPACE, AUTHOR, operation)).status, "completed");
});
