import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { addTask, completeTask } from "../helpers/operations.ts";
import { isOpen, type StoredTask } from "../../src/domain/task.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { aftersOf, assertSound, dumpOf, type SpaceDump } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { addMany, AMOUNT, sumOf } from "../helpers/store_operations.ts";
import { StoreProcess } from "../helpers/store_process.ts";

/** More than KV reads at one instant. */
const COUNT = 3_000;

Deno.test("all() and open() are of one instant while another process writes", async () => {
  await using folder = await tempFolder();
  await using store = await testStore({ path: folder.db });
  await fill(store);
  const writer = new StoreProcess(folder.db, 4, `shift:${COUNT}`);
  await writer.ready();
  await writer.start();
  await writer.hasSaid(1);
  const reads = await readWhile(store, 10, () => writer.said.length);
  await writer.end();

  assert.deepEqual(writer.said.filter(({ text }) => text !== ""), []);
  await assertInstants(folder.db, reads);
});

Deno.test("a read sees the writes that were sent before it, awaited or not", async () => {
  await using store = await testStore();
  const write = (title: string) => store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description: "" }));
  const sent = ["a", "b", "c"].map(write);
  const all = store.all(DEFAULT_SPACE);
  sent.push(store.write(DEFAULT_SPACE, AUTHOR, completeTask(2)));
  const open = store.open(DEFAULT_SPACE);
  assert.deepEqual((await all).map(({ title }) => title), ["a", "b", "c"]);
  assert.deepEqual((await open).map(({ title }) => title), ["a", "c"]);
  await Promise.all(sent);
});

/** One read of each kind. */
interface Reads {
  readonly open: StoredTask[];
  readonly all: StoredTask[];
}

async function fill(store: TaskStore): Promise<void> {
  for (let added = 0; added < COUNT; added += 300) {
    await store.write(DEFAULT_SPACE, AUTHOR, addMany(300, `${AMOUNT}`));
  }
}

/** Reads so often, each time after something was written. */
async function readWhile(store: TaskStore, times: number, written: () => number): Promise<Reads[]> {
  const reads: Reads[] = [];
  for (let time = 0; time < times; time++) {
    const before = written();
    const [open, all] = await Promise.all([store.open(DEFAULT_SPACE), store.all(DEFAULT_SPACE)]);
    if (written() === before) time--;
    else reads.push({ open, all });
  }
  return reads;
}

function assertKept(open: readonly StoredTask[], all: readonly StoredTask[]): void {
  assert.equal(open.length, COUNT);
  assert.equal(sumOf(open), COUNT * AMOUNT);
  assert.equal(sumOf(all), COUNT * AMOUNT);
  for (const tasks of [open, all]) {
    assert.ok(tasks.every(({ id }, index) => id > (tasks[index - 1]?.id ?? 0)), "in order of id");
  }
}

async function assertInstants(path: string, reads: readonly Reads[]): Promise<void> {
  const space = await dumpOf(path, DEFAULT_SPACE);
  assertSound(space);
  const instants = {
    open: printsOf(space, isOpen),
    all: printsOf(space, ({ deleted_at }) => deleted_at === undefined),
  };
  for (const { open, all } of reads) {
    assertKept(open, all);
    assert.ok(instants.open.has(printOf(open)), "open() equals the list after one of the changes");
    assert.ok(instants.all.has(printOf(all)), "all() equals the list after one of the changes");
  }
}

/** A print of the list after each change, so that a read can be told to be one of them. */
function printsOf(space: SpaceDump, keep: (task: StoredTask) => boolean): Set<number> {
  const prints = new Set<number>();
  const print = (task: StoredTask | null | undefined) => task && keep(task) ? printOf([task]) : 0;
  let sum = 0;
  for (const [n, tasks] of [...aftersOf(space)].sort(([a], [b]) => a - b)) {
    for (const [id, task] of tasks) sum += print(task) - print(space.befores.get(n)?.get(id));
    prints.add(sum);
  }
  return prints;
}

function printOf(tasks: readonly StoredTask[]): number {
  return tasks.reduce((sum, task) => sum + crc32(JSON.stringify(task)), 0);
}
