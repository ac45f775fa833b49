import assert from "node:assert/strict";
import fc from "fast-check";
import { addTask, completeTask, deleteTask } from "../../src/domain/operations.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import type { TaskStore } from "../../src/storage/store.ts";
import { assertSound, dump, type SpaceDump } from "../helpers/store_dump.ts";
import { tempFolder, testStore } from "../helpers/store_files.ts";
import { Model, type ModelTask, type Outcome, storedAs } from "./model.ts";

const SPACES = ["default", "other", "räume/🌍"] as const;

/** What a run does next. A step that is not awaited is in flight while the next ones are issued. */
const step = fc.record({
  does: fc.constantFrom("add", "add", "complete", "delete", "all", "open", "reopen"),
  space: fc.constantFrom(...SPACES),
  author: fc.record({ by: fc.constantFrom("ann", "bob"), session: fc.constantFrom("1", "2") }),
  awaited: fc.boolean(),
  // Few ids, so that they meet again; the highest are seldom there.
  id: fc.integer({ min: 0, max: 9 }),
  // What trimming takes away is tested elsewhere.
  title: fc.string({ unit: "grapheme", maxLength: 9 }).map((text) => `<${text}>`),
  description: fc.string({ unit: "binary", maxLength: 9 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What came of a step, held against the model once the times of all changes are known. */
type Check = (spaces: ReadonlyMap<string, SpaceDump>) => void;

Deno.test("the store equals a plain list, whatever is done in whatever order", async () => {
  // Without a size, fast-check makes ten steps at most: too few for a second completion, or for an id of a deleted task.
  const steps = fc.array(step, { maxLength: 80, size: "max" });
  await fc.assert(fc.asyncProperty(steps, run), { numRuns: 150 });
});

async function run(steps: readonly Step[]): Promise<void> {
  await using folder = await tempFolder();
  let clock = Date.UTC(2026, 10, 22);
  const options = { path: folder.db, now: () => clock += 1_000 };
  let store = await testStore(options);
  const models = new Map(SPACES.map((space) => [space, new Model()]));
  const pending: Promise<Check>[] = [];
  for (const next of steps) {
    if (next.does === "reopen") {
      // Closing waits for the writes under way, not for the reads.
      await Promise.all(pending);
      await store.close();
      store = await testStore(options);
    } else {
      const check = issue(store, models.get(next.space) ?? assert.fail(), next);
      pending.push(check);
      if (next.awaited) await check;
    }
  }
  const checks = await Promise.all(pending);
  assert.deepEqual((await store.check()).problems, []);
  await store.close();

  const spaces = await dump(folder.db);
  for (const check of checks) check(spaces);
  for (const [name, model] of models) compare(spaces.get(name), model);
}

function issue(store: TaskStore, model: Model, next: Step): Promise<Check> {
  const { does, space, author, id, title, description } = next;
  switch (does) {
    case "add":
      return wrote(store.write(space, author, addTask(next)), model.add(author, title, description), space);
    case "complete":
      return wrote(store.write(space, author, completeTask(id)), model.complete(author, id), space);
    case "delete":
      return wrote(store.write(space, author, deleteTask(id)), model.delete(author, id), space);
    default:
      return does === "all"
        ? read(store.all(space), (task) => task.deleted === undefined, space, model)
        : read(store.open(space), isOpen, space, model);
  }
}

async function wrote(answer: Promise<StoredTask>, expected: Outcome, space: string): Promise<Check> {
  const [result] = await Promise.allSettled([answer]);
  return (spaces) => {
    if (typeof expected === "string") {
      assert.equal(result.status, "rejected");
      assert.equal(result.reason.name, "UserError");
      assert.equal(result.reason.message, expected);
    } else {
      assert.equal(result.status, "fulfilled");
      assert.deepEqual(result.value, storedAs(expected, timesOf(spaces.get(space))));
    }
  };
}

/** A read equals the list at one moment between its call and its answer. */
async function read(
  answer: Promise<StoredTask[]>,
  keep: (task: ModelTask) => boolean,
  space: string,
  model: Model,
): Promise<Check> {
  const from = model.rev;
  const tasks = await answer;
  const to = model.rev;
  return (spaces) => {
    const at = timesOf(spaces.get(space));
    const seen = model.states.slice(from, to + 1).map((state) =>
      JSON.stringify(sorted(state.filter(keep).map((task) => storedAs(task, at))))
    );
    assert.ok(seen.includes(JSON.stringify(sorted(tasks))), `No moment had ${JSON.stringify(tasks)}`);
  };
}

function isOpen({ deleted, completed }: ModelTask): boolean {
  return deleted === undefined && completed === undefined;
}

/** The same objects with their keys in one order; the order of the tasks stays. */
function sorted(tasks: readonly StoredTask[]): unknown[] {
  return tasks.map((task) => Object.entries(task).sort(([a], [b]) => a < b ? -1 : 1));
}

function timesOf(space: SpaceDump | undefined): (change: number) => string {
  return (change) => space?.changes.get(change)?.at ?? "never";
}

function compare(space: SpaceDump | undefined, model: Model): void {
  if (!space) return assert.equal(model.rev, 0);
  assertSound(space);
  assert.equal(space.rev, model.rev);
  assert.deepEqual(
    [...space.tasks.values()],
    model.now.map((task) => storedAs(task, timesOf(space))),
  );
  assert.deepEqual(
    [...space.changes.values()].map(({ by, session, tool, task_ids }) => ({ by, session, tool, task_ids })),
    model.changes,
  );
}
