import assert from "node:assert/strict";
import fc from "fast-check";
import type { TaskIndex } from "../../src/domain/index.ts";
import { searchText } from "../../src/domain/query/mod.ts";
import type { Author } from "../../src/domain/operation.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import type { NumberedChange } from "../../src/storage/changes.ts";
import { UserError } from "../../src/errors.ts";
import type { TaskStore } from "../../src/storage/store.ts";
import { assertSound, dump, numbers, type SpaceDump } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { Model, Refused } from "./model.ts";
import { addAll, type Call, callOf, FIRST, SPACES, type Step, steps } from "./model_steps.ts";
import { isOpen, text } from "./model_task.ts";

Deno.test("the store equals a plain list, whatever is done in whatever order", async () => {
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 100 });
});

async function run(all: readonly Step[]): Promise<void> {
  await using folder = await tempFolder();
  let clock = Date.UTC(2026, 10, 22);
  const options = { path: folder.db, now: () => clock };
  let store = await testStore(options);
  const models = new Map(SPACES.map((space) => [space, new Model()]));
  const pending: Promise<void>[] = [];
  for (const [space, model] of models) {
    await wrote(store, model, { space, author: AUTHOR }, addAll(FIRST, model), new Date(clock).toISOString());
  }
  for (const step of all) {
    if (step.does === "reopen" || step.does === "tick") {
      // The time of a write is that of its commit, so none may be under way.
      await Promise.all(pending);
      clock += step.minutes * 60_000;
      if (step.does === "tick") continue;
      await store.close();
      store = await testStore(options);
    } else {
      const model = models.get(step.space) ?? assert.fail();
      const done = issue(store, model, step, new Date(clock).toISOString());
      // What fails is told at the end at the latest.
      done.catch(() => {});
      pending.push(done);
      if (step.awaited) await done;
    }
  }
  await Promise.all(pending);
  assert.deepEqual((await store.check()).problems, []);
  await store.close();
  const spaces = await dump(folder.db);
  for (const [name, model] of models) compare(spaces.get(name), model);
}

function issue(store: TaskStore, model: Model, step: Step, at: string): Promise<void> {
  const { space } = step;
  switch (step.does) {
    case "all":
      return read(store.all(space), model, (task) => task.deleted_at === undefined);
    case "open":
      return read(store.open(space), model, isOpen);
    case "index":
      return looked(store.index(space), model);
    case "changes":
      return listed(Array.fromAsync(store.changes(space)), model);
    default:
      return wrote(store, model, step, callOf(step, model), at);
  }
}

async function wrote(
  store: TaskStore,
  model: Model,
  { space, author }: { readonly space: string; readonly author: Author },
  { operation, plan }: Call,
  at: string,
): Promise<void> {
  const answer = store.write(space, author, operation);
  let expected: unknown;
  try {
    expected = model.write(author, operation.tool, at, plan);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof UserError)) throw error;
    return await assert.rejects(answer, { name: "UserError" }, `${operation.tool} is refused`);
  }
  assert.deepEqual(await answer, expected, operation.tool);
}

/** A read equals the list at one moment between its call and its answer. */
async function read(
  answer: Promise<readonly StoredTask[]>,
  model: Model,
  keep: (task: StoredTask) => boolean,
  from = model.rev,
): Promise<void> {
  const tasks = textOf(await answer);
  const seen = model.history.slice(from).map((state) => textOf(state.filter(keep)));
  assert.ok(seen.includes(tasks), `No moment had ${tasks}, the last one ${seen.at(-1)}`);
}

async function looked(answer: Promise<TaskIndex>, model: Model): Promise<void> {
  const from = model.rev;
  const index = await answer;
  const items = [...index.items()];
  assert.deepEqual(items.map(({ id }) => id), numbers(1, items.length));
  await read(Promise.resolve(items.map(({ task }) => task)), model, () => true, from);
  if (from !== model.rev) return;
  const tasks = model.history.at(-1) ?? [];
  assert.equal(textOf(items.map(({ task }) => task)), textOf(tasks));
  for (const { task, text } of items) {
    const notes = model.notes.get(task.id)?.slice(0, task.notes ?? 0) ?? [];
    assert.equal(text, searchText(task.title, task.description, notes));
    const there = tasks.filter(({ deleted_at }) => deleted_at === undefined);
    const idsOf = (referring: readonly StoredTask[]) => referring.map(({ id }) => id);
    assert.deepEqual(
      idsOf(index.children(task.id)),
      idsOf(there.filter(({ parent_id }) => parent_id === task.id)),
    );
    assert.deepEqual(
      idsOf(index.dependents(task.id)),
      idsOf(there.filter(({ blocked_by = [] }) => blocked_by.includes(task.id))),
    );
  }
}

async function listed(answer: Promise<readonly NumberedChange[]>, model: Model): Promise<void> {
  const from = model.rev;
  const changes = await answer;
  if (from !== model.rev) return;
  assert.deepEqual(changes.map(({ change_id }) => change_id), numbers(1, from).reverse());
  assert.deepEqual(changes.map(said).reverse(), model.changes.map(expectedOf));
}

function textOf(tasks: readonly StoredTask[]): string {
  return tasks.toSorted((a, b) => a.id - b.id).map(text).join("\n");
}

function said({ by, session, tool, task_ids, undoes, undone_by }: Omit<NumberedChange, "change_id">) {
  return { by, session, tool, task_ids, undoes, undone_by };
}

function expectedOf({ by, session, tool, before, undoes, undone_by }: Model["changes"][number]) {
  return { by, session, tool, task_ids: [...before.keys()], undoes, undone_by };
}

function compare(space: SpaceDump | undefined, model: Model): void {
  if (!space) return assert.equal(model.rev, 0);
  assertSound(space);
  assert.equal(space.rev, model.rev);
  assert.equal(textOf([...space.tasks.values()]), textOf(model.history.at(-1) ?? []));
  assert.deepEqual([...space.changes.values()].map(said), model.changes.map(expectedOf));
  const notes = [...space.notes].map(([id, all]) => [id, all.map((note) => note.text)]);
  assert.deepEqual(notes, [...model.notes].sort(([a], [b]) => a - b));
}
