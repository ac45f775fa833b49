import assert from "node:assert/strict";
import fc from "fast-check";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Author } from "../../src/domain/operation.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import { UserError } from "../../src/errors.ts";
import { keysOf } from "../../src/storage/keys.ts";
import { prune } from "../../src/storage/history.ts";
import { CommitQueue } from "../../src/storage/queue.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { addTask, fieldsOf } from "../helpers/operations.ts";
import { assertSound, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { interposed } from "../helpers/store_interposed.ts";
import { Model } from "./model.ts";
import { addAll, callOf, FIRST, newestOwn, type Step, writeStep } from "./model_steps.ts";

/** What undo gives back: all but the stamps and the claim. Undoing an add leaves a deleted task: there is nothing. */
function contents(tasks: readonly StoredTask[]): Map<number, unknown> {
  return new Map(
    tasks.filter(({ deleted_at }) => deleted_at === undefined).map((
      { version: _, updated_at: _u, state_of: _s, claim: _c, claims: _n, ...content },
    ) => [content.id, content]),
  );
}

async function stored(store: TaskStore): Promise<StoredTask[]> {
  return [...(await store.index(DEFAULT_SPACE)).items()].map(({ task }) => task);
}

function undo(store: TaskStore, change: number, author: Author = AUTHOR) {
  return store.write(DEFAULT_SPACE, author, undoChange(change));
}

function rename(store: TaskStore, id: number, title: string, author: Author = AUTHOR) {
  const update = { ids: [id], patch: fieldsOf({ title }), zone: "UTC" };
  return store.write(DEFAULT_SPACE, author, updateTasks("update_task", update));
}

Deno.test("undo of any one change restores its tasks, and undoing that does it again, in 1,000 histories", async () => {
  let undone = 0;
  const histories = fc.tuple(
    fc.array(writeStep, { maxLength: 6 }),
    writeStep,
    fc.array(writeStep, { maxLength: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(histories, async ([before, one, after]) => {
      await using store = await testStore();
      const model = new Model();
      const does = async (step: Step) => {
        const call = callOf(step, model);
        const at = new Date().toISOString();
        await store.write(DEFAULT_SPACE, step.author, call.operation).catch(refused);
        // The model is told, so that steps which look at the history find it.
        try {
          model.write(step.author, call.operation.tool, at, call.plan);
        } catch {
          // Refused alike.
        }
      };
      await store.write(DEFAULT_SPACE, AUTHOR, addAll(FIRST, model).operation);
      for (const step of before) await does(step);
      const was = await stored(store);
      const from = await revOf(store);
      await does(one);
      const is = await stored(store);
      if (await revOf(store) === from) return;
      for (const step of after) await does(step);
      const last = await stored(store);
      const touched = is.filter(({ version }) => version === from + 1).map(({ id }) => id);
      const changed = touched.filter((id) => last.find((task) => task.id === id)?.version !== from + 1);
      // An occurrence that a completion made stays once it was changed.
      if (changed.length > 0 && is.some(({ next_id = 0 }) => changed.includes(next_id))) return;
      if (changed.length > 0) return await assert.rejects(undo(store, from + 1), UserError);
      const claims = new Map(last.map(({ id, claim, claims }) => [id, { claim, claims }]));
      const { change } = await undo(store, from + 1);
      undone++;
      assertContents(await stored(store), was, touched);
      for (const { id, claim, claims: count } of await stored(store)) {
        assert.deepEqual({ claim, claims: count }, claims.get(id), "claims never go back");
      }
      await undo(store, change);
      assertContents(await stored(store), is, touched);
      assert.deepEqual((await store.check()).problems, []);
    }),
    { numRuns: 1_000 },
  );
  assert.ok(undone > 300, `Only ${undone} were undone`);
});

function refused(error: unknown): void {
  if (!(error instanceof UserError)) throw error;
}

function assertContents(
  now: readonly StoredTask[],
  then: readonly StoredTask[],
  ids: readonly number[],
): void {
  const [is, was] = [contents(now), contents(then)];
  for (const id of ids) assert.deepEqual(is.get(id), was.get(id), `task ${id}`);
}

async function revOf(store: TaskStore): Promise<number> {
  for await (const { change_id } of store.changes(DEFAULT_SPACE)) return change_id;
  return 0;
}

Deno.test("undo walks back change by change, and each of its undos walks forth again", async () => {
  await using store = await testStore();
  await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "0", description: "" }));
  for (const n of numbers(1, 5)) await rename(store, 1, `${n}`);
  const title = async () => (await store.all(DEFAULT_SPACE))[0]?.title;
  const undos = [];
  for (const n of [6, 5, 4, 3]) {
    assert.equal(await newestOwnOf(store), n);
    undos.push((await undo(store, n)).change);
    assert.equal(await title(), `${n - 2}`);
  }
  // Back and forth and back again: the change says each time whether it is undone.
  let top = undos.at(-1) ?? 0;
  for (const n of numbers(1, 6)) {
    top = (await undo(store, top)).change;
    assert.equal(await title(), n % 2 === 1 ? "2" : "1");
    assert.equal(await newestOwnOf(store), n % 2 === 1 ? 3 : 2);
  }
  await undo(store, 2);
  assert.equal(await title(), "0");
  await undo(store, 1);
  assert.deepEqual(await store.all(DEFAULT_SPACE), []);
  assert.equal(await newestOwnOf(store), undefined);
  assert.deepEqual((await store.check()).problems, []);
});

