import assert from "node:assert/strict";
import { ERAS } from "../helpers/clients.ts";
import { idsAt, listAt, objectAt, textAt, type Tracker, tracks } from "../helpers/tracker.ts";

/** One task of each state. */
async function everyState(t: Tracker): Promise<void> {
  await t.add(
    "ready",
    { title: "blocked", blocked_by: [1] },
    { title: "deferred", defer_until: "2026-12-01" },
    "claimed",
    { title: "overdue", due: "2026-11-20" },
    "completed",
    "deleted",
  );
  await t.ok("claim_task", { task_id: 4 });
  await t.ok("complete_task", { task_id: 6 });
  await t.ok("delete_task", { task_id: 7 });
}

tracks("list_tasks answers rows with what follows from them", async (t) => {
  await everyState(t);
  const all = await t.ok("list_tasks", { view: "all", query: "sort:id" });
  assert.deepEqual(Object.keys(all), ["tasks", "total", "now"]);
  assert.equal(all["total"], 6);
  assert.equal(all["now"], "2026-11-22T10:00[UTC]");
  assert.deepEqual(listAt(all, "tasks").map(({ title, is }) => [title, is]), [
    ["ready", ["ready"]],
    ["blocked", ["blocked"]],
    ["deferred", ["deferred"]],
    ["claimed", ["claimed"]],
    ["overdue", ["ready", "overdue"]],
    ["completed", ["completed"]],
  ]);
  const deleted = await t.ok("list_tasks", { view: "deleted" });
  assert.deepEqual(deleted["tasks"], [{ id: 7, title: "deleted", status: "pending", is: ["deleted"] }]);
  const empty = await t.ok("list_tasks", { query: "nothing" });
  assert.deepEqual([empty["tasks"], empty["total"]], [[], 0]);
}, { eras: ERAS });

tracks("a row has its keys in their order, without what is not set", async (t) => {
  await t.add("a", {
    title: "b",
    description: "not shown",
    blocked_by: [1],
    parent_id: 1,
    tags: ["t"],
    project: "p",
    due: "2026-12-01",
    priority: "low",
    defer_until: "2026-11-30",
  });
  const rows = listAt(await t.ok("list_tasks", { query: "id:1,2 sort:id" }), "tasks");
  assert.deepEqual(rows.map(Object.keys), [
    ["id", "title", "status", "is"],
    ["id", "title", "status", "is", "priority", "due", "project", "tags", "parent_id", "blocked_by"],
  ]);
  const [full] = listAt(await t.ok("list_tasks", { query: "id:1", detail: "full" }), "tasks");
  assert.deepEqual(Object.keys(full ?? {}), [
    ...["id", "title", "description", "status", "created_at", "updated_at", "version"],
  ]);
});

tracks("each view shows what it says", async (t) => {
  await everyState(t);
  const shown = async (args: Record<string, unknown>) =>
    listAt(await t.ok("list_tasks", args), "tasks").map(({ title }) => title).sort();
  const open = ["blocked", "claimed", "deferred", "overdue", "ready"];
  assert.deepEqual(await shown({}), open);
  assert.deepEqual(await shown({ view: "open" }), open);
  assert.deepEqual(await shown({ view: "ready" }), ["overdue", "ready"]);
  assert.deepEqual(await shown({ view: "overdue" }), ["overdue"]);
  assert.deepEqual(await shown({ view: "today" }), ["overdue"]);
  assert.deepEqual(await shown({ view: "blocked" }), ["blocked"]);
  assert.deepEqual(await shown({ view: "completed" }), ["completed"]);
  assert.deepEqual(await shown({ view: "deleted" }), ["deleted"]);
  assert.deepEqual(await shown({ view: "all" }), [
    "blocked",
    "claimed",
    "completed",
    "deferred",
    "overdue",
    "ready",
  ]);
  // With status:, is: or id: the view is all but deleted, unless one is named.
  assert.deepEqual(await shown({ query: "status:completed" }), ["completed"]);
  assert.deepEqual(await shown({ query: "is:claimed,completed" }), ["claimed", "completed"]);
  assert.deepEqual(await shown({ query: "id:6-7" }), ["completed"]);
  assert.deepEqual(await shown({ query: "id:6-7", view: "open" }), []);
});

