import assert from "node:assert/strict";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { aftersOf, assertSound, dumpOf, numbers, type SpaceDump } from "../helpers/store_dump.ts";
import { addMany } from "../helpers/store_operations.ts";
import { type Said, startTogether, StoreProcess } from "../helpers/store_process.ts";

Deno.test("four processes on a new file add 1,000 tasks, ids 1 to 1,000", async () => {
  await using folder = await tempFolder();
  const processes = [1, 2, 3, 4].map(() => new StoreProcess(folder.db, 5, "add:1-250"));
  await startTogether(processes);
  await Promise.all(processes.map((one) => one.end()));

  const said = processes.flatMap((one) => one.said);
  assert.deepEqual(said.filter(({ task }) => !task), []);
  assert.deepEqual(said.map(({ task }) => task?.id).sort((a = 0, b = 0) => a - b), numbers(1, 1_000));
  await assertAnswered(folder.db, said);
});

Deno.test("processes that complete and delete the same tasks make one serial history", async () => {
  await using folder = await tempFolder();
  {
    await using store = await testStore({ path: folder.db });
    await store.write(DEFAULT_SPACE, AUTHOR, addMany(200, "both want it"));
  }
  const processes = [
    new StoreProcess(folder.db, 7, "complete:1-200", "delete:200-1"),
    new StoreProcess(folder.db, 7, "delete:1-200"),
    new StoreProcess(folder.db, 7, "complete:200-1", "add:1-50", "delete:1-200"),
  ];
  await startTogether(processes);
  await Promise.all(processes.map((one) => one.end()));

  const said = processes.flatMap((one) => one.said);
  const space = await assertAnswered(folder.db, said);
  const deleted = said.filter(({ step, task }) => step === "delete" && task);
  assert.deepEqual(deleted.map(({ n }) => n).sort((a, b) => a - b), numbers(1, 200));
  assert.equal(space.opens.size, 50);
});

Deno.test("a process adds while another completes what is not there yet", async () => {
  await using folder = await tempFolder();
  const processes = [
    new StoreProcess(folder.db, 3, "add:1-150"),
    new StoreProcess(folder.db, 3, "complete:1-150", "complete:150-1", "complete:1-150"),
  ];
  await startTogether(processes);
  await Promise.all(processes.map((one) => one.end()));
  await assertAnswered(folder.db, processes.flatMap((one) => one.said));
});

Deno.test("a full batch gets its turn among processes that commit one at a time", async () => {
  await using folder = await tempFolder();
  {
    await using store = await testStore({ path: folder.db });
    await store.write(DEFAULT_SPACE, AUTHOR, addMany(120, "many at once"));
  }
  const many = new StoreProcess(folder.db, 120, "complete:1-120");
  const others = [1, 2, 3].map(() => new StoreProcess(folder.db, 1, "add:1-1000000"));
  await startTogether([many, ...others]);
  await many.end();
  for (const one of others) await one.kill();
  assert.deepEqual(many.said.filter(({ task }) => !task), []);
});

Deno.test("no acknowledged task is missing after twenty kills", async () => {
  await using folder = await tempFolder();
  const acknowledged = new Map<number, string>();
  for (let round = 0; round < 10; round++) {
    // Two at once: one dies while the other writes on, and that one right behind.
    const processes = [1, 2].map(() => new StoreProcess(folder.db, 8, "add:1-1000000"));
    await startTogether(processes);
    for (const one of processes) {
      await one.hasSaid(one.said.length + 3 + Math.floor(Math.random() * 50));
      await one.kill();
      for (const { task } of one.said) acknowledged.set(task?.id ?? 0, task?.title ?? "no task");
    }
    await using store = await testStore({ path: folder.db });
    assert.deepEqual((await store.check()).problems, []);
  }
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  for (const [id, title] of acknowledged) assert.equal(space.tasks.get(id)?.title, title);
  assert.ok(acknowledged.size >= 60);
});

/** The file is whole, and each answer is what the change that made it left behind. */
async function assertAnswered(path: string, said: readonly Said[]): Promise<SpaceDump> {
  const space = await dumpOf(path, DEFAULT_SPACE);
  assertSound(space);
  const afters = aftersOf(space);
  for (const { step, n, task, text } of said) {
    if (task) assert.deepEqual(afters.get(task.version)?.get(task.id), task);
    else assert.equal(text, `UserError: Task ${n} not found`, step);
  }
  return space;
}