async function newestOwnOf(store: TaskStore): Promise<number | undefined> {
  const changes = await Array.fromAsync(store.changes(DEFAULT_SPACE));
  return newestOwn(changes.reverse(), AUTHOR.session);
}

Deno.test("of two connections with one name, neither's undo touches the other's work", async () => {
  await using folder = await tempFolder();
  await using first = await testStore({ path: folder.db });
  await using second = await testStore({ path: folder.db });
  const hosts = [{ store: first, session: "a" }, { store: second, session: "b" }].map((
    { store, session },
  ) => ({
    store,
    author: { by: "Claude", session },
  }));
  for (const { store, author } of [...hosts, ...hosts]) {
    await store.write(DEFAULT_SPACE, author, addTask({ title: author.session, description: "" }));
  }
  const [a, b] = hosts;
  assert.ok(a && b);
  for (const left of [1, 0]) {
    const changes = await Array.fromAsync(a.store.changes(DEFAULT_SPACE));
    await undo(a.store, newestOwn(changes.reverse(), "a") ?? 0, a.author);
    const titles = (await b.store.all(DEFAULT_SPACE)).map(({ title }) => title).sort();
    assert.deepEqual(titles, [...numbers(1, left).map(() => "a"), "b", "b"]);
  }
  const changes = await Array.fromAsync(a.store.changes(DEFAULT_SPACE));
  assert.equal(newestOwn(changes.reverse(), "a"), undefined);
});

Deno.test("undo makes no circle of what was changed elsewhere since", async () => {
  await using store = await testStore();
  for (const title of ["a", "b"]) {
    await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description: "" }));
  }
  const block = (id: number, blocked_by: number[]) => {
    const update = { ids: [id], patch: fieldsOf({ blocked_by }), zone: "UTC" };
    return store.write(DEFAULT_SPACE, AUTHOR, updateTasks("update_task", update));
  };
  await block(1, [2]);
  await block(1, []);
  await block(2, [1]);
  await assert.rejects(undo(store, 4), { name: "UserError", message: /would be blocked by itself/ });
});

Deno.test("a change whose history is pruned while it is being undone is too old to undo", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "0", description: "" }));
  await rename(store, 1, "1");
  using kv = await Deno.openKv(folder.db);
  using other = await Deno.openKv(folder.db);
  let pruned = 0;
  const queue = new CommitQueue({
    // The record has been read, its tasks have not.
    kv: interposed(kv, async (_read, read) => {
      if (read.includes('"task",1]') && pruned++ === 0) await prune(other, keysOf(DEFAULT_SPACE), 2);
    }),
    ...{ place: "a test", deadline: 10_000, now: Date.now, random: Math.random, written: () => {} },
  });
  await assert.rejects(queue.push(DEFAULT_SPACE, AUTHOR, undoChange(2)), {
    message: "Change 2 is not there, or too old to undo: list_changes shows those that are",
  });
  assert.equal(pruned, 1);
});

Deno.test("a change whose history was pruned is too old to undo, also where that happens meanwhile", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "0", description: "" }));
  for (const n of numbers(1, 40)) await rename(store, 1, `${n}`);
  using kv = await Deno.openKv(folder.db);
  // While it is being undone, or before, or after: the task is never taken for one that the change made.
  const [result] = await Promise.allSettled([undo(store, 41), prune(kv, keysOf(DEFAULT_SPACE), 41)]);
  if (result.status === "rejected") {
    assert.equal(
      result.reason.message,
      "Change 41 is not there, or too old to undo: list_changes shows those that are",
    );
  }
  const [task] = await store.all(DEFAULT_SPACE);
  assert.equal(task?.title, result.status === "fulfilled" ? "39" : "40");
  await assert.rejects(undo(store, 7), { message: /^Change 7 is not there, or too old to undo/ });
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space, 42);
});