tracks("projects, tags and priorities match in any case; words look into notes", async (t) => {
  await t.add({ title: "a", project: "Home Base", tags: ["Élan"], priority: "high" }, "b");
  await t.ok("update_task", { task_id: 2, note: "Ask the Plumber" });
  for (const query of ['project:"home base"', "tag:élan", "tag:ÉLAN", "priority:HIGH", "-plumber"]) {
    assert.deepEqual(idsAt(await t.ok("list_tasks", { query }), "tasks"), [1], query);
  }
  assert.deepEqual(idsAt(await t.ok("list_tasks", { query: "plumber" }), "tasks"), [2]);
  assert.match((await t.refused("list_tasks", { query: "proejct:x" })).error, /project:/);
});

tracks("pages go on where the last one ended, whatever changed since", async (t) => {
  await t.add(...Array.from({ length: 12 }, (_, n) => `t${n + 1}`));
  const first = await t.ok("list_tasks", { limit: 4 });
  assert.deepEqual(Object.keys(first), ["tasks", "total", "now", "next_cursor"]);
  assert.deepEqual(idsAt(first, "tasks"), [1, 2, 3, 4]);
  assert.equal(first["total"], 12);
  const cursor = textAt(first, "next_cursor");
  // All that was shown is done: none of the others may be skipped.
  await t.ok("complete_task", { task_id: 1, also_ids: [2, 3, 4] });
  const second = await t.ok("list_tasks", { limit: 4, cursor });
  assert.deepEqual(idsAt(second, "tasks"), [5, 6, 7, 8]);
  await t.ok("delete_task", { task_id: 8 });
  const last = await t.ok("list_tasks", { limit: 4, cursor: textAt(second, "next_cursor") });
  assert.deepEqual(idsAt(last, "tasks"), [9, 10, 11, 12]);
  assert.equal(last["next_cursor"], undefined);
  assert.equal(last["total"], 7);
}, { eras: ERAS });

tracks("a cursor belongs to its query", async (t) => {
  await t.add("a", "b", "c");
  const cursor = textAt(await t.ok("list_tasks", { limit: 1 }), "next_cursor");
  for (const other of [{ query: "sort:-id" }, { query: "a" }, { view: "all" }]) {
    assert.match(
      (await t.refused("list_tasks", { ...other, cursor })).error,
      /^Argument "cursor" belongs to another/,
    );
  }
  assert.match(
    (await t.refused("list_tasks", { cursor: `${cursor}!` })).error,
    /^Argument "cursor" is damaged/,
  );
  assert.match((await t.refused("list_tasks", { cursor: "" })).error, /^Argument "cursor"/);
  assert.match((await t.refused("list_changes", { cursor })).error, /^Argument "cursor"/);
  // Another way to say the same, and another length of page, is the same list.
  assert.deepEqual(idsAt(await t.ok("list_tasks", { view: "open", query: " ", limit: 2, cursor }), "tasks"), [
    2,
    3,
  ]);
});

tracks("a page ends early at 24 KB", async (t) => {
  await t.add(...Array.from({ length: 9 }, (_, n) => ({ title: `t${n}`, description: "é".repeat(2_500) })));
  const page = await t.ok("list_tasks", { detail: "full", limit: 100 });
  assert.equal(listAt(page, "tasks").length, 4);
  assert.equal(page["total"], 9);
  assert.ok(JSON.stringify(page).length < 24_500);
  const rest = await t.ok("list_tasks", { detail: "full", cursor: textAt(page, "next_cursor") });
  assert.deepEqual(idsAt(rest, "tasks"), [5, 6, 7, 8]);
  // One that is larger comes alone.
  await t.ok("update_task", { task_id: 1, description: "😀".repeat(10_000) });
  assert.deepEqual(idsAt(await t.ok("list_tasks", { detail: "full" }), "tasks"), [1]);
});

