import assert from "node:assert/strict";
import type { Completed } from "../helpers/clients.ts";
import { eachEra, refusal } from "../helpers/eras.ts";

const TASK: Completed = { type: "ref/resource", uri: "tasks://task/{id}" };
const PROJECT: Completed = { type: "ref/resource", uri: "tasks://project/{name}" };

function prompt(name: string): Completed {
  return { type: "ref/prompt", name };
}

eachEra("an id is completed by its task's title, and by its own digits", async ({ peer }) => {
  await peer.call("add_task", { title: "Buy milk" });
  await peer.call("add_task", { title: "Milk\nthe COW", priority: "high" });
  await peer.call("add_task", { title: "Straße", description: "milk" });
  await peer.call("add_task", { title: "Old milk", priority: "urgent" });
  await peer.call("add_task", { title: "Deleted milk" });
  await peer.call("complete_task", { task_id: 4 });
  await peer.call("delete_task", { task_id: 5 });
  const ids = async (ref: Completed, name: string, value: string) =>
    (await peer.complete(ref, name, value)).values;
  assert.deepEqual(await peer.complete(TASK, "id", ""), {
    values: ["2", "1", "3", "4"],
    total: 4,
    hasMore: false,
  });
  assert.deepEqual(await ids(TASK, "id", " MILK "), ["2", "1", "4"]);
  assert.deepEqual(await ids(TASK, "id", "milk the"), ["2"]);
  assert.deepEqual(await ids(TASK, "id", "strasse"), ["3"]);
  assert.deepEqual(await ids(TASK, "id", "4"), ["4"]);
  assert.deepEqual(await ids(TASK, "id", "none such"), []);
  assert.deepEqual(await ids(prompt("break_down_task"), "task_id", "milk"), ["2", "1"]);
});

eachEra("a project's name is completed, as people spell it", async ({ peer }) => {
  for (const project of ["Big House", "House of cards", "Garden"]) {
    await peer.call("add_task", { title: "x", project });
  }
  const refs: [Completed, string][] = [
    [PROJECT, "name"],
    [prompt("plan_day"), "project"],
    [prompt("prioritize"), "project"],
    [prompt("weekly_review"), "project"],
  ];
  for (const [ref, name] of refs) {
    assert.deepEqual((await peer.complete(ref, name, "house")).values, ["House of cards", "Big House"]);
    assert.deepEqual((await peer.complete(ref, name, "")).total, 3);
    assert.deepEqual((await peer.complete(ref, name, "x")).values, []);
  }
});

eachEra("a zone is completed", async ({ peer }) => {
  const zones = async (value: string) => (await peer.complete(prompt("plan_day"), "time_zone", value)).values;
  assert.deepEqual(await zones("europe/ber"), ["Europe/Berlin"]);
  assert.deepEqual(await zones("new york"), ["America/New_York"]);
  assert.ok((await zones("utc")).includes("UTC"));
});

eachEra("at most 50 values come, and how many there are", async ({ peer }) => {
  for (let n = 0; n < 2; n++) {
    const tasks = Array.from({ length: 26 }, (_, m) => ({ title: "x", project: `p${n}.${m}` }));
    await peer.call("add_tasks", { tasks });
  }
  for (const [ref, name] of [[TASK, "id"], [PROJECT, "name"]] as const) {
    const { values, total, hasMore } = await peer.complete(ref, name, "");
    assert.deepEqual([values.length, total, hasMore], [50, 52, true]);
  }
});

eachEra("an argument that has nothing to complete has no values", async ({ peer }) => {
  const none = { values: [], total: 0, hasMore: false };
  assert.deepEqual(await peer.complete(prompt("greeting_prompt"), "name", "A"), none);
  assert.deepEqual(await peer.complete({ type: "ref/resource", uri: "tasks://all" }, "x", ""), none);
});

eachEra("what there is not is refused", async ({ peer }) => {
  const refusals: [Completed, string, string][] = [
    [prompt("plan_dya"), "project", 'Unknown prompt "plan_dya": did you mean "plan_day"?'],
    [prompt("plan_day"), "projekt", 'Unknown argument "projekt": did you mean "project"?'],
    [prompt("task_summary_prompt"), "x", 'Unknown argument "x": there are no arguments'],
    [TASK, "idd", 'Unknown argument "idd": did you mean "id"?'],
    [
      { type: "ref/resource", uri: "tasks://task/{i}" },
      "id",
      'Unknown resource: did you mean "tasks://task/{id}"?',
    ],
  ];
  for (const [ref, name, message] of refusals) {
    assert.deepEqual(await refusal(peer.complete(ref, name, "")), { code: -32602, message });
  }
  for (const name of ["__proto__", "constructor", "toString"]) {
    const refs: Completed[] = [prompt("plan_day"), prompt(name), TASK, PROJECT];
    for (const ref of refs) {
      assert.equal((await refusal(peer.complete(ref, name, ""))).code, -32602);
    }
  }
});

eachEra("the server announces completions", ({ peer }) => {
  assert.ok(typeof peer.capabilities === "object" && peer.capabilities !== null);
  assert.ok("completions" in peer.capabilities);
});
