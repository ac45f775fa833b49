import assert from "node:assert/strict";
import { addTasks } from "../../src/domain/operations/add.ts";
import { claimFirst } from "../../src/domain/operations/claim.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { fieldsOf } from "../helpers/operations.ts";
import { assertSound, dumpOf, numbers } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";
import { startTogether, StoreProcess } from "../helpers/store_process.ts";
import { addMany } from "../helpers/store_operations.ts";

function agent(path: string, what: string, session: string, count = 0): StoreProcess {
  return new StoreProcess(path, what, session, `${count}`);
}

async function fill(path: string, count: number): Promise<void> {
  await using store = await testStore({ path });
  for (let added = 0; added < count; added += 200) {
    await store.write(DEFAULT_SPACE, AUTHOR, addMany(Math.min(200, count - added), "task"));
  }
}

Deno.test("two agents claim from 200 ready tasks until none is left: each is claimed exactly once", async () => {
  await using folder = await tempFolder();
  await fill(folder.db, 200);
  const agents = ["a", "b"].map((session) => agent(folder.db, "claim", session));
  await startTogether(agents);
  await Promise.all(agents.map((one) => one.end()));
  const claimed = agents.flatMap(({ said }) => said.map(({ n }) => n));
  assert.deepEqual(claimed.sort((a, b) => a - b), numbers(1, 200));
  for (const { said } of agents) assert.ok(said.length > 0, "both came to their turn");
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  assert.equal(space.opens.size, 0);
});

Deno.test("what a killed agent held can be claimed after its lease, and its late completion is refused", async () => {
  await using folder = await tempFolder();
  await fill(folder.db, 1);
  const one = agent(folder.db, "hold", "a");
  await startTogether([one]);
  await one.hasSaid(1);
  await one.kill();
  const old = one.said[0]?.task?.claim?.token;
  assert.equal(old, "1");
  let later = 29;
  await using store = await testStore({ path: folder.db, now: () => Date.now() + later * 60_000 });
  const claim = () =>
    store.write(DEFAULT_SPACE, AUTHOR, claimFirst([1], { agent: "b", session: "b", minutes: 30 }, "UTC"));
  assert.equal(await claim(), undefined, "while the lease lives");
  const complete = (claim_token: string) => {
    const update = { ids: [1], patch: fieldsOf({}), status: "completed" as const, claim_token, zone: "UTC" };
    return store.write(DEFAULT_SPACE, AUTHOR, updateTasks("complete_task", update));
  };
  later = 31;
  await assert.rejects(complete(old), { name: "UserError", message: /^Claim token "1" of task 1 ended at / });
  const task = await claim();
  assert.equal(task?.claim?.token, "2");
  await assert.rejects(complete(old), { name: "UserError", message: /is not the newest/ });
  assert.equal((await complete("2")).task.status, "completed");
});

Deno.test("two processes each make one half of 200 circles: never both, and always one", async () => {
  await using folder = await tempFolder();
  await fill(folder.db, 400);
  const halves = ["half:1", "half:2"].map((what) => agent(folder.db, what, what, 200));
  await startTogether(halves);
  await Promise.all(halves.map((one) => one.end()));
  const made = (one: StoreProcess | undefined) => one?.said.map(({ text }) => text === "") ?? [];
  const [first, second] = halves.map(made);
  assert.deepEqual(first?.map((ok, n) => ok !== second?.[n]), numbers(1, 200).map(() => true));
  for (const { text } of halves.flatMap(({ said }) => said)) {
    assert.match(text, /^$|^UserError: Task \d+ would be blocked by itself/);
  }
  assertSound(await dumpOf(folder.db, DEFAULT_SPACE));
});

Deno.test("4 processes × 250 mixed writes leave a history that replays to what is stored", async () => {
  await using folder = await tempFolder();
  {
    await using store = await testStore({ path: folder.db });
    const adds = numbers(1, 40).map((n) => ({ patch: fieldsOf({ title: `${n}` }) }));
    await store.write(DEFAULT_SPACE, AUTHOR, addTasks(adds));
  }
  const all = ["a", "b", "c", "d"].map((session) => agent(folder.db, "mixed", session, 250));
  await startTogether(all);
  await Promise.all(all.map((one) => one.end()));
  const said = all.flatMap((one) => one.said);
  assert.equal(said.length, 1_000);
  for (const { text } of said) assert.match(text, /^$|^UserError: (?:Task|Change) \d+ /);
  assert.ok(said.filter(({ text }) => text === "").length > 200);
  const space = await dumpOf(folder.db, DEFAULT_SPACE);
  assertSound(space);
  await using store = await testStore({ path: folder.db });
  assert.deepEqual((await store.check()).problems, []);
  const items = [...(await store.index(DEFAULT_SPACE)).items()];
  assert.deepEqual(items.map(({ task }) => task), [...space.tasks.values()]);
});
