import assert from "node:assert/strict";
import type { Operation } from "../../src/domain/operation.ts";
import { addTask } from "../helpers/operations.ts";
import { CommitQueue } from "../../src/storage/queue.ts";
import { tasksAt } from "../../src/storage/reads.ts";
import { keysOf } from "../../src/storage/keys.ts";
import { prune } from "../../src/storage/history.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { assertSound, dump, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { interposed } from "../helpers/store_interposed.ts";
import { addMany, AMOUNT, move, renew, sumOf } from "../helpers/store_operations.ts";

/** A queue whose reads a test comes between. */
function queueOn(kv: Deno.Kv): CommitQueue {
  return new CommitQueue({
    kv,
    place: "a test",
    deadline: 10_000,
    now: Date.now,
    random: Math.random,
    written: () => {},
  });
}

/** Answers the sum of the amounts, and writes nothing. */
function look(ids: readonly number[]): Operation<number> {
  return {
    tool: "look",
    reads: ids,
    plan: (draft) => sumOf(ids.flatMap((id) => draft.task(id) ?? [])),
  };
}

for (const alone of [true, false]) {
  Deno.test(`an answer without a write is of one instant, ${alone ? "alone" : "though its commit writes elsewhere"}`, async () => {
    await using folder = await tempFolder();
    await using other = await testStore({ path: folder.db });
    await other.write("home", AUTHOR, addMany(20, `${AMOUNT}`));
    using kv = await Deno.openKv(folder.db);
    let moved = 0;
    const queue = queueOn(interposed(kv, async (_read, keys) => {
      // Ten keys are read at one instant; this is between the first ten and the next.
      if (keys.includes('"task",20]') && moved++ === 0) await other.write("home", AUTHOR, move(1, 20));
    }));
    const sum = queue.push("home", AUTHOR, look(numbers(1, 20)));
    if (!alone) await queue.push("work", AUTHOR, addTask({ title: "elsewhere", description: "" }));
    assert.equal(await sum, 20 * AMOUNT);
    assert.equal(moved, 2, "it was read again");
  });
}

Deno.test("a long read begins anew where its history was pruned meanwhile", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  for (let n = 0; n < 5; n++) await store.write(DEFAULT_SPACE, AUTHOR, addMany(240, `${AMOUNT}`));
  using kv = await Deno.openKv(folder.db);
  const keys = keysOf(DEFAULT_SPACE);
  let reads = 0;
  const between = interposed(kv, async (_read, selector) => {
    if (!selector.includes('"open"')) return;
    // The first time something moves and its history goes; the second time something moves alone.
    await store.write(DEFAULT_SPACE, AUTHOR, renew(++reads, "complete"));
    if (reads === 1) await prune(kv, keys, 6);
  });
  const tasks = await tasksAt(between, keys, keys.opens, () => true);
  assert.equal(reads, 2);
  assert.deepEqual(tasks.map(({ id }) => id), numbers(2, 1_201), "as it was when it was read again");
});

Deno.test("one turn writes to more spaces than a commit may check", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const spaces = numbers(1, 240).map((n) => `space ${n}`);
  const ids = await Promise.all(
    spaces.map((space) => store.write(space, AUTHOR, addTask({ title: space, description: "" }))),
  );
  assert.deepEqual(new Set(ids.map(({ id }) => id)), new Set([1]));
  await store.close();
  const all = await dump(folder.db);
  assert.deepEqual(new Set(all.keys()), new Set(spaces));
  const marks = new Set<string | undefined>();
  for (const space of all.values()) {
    assertSound(space);
    marks.add(space.changes.get(1)?.mark);
  }
  assert.equal(marks.size, 10, "25 spaces a commit");
});

Deno.test("a plan may look at whatever it likes: what was not read yet is read, and the plan runs again", async () => {
  await using store = await testStore();
  await store.write(DEFAULT_SPACE, AUTHOR, addMany(2, "x"));
  let runs = 0;
  const seen = await store.write(DEFAULT_SPACE, AUTHOR, {
    tool: "look",
    reads: [],
    plan(draft) {
      runs++;
      return [
        draft.task(2)?.id,
        draft.task(9)?.id,
        draft.children(1),
        draft.record(1)?.task_ids,
        draft.record(7),
      ];
    },
  });
  assert.deepEqual(seen, [2, undefined, [], [1, 2], undefined]);
  assert.equal(runs, 6, "once for each of five things that were not read, and once with all of them");
});

Deno.test("what is in flight is committed in the order of the calls, many at once", async () => {
  await using folder = await tempFolder();
  const store = await testStore({ path: folder.db });
  const order: number[] = [];
  await Promise.all(
    numbers(1, 1_000).map(async (n) => {
      const { id } = await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: `${n}`, description: "" }));
      order.push(id);
    }),
  );
  await store.close();
  assert.deepEqual(order, numbers(1, 1_000));
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.deepEqual([...space.tasks.values()].map(({ title }) => Number(title)), numbers(1, 1_000));
  assert.equal(new Set([...space.changes.values()].map(({ mark }) => mark)).size, 5, "237 adds a commit");
});