tracks("get_task shows all of a task", async (t) => {
  await t.add("a", { title: "b", parent_id: 1 }, { title: "c", blocked_by: [2] }, "d");
  await t.ok("update_task", { task_id: 2, blocked_by: [4], note: "first" });
  t.wait(5);
  await t.ok("update_task", { task_id: 2, note: "second" });
  const seen = await t.ok("get_task", { task_id: 2 });
  assert.deepEqual(Object.keys(seen), [
    ...[
      "id",
      "title",
      "description",
      "status",
      "created_at",
      "parent_id",
      "blocked_by",
      "updated_at",
      "version",
    ],
    ...["is", "notes", "children", "blockers", "blocks"],
  ]);
  assert.equal(seen["version"], 6);
  assert.equal(seen["updated_at"], "2026-11-22T10:05:00.000Z");
  assert.deepEqual(seen["is"], ["blocked"]);
  assert.deepEqual(seen["notes"], [
    { at: "2026-11-22T10:00:00.000Z", by: "test-client", text: "first" },
    { at: "2026-11-22T10:05:00.000Z", by: "test-client", text: "second" },
  ]);
  assert.deepEqual(seen["blockers"], [{ id: 4, title: "d", status: "pending" }]);
  assert.deepEqual(seen["blocks"], [{ id: 3, title: "c", status: "pending" }]);
  const parent = await t.ok("get_task", { task_id: 1 });
  assert.deepEqual(parent["children"], [{ id: 2, title: "b", status: "pending" }]);
  assert.deepEqual(parent["is"], [], "an open part has to be done first");
  assert.equal((await t.refused("get_task", { task_id: 9 })).error, "Task 9 not found");
}, { eras: ERAS });

tracks("a claim is shown without its token, while it lasts", async (t) => {
  await t.add("a");
  await t.ok("claim_task", { task_id: 1, agent: "me" });
  const { claim } = await t.ok("get_task", { task_id: 1 });
  assert.deepEqual(claim, { agent: "me", until: "2026-11-22T10:30:00.000Z" });
  t.wait(30);
  assert.equal((await t.ok("get_task", { task_id: 1 }))["claim"], undefined);
});

tracks("next_task tells what to do, why, and what waits", async (t) => {
  const none = await t.ok("next_task");
  assert.deepEqual(none, {
    reasons: [],
    then: [],
    waiting: { blocked: 0, deferred: 0, claimed: 0 },
    now: "2026-11-22T10:00[UTC]",
  });
  await everyState(t);
  await t.add({ title: "urgent", priority: "urgent", due: "today 17:00" }, "e", "f");
  await t.ok("update_task", { task_id: 2, blocked_by: [8] });
  const next = await t.ok("next_task");
  assert.deepEqual(Object.keys(next), ["task", "reasons", "then", "waiting", "now"]);
  assert.equal(objectAt(next, "task")["id"], 8);
  assert.deepEqual(next["reasons"], [
    "urgent priority",
    "due today, Sun 22 Nov 2026, 17:00 UTC",
    "1 task waits for it",
  ]);
  assert.deepEqual(next["then"], [
    { id: 5, title: "overdue", status: "pending" },
    { id: 1, title: "ready", status: "pending" },
    { id: 9, title: "e", status: "pending" },
  ]);
  assert.deepEqual(next["waiting"], { blocked: 1, deferred: 1, claimed: 1 });
  const plain = await t.ok("next_task", { query: "e -ready -overdue -urgent -deferred -claimed" });
  assert.deepEqual(plain["reasons"], ["oldest of the ready tasks"]);
  assert.deepEqual((await t.ok("next_task", { query: "overdue" }))["reasons"], [
    "overdue since Fri 20 Nov 2026",
  ]);
}, { eras: ERAS });

tracks("the first of the ready view is what next_task and claim_task give", async (t) => {
  await everyState(t);
  await t.add({ title: "due", due: "tomorrow" }, { title: "high", priority: "high" }, "part", "low");
  await t.ok("update_task", { task_id: 10, parent_id: 9 });
  await t.ok("update_task", { task_id: 11, priority: "low" });
  for (let left = 6; left > 0; left--) {
    const ready = idsAt(await t.ok("list_tasks", { view: "ready" }), "tasks");
    const [first] = ready;
    const next = objectAt(await t.ok("next_task"), "task");
    const claimed = await t.ok("claim_task");
    assert.equal(next["id"], first);
    assert.equal(objectAt(claimed, "task")["id"], first);
    assert.equal(ready.length, left - 1);
    if (left === 2) break;
  }
});
