import assert from "node:assert/strict";
import { openStore } from "../../src/storage/kv_store.ts";
import { connect, ERAS } from "../helpers/clients.ts";
import { idsAt, listAt, numberAt, objectAt, textAt, tracks } from "../helpers/tracker.ts";

tracks("undo takes back the newest change of the session, then the one before", async (t) => {
  await t.add("a");
  t.wait(1);
  await t.ok("update_task", { task_id: 1, title: "b", priority: "high" });
  t.wait(1);
  assert.deepEqual(await t.ok("undo"), {
    undone: {
      ...{ change_id: 2, at: "2026-11-22T10:01:00.000Z", by: "test-client", tool: "update_task" },
      ...{ task_ids: [1], summary: 'Changed "b"' },
    },
    change_id: 3,
    tasks: [{ id: 1, title: "a", status: "pending" }],
  });
  const task = await t.ok("get_task", { task_id: 1 });
  assert.equal(task["priority"], undefined);
  assert.deepEqual([task["version"], task["updated_at"]], [3, "2026-11-22T10:02:00.000Z"]);
  const second = await t.ok("undo");
  assert.equal(objectAt(second, "undone")["change_id"], 1);
  assert.equal((await t.refused("get_task", { task_id: 1 })).error, "Task 1 not found");
  assert.deepEqual(idsAt(await t.ok("list_tasks", { view: "deleted" }), "tasks"), [1]);
  assert.deepEqual(await t.add("c"), [2]);
}, { eras: ERAS });

tracks("undoing an undo redoes", async (t) => {
  await t.add("a");
  await t.ok("update_task", { task_id: 1, title: "b" });
  const first = await t.ok("undo");
  const redo = await t.ok("undo", { change_id: numberAt(first, "change_id") });
  assert.equal(objectAt(redo, "undone")["tool"], "undo");
  assert.equal((await t.ok("get_task", { task_id: 1 }))["title"], "b");
  assert.match((await t.refused("undo", { change_id: 3 })).error, /^Change 3 was undone by change 4/);
  // What was redone can be undone again, by the session's own walk too.
  assert.equal(objectAt(await t.ok("undo"), "undone")["change_id"], 2);
  assert.equal((await t.ok("get_task", { task_id: 1 }))["title"], "a");
  // An add as well.
  const gone = await t.ok("undo");
  await t.ok("undo", { change_id: numberAt(gone, "change_id") });
  assert.equal((await t.ok("get_task", { task_id: 1 }))["title"], "a");
});

tracks("undo is refused where a task changed since, naming the changes", async (t) => {
  await t.add("a", "b");
  await t.ok("update_task", { task_id: 1, also_ids: [2], priority: "high" });
  await t.ok("update_task", { task_id: 1, title: "x" });
  await t.ok("update_task", { task_id: 2, title: "y" });
  const { error, conflicts } = await t.refused("undo", { change_id: 3 });
  assert.match(error, /^Change 3 cannot be undone/);
  assert.deepEqual(conflicts, [4, 5]);
  await t.ok("undo");
  await t.ok("undo");
  await t.ok("undo");
  assert.equal(numberAt(await t.ok("list_tasks", { query: "priority:high" }), "total"), 0);
  assert.match((await t.refused("undo", { change_id: 99 })).error, /^Change 99 is not there/);
});

tracks("undo without an id stays in the session, though the clients have the same name", async (t) => {
  const b = await t.other();
  const [none] = listAt(await t.refused("undo"), "candidates");
  assert.equal(none, undefined);
  await t.add("a");
  await t.add("b", "c", "d");
  const { error, candidates } = await b.refused("undo");
  assert.match(error, /^This session has nothing to undo/);
  assert.deepEqual(listAt({ candidates }, "candidates").map(({ change_id }) => change_id), [4, 3, 2]);
  await b.ok("update_task", { task_id: 4, title: "x" });
  assert.deepEqual((await t.refused("undo"))["conflicts"], [5]);
  assert.equal(objectAt(await b.ok("undo"), "undone")["change_id"], 5);
  // Another session's change goes by its id.
  assert.equal(objectAt(await b.ok("undo", { change_id: 1 }), "undone")["change_id"], 1);
  assert.equal(objectAt(await t.ok("undo"), "undone")["change_id"], 4);
}, { eras: ERAS });

tracks("undo restores references, notes and tags of every task of the change", async (t) => {
  await t.add("a", { title: "b", parent_id: 1, blocked_by: [1], tags: ["x"] }, { title: "c", tags: ["y"] });
  const before = [await t.ok("get_task", { task_id: 2 }), await t.ok("get_task", { task_id: 3 })];
  const clear = ["parent_id", "blocked_by", "tags"];
  await t.ok("update_task", { task_id: 2, also_ids: [3], clear, title: "z", note: "n" });
  await t.ok("undo");
  for (const task of before) {
    const { version: _v, updated_at: _u, ...now } = await t.ok("get_task", { task_id: task["id"] });
    const { version: _w, updated_at: _x, ...then } = task;
    assert.deepEqual(now, then);
  }
});

tracks("undoing a completion takes away the occurrence it made", async (t) => {
  await t.add({ title: "a", due: "2026-11-22", repeat: "FREQ=DAILY" });
  await t.ok("complete_task", { task_id: 1 });
  assert.deepEqual(idsAt(await t.ok("undo"), "tasks"), [1, 2]);
  assert.deepEqual(idsAt(await t.ok("list_tasks"), "tasks"), [1]);
  assert.deepEqual(objectAt(await t.ok("complete_task", { task_id: 1 }), "next_occurrence")["id"], 3);
});

tracks("an occurrence that changed since stays, and no second is made", async (t) => {
  await t.add({ title: "a", due: "2026-11-22", repeat: "FREQ=DAILY" });
  const done = await t.ok("complete_task", { task_id: 1 });
  await t.ok("update_task", { task_id: 2, title: "b" });
  assert.deepEqual(idsAt(await t.ok("undo", { change_id: 2 }), "tasks"), [1]);
  assert.deepEqual(idsAt(await t.ok("list_tasks"), "tasks"), [1, 2]);
  const again = await t.ok("complete_task", { task_id: 1 });
  assert.deepEqual(again["next_occurrence"], done["next_occurrence"]);
  assert.equal(numberAt(await t.ok("list_tasks", { view: "all" }), "total"), 2);
});

tracks("undo makes no circle", async (t) => {
  await t.add("a", { title: "b", blocked_by: [1] });
  await t.ok("update_task", { task_id: 2, clear: ["blocked_by"] });
  await t.ok("update_task", { task_id: 1, blocked_by: [2] });
  assert.deepEqual((await t.refused("undo", { change_id: 3 }))["cycle"], [2, 1, 2]);
  assert.equal((await t.ok("get_task", { task_id: 2 }))["blocked_by"], undefined);
});

tracks("undo gives back no claim", async (t) => {
  await t.add("a");
  const { claim_token } = await t.ok("claim_task", { task_id: 1 });
  await t.ok("complete_task", { task_id: 1, claim_token });
  await t.ok("undo");
  const task = await t.ok("get_task", { task_id: 1 });
  assert.deepEqual([task["status"], task["claim"]], ["pending", undefined]);
  assert.match(
    (await t.refused("update_task", { task_id: 1, title: "b", claim_token })).error,
    /not the newest/,
  );
});

tracks("list_changes tells who did what", async (t) => {
  await t.add("a", "b");
  t.wait(60);
  await t.ok("update_task", { task_id: 2, title: "c" });
  await t.ok("undo");
  const all = await t.ok("list_changes");
  assert.deepEqual(Object.keys(all), ["changes", "total"]);
  assert.deepEqual(listAt(all, "changes").map(Object.values), [
    [4, "2026-11-22T11:00:00.000Z", "test-client", "undo", [2], 'Undid change 3: Changed "c"'],
    [3, "2026-11-22T11:00:00.000Z", "test-client", "update_task", [2], 'Changed "c"', 4],
    [2, "2026-11-22T10:00:00.000Z", "test-client", "add_task", [2], 'Added "b"'],
    [1, "2026-11-22T10:00:00.000Z", "test-client", "add_task", [1], 'Added "a"'],
  ]);
  assert.deepEqual(Object.keys(listAt(all, "changes")[1] ?? {}), [
    ...["change_id", "at", "by", "tool", "task_ids", "summary", "undone_by"],
  ]);
  const ids = async (args: Record<string, unknown>) =>
    listAt(await t.ok("list_changes", args), "changes").map(({ change_id }) => change_id);
  assert.deepEqual(await ids({ task_id: 1 }), [1]);
  assert.deepEqual(await ids({ since: 2 }), [4, 3]);
  assert.deepEqual(await ids({ since: "2" }), [4, 3]);
  assert.deepEqual(await ids({ since: "2026-11-22T11:00:00.000Z" }), [4, 3]);
  assert.deepEqual(await ids({ since: "2026-11-22T11:00:00Z" }), [4, 3]);
  assert.deepEqual(await ids({ since: "2026-11-22 10:30" }), [4, 3]);
  assert.deepEqual(await ids({ since: "2026-11-22" }), [4, 3, 2, 1]);
  assert.deepEqual(await ids({ since: "2026-11-23" }), []);
  assert.deepEqual(await ids({ by: " Test-Client " }), [4, 3, 2, 1]);
  assert.deepEqual(await ids({ by: "somebody" }), []);
}, { eras: ERAS });

tracks("list_changes comes in pages, which changes do not disturb", async (t) => {
  await t.add("a", "b", "c", "d", "e");
  const first = await t.ok("list_changes", { limit: 2 });
  assert.equal(first["total"], 5);
  const cursor = textAt(first, "next_cursor");
  await t.add("f");
  const second = await t.ok("list_changes", { limit: 3, cursor });
  assert.deepEqual(listAt(second, "changes").map(({ change_id }) => change_id), [3, 2, 1]);
  assert.equal(second["total"], 6);
  assert.equal(second["next_cursor"], undefined);
  assert.match(
    (await t.refused("list_changes", { by: "x", cursor })).error,
    /^Argument "cursor" belongs to another/,
  );
});

tracks("a note that was taken back is not found, until it is redone", async (t) => {
  await t.add("a");
  await t.ok("update_task", { task_id: 1, note: "plumber" });
  const found = async () => (await t.ok("list_tasks", { query: "plumber" }))["total"];
  assert.equal(await found(), 1);
  await t.ok("undo");
  assert.equal(await found(), 0);
  await t.ok("undo", { change_id: 3 });
  assert.equal(await found(), 1);
  assert.equal(listAt(await t.ok("get_task", { task_id: 1 }), "notes")[0]?.["text"], "plumber");
});

Deno.test("list_changes counts what is kept where old changes are pruned", async () => {
  const store = await openStore({ path: ":memory:", history: 1_500 });
  const peer = await connect(ERAS[0], { store });
  try {
    assert.equal((await peer.call("list_changes")).text, '{"changes":[],"total":0}');
    for (let n = 0; n < 22; n++) {
      await Promise.all(Array.from({ length: 100 }, () => peer.call("add_task", { title: "x" })));
    }
    const total = async (args: Record<string, unknown>) =>
      (await peer.call("list_changes", { limit: 1, ...args })).structured?.["total"];
    // It is pruned beside the writes, so it may take a moment.
    const until = performance.now() + 5_000;
    let [counted, walked] = [await total({}), await total({ by: "test-client" })];
    while ((counted !== walked || counted === 2_200) && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      [counted, walked] = [await total({}), await total({ by: "test-client" })];
    }
    assert.equal(counted, walked);
    assert.ok(Number(counted) < 2_200 && Number(counted) >= 1_500, `${counted}`);
  } finally {
    await peer.close();
    await store.close();
  }
});
