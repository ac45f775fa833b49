import assert from "node:assert/strict";
import { ERAS } from "../helpers/clients.ts";
import { idsAt, numberAt, objectAt, tracks } from "../helpers/tracker.ts";

tracks("update_task changes what is given, and answers the task with its version", async (t) => {
  await t.add({ title: "a", description: "d", project: "p" });
  t.wait(1);
  const answer = await t.ok("update_task", { task_id: 1, title: "b", due: "tomorrow", description: null });
  assert.deepEqual(answer, {
    ...{ id: 1, title: "b", description: "d", status: "pending", created_at: "2026-11-22T10:00:00.000Z" },
    ...{ due: "2026-11-23", project: "p", updated_at: "2026-11-22T10:01:00.000Z", version: 2 },
    due_text: "Mon 23 Nov 2026",
  });
  assert.deepEqual(Object.keys(answer).slice(5), ["due", "project", "updated_at", "version", "due_text"]);
}, { eras: ERAS });

tracks("a change of nothing is no change", async (t) => {
  await t.add({ title: "a", tags: ["x"], priority: "low" });
  for (
    const same of [{}, { title: " a " }, { tags: ["x"] }, { priority: "low" }, { add_tags: ["X"] }, {
      clear: ["due"],
    }]
  ) {
    assert.equal((await t.ok("update_task", { task_id: 1, ...same }))["version"], 1, JSON.stringify(same));
  }
  assert.equal((await t.ok("list_changes"))["total"], 1);
});

tracks("clear empties fields, and is refused beside a value for one", async (t) => {
  const all = {
    priority: "low",
    due: "tomorrow",
    defer_until: "2026-11-23",
    repeat: "FREQ=DAILY",
    project: "p",
  };
  await t.add("a", { title: "b", description: "d", ...all, tags: ["x"], parent_id: 1, blocked_by: [1] });
  const clear = ["description", "priority", "due", "defer_until", "repeat", "project", "tags", "parent_id"];
  const answer = await t.ok("update_task", { task_id: 2, clear: [...clear, "blocked_by", "due"] });
  assert.deepEqual(Object.keys(answer), [
    ...["id", "title", "description", "status", "created_at", "updated_at", "version"],
  ]);
  assert.equal(answer["description"], "");
  assert.match(
    (await t.refused("update_task", { task_id: 2, clear: ["due"], due: "tomorrow" })).error,
    /^Argument "due" is given and cleared at once/,
  );
  await t.ok("update_task", { task_id: 2, due: "tomorrow", repeat: "FREQ=DAILY" });
  assert.match(
    (await t.refused("update_task", { task_id: 2, clear: ["due"] })).error,
    /"repeat" needs "due"/,
  );
});

tracks("tags are added and taken in any case", async (t) => {
  await t.add({ title: "a", tags: ["Red", "blue"] });
  const answer = await t.ok("update_task", {
    task_id: 1,
    add_tags: ["BLUE", "green"],
    remove_tags: [" red", "none"],
  });
  assert.deepEqual(answer["tags"], ["blue", "green"]);
  assert.deepEqual((await t.ok("update_task", { task_id: 1, tags: ["x"], add_tags: ["y"] }))["tags"], [
    "x",
    "y",
  ]);
  assert.equal((await t.ok("update_task", { task_id: 1, tags: [] }))["tags"], undefined);
});

tracks("also_ids are changed alike, all or none", async (t) => {
  await t.add("a", "b", "c");
  const answer = await t.ok("update_task", { task_id: 2, also_ids: [3, 1, 2], priority: "high", note: "n" });
  assert.equal(answer["id"], 2);
  assert.deepEqual(answer["also"], [
    { id: 3, title: "c", status: "pending" },
    { id: 1, title: "a", status: "pending" },
  ]);
  assert.equal((await t.ok("list_tasks", { query: "priority:high n" }))["total"], 3);
  assert.equal(
    (await t.refused("update_task", { task_id: 1, also_ids: [2, 9], priority: "low" })).error,
    "Task 9 not found",
  );
  assert.equal((await t.ok("list_tasks", { query: "priority:low" }))["total"], 0);
  assert.equal((await t.ok("list_changes"))["total"], 4);
});

tracks("if_version refuses what was not seen, and shows the task", async (t) => {
  await t.add("a");
  await t.ok("update_task", { task_id: 1, title: "b", if_version: 1 });
  for (const tool of ["update_task", "complete_task", "delete_task"]) {
    const { error, current } = await t.refused(tool, { task_id: 1, if_version: 1 });
    assert.match(error, /^Task 1 is at version 2, not 1/);
    assert.deepEqual(current, {
      ...{ id: 1, title: "b", description: "", status: "pending", created_at: "2026-11-22T10:00:00.000Z" },
      ...{ updated_at: "2026-11-22T10:00:00.000Z", version: 2 },
    });
  }
  await t.ok("complete_task", { task_id: 1, if_version: 2 });
}, { eras: ERAS });

tracks("a circle is refused, and shown", async (t) => {
  await t.add("a", { title: "b", blocked_by: [1] }, { title: "c", blocked_by: [2] });
  const { error, cycle } = await t.refused("update_task", { task_id: 1, blocked_by: [3] });
  assert.match(error, /^Task 1 would be blocked by itself: 1 → 3 → 2 → 1/);
  assert.deepEqual(cycle, [1, 3, 2, 1]);
  assert.deepEqual((await t.refused("update_task", { task_id: 1, blocked_by: [1] }))["cycle"], [1, 1]);
  assert.deepEqual((await t.refused("update_task", { task_id: 1, parent_id: 1 }))["cycle"], [1, 1]);
  await t.ok("update_task", { task_id: 2, parent_id: 1 });
  assert.deepEqual((await t.refused("update_task", { task_id: 1, parent_id: 2 }))["cycle"], [1, 2, 1]);
});

tracks("a reference to a task that is deleted since does not stand in the way", async (t) => {
  await t.add("a", "b", { title: "c", parent_id: 1 }, "d");
  await t.ok("delete_task", { task_id: 1, subtree: true });
  await t.ok("undo");
  await t.ok("update_task", { task_id: 4, blocked_by: [2] });
  await t.ok("delete_task", { task_id: 2 });
  assert.deepEqual((await t.ok("update_task", { task_id: 4, parent_id: 3 }))["parent_id"], 3);
  assert.equal(
    (await t.refused("update_task", { task_id: 4, blocked_by: [2] })).error.slice(0, 16),
    "Task 2 not found",
  );
});

tracks("complete_task completes once, and answers the same twice", async (t) => {
  await t.add("a", { title: "b", blocked_by: [1] }, { title: "c", blocked_by: [1, 2] }, {
    title: "d",
    parent_id: 1,
  });
  t.wait(1);
  const first = await t.ok("complete_task", { task_id: 1 });
  assert.deepEqual(first, {
    ...{ id: 1, title: "a", description: "", status: "completed", created_at: "2026-11-22T10:00:00.000Z" },
    completed_at: "2026-11-22T10:01:00.000Z",
    unblocked: [2],
    open_children: [4],
  });
  t.wait(1);
  assert.deepEqual(await t.ok("complete_task", { task_id: 1 }), first);
  assert.equal((await t.ok("list_changes"))["total"], 5);
  const both = await t.ok("complete_task", { task_id: 2, also_ids: [4], note: "done" });
  assert.deepEqual(both["unblocked"], [3]);
  assert.deepEqual(both["also"], [{ id: 4, title: "d", status: "completed" }]);
  assert.equal(both["open_children"], undefined);
}, { eras: ERAS });

tracks("update_task completes and reopens the same way", async (t) => {
  await t.add({ title: "a", due: "2026-11-22", repeat: "FREQ=DAILY" }, { title: "b", blocked_by: [1] });
  const done = await t.ok("update_task", { task_id: 1, status: "completed" });
  assert.equal(done["completed_at"], "2026-11-22T10:00:00.000Z");
  assert.deepEqual(done["unblocked"], [2]);
  assert.deepEqual(done["next_occurrence"], { id: 3, due: "2026-11-23", due_text: "Mon 23 Nov 2026" });
  const open = await t.ok("update_task", { task_id: 1, status: "pending" });
  assert.equal(open["status"], "pending");
  assert.equal(open["completed_at"], undefined);
  assert.equal(open["next_occurrence"], undefined);
  const again = await t.ok("complete_task", { task_id: 1 });
  assert.deepEqual(again["next_occurrence"], done["next_occurrence"]);
  assert.equal((await t.ok("list_tasks", { view: "all" }))["total"], 3);
});

tracks("a task that repeats comes again once, without notes, claim and blockers", async (t) => {
  const fields = {
    description: "d",
    priority: "high",
    project: "p",
    tags: ["x"],
    repeat: "FREQ=WEEKLY;BYDAY=MO",
  };
  await t.add("a", "b", { title: "c", ...fields, due: "monday 9:00", parent_id: 1, blocked_by: [2] });
  await t.ok("update_task", { task_id: 3, note: "n" });
  await t.ok("complete_task", { task_id: 2 });
  const { claim_token } = await t.ok("claim_task", { task_id: 3 });
  const done = await t.ok("complete_task", { task_id: 3, claim_token });
  const next = objectAt(done, "next_occurrence");
  assert.deepEqual(next, {
    id: 4,
    due: "2026-11-30T09:00[UTC]",
    due_text: "Mon 30 Nov 2026, 09:00 UTC",
  });
  const made = await t.ok("get_task", { task_id: 4 });
  const same = ["title", "description", "priority", "project", "tags", "repeat", "parent_id"];
  for (const name of same) assert.deepEqual(made[name], done[name], name);
  for (const name of ["blocked_by", "claim", "completed_at"]) assert.equal(made[name], undefined, name);
  assert.deepEqual(made["notes"], []);
  // A retry with the same token, and without, makes no second.
  assert.deepEqual(await t.ok("complete_task", { task_id: 3, claim_token }), done);
  assert.deepEqual(await t.ok("complete_task", { task_id: 3 }), done);
  assert.equal((await t.ok("list_tasks", { view: "all" }))["total"], 4);
});

tracks("a moved due moves that occurrence alone; a new rule starts a new series", async (t) => {
  await t.add({ title: "a", due: "2026-11-23", repeat: "FREQ=WEEKLY" });
  await t.ok("update_task", { task_id: 1, due: "2026-11-25" });
  const done = await t.ok("complete_task", { task_id: 1 });
  assert.equal(objectAt(done, "next_occurrence")["due"], "2026-11-30");
  await t.ok("update_task", { task_id: 2, due: "2026-12-02", repeat: "FREQ=WEEKLY" });
  assert.equal(objectAt(await t.ok("complete_task", { task_id: 2 }), "next_occurrence")["due"], "2026-12-09");
  assert.match((await t.refused("update_task", { task_id: 3, repeat: "FREQ=HOURLY" })).error, /DAILY/);
});

tracks("delete_task answers the task as it was, and nobody finds it again", async (t) => {
  await t.add("a", { title: "b", blocked_by: [1] });
  assert.deepEqual(await t.ok("delete_task", { task_id: 1 }), {
    success: true,
    deleted: {
      ...{ id: 1, title: "a", description: "", status: "pending", created_at: "2026-11-22T10:00:00.000Z" },
    },
    unblocked: [2],
  });
  for (const tool of ["get_task", "update_task", "complete_task", "claim_task", "delete_task"]) {
    const answer = await t.refused(tool, { task_id: 1 });
    const failed = tool === "delete_task" ? { success: false } : {};
    assert.deepEqual(answer, { ...failed, error: "Task 1 not found" });
  }
  assert.match((await t.refused("add_task", { title: "c", parent_id: 1 })).error, /^Task 1 not found/);
  assert.deepEqual(idsAt(await t.ok("list_tasks", { view: "all" }), "tasks"), [2]);
  assert.deepEqual(idsAt(await t.ok("list_tasks", { query: "id:1" }), "tasks"), []);
  assert.deepEqual(idsAt(await t.ok("list_tasks", { view: "deleted" }), "tasks"), [1]);
  assert.equal((await t.ok("list_changes", { task_id: 1 }))["total"], 2);
  const seen = await t.ok("get_task", { task_id: 2 });
  assert.deepEqual([seen["is"], seen["blockers"]], [["ready"], []]);
  await t.ok("undo");
  assert.deepEqual((await t.ok("get_task", { task_id: 2 }))["is"], ["blocked"]);
  assert.deepEqual(await t.add("c"), [3]);
}, { eras: ERAS });

tracks("a task with parts goes with them, or not at all", async (t) => {
  await t.add("a", { title: "b", parent_id: 1 }, { title: "c", parent_id: 2 }, {
    title: "d",
    blocked_by: [3],
  });
  const refused = await t.refused("delete_task", { task_id: 1 });
  assert.deepEqual(Object.keys(refused), ["success", "error", "candidates"]);
  assert.match(refused.error, /^Task 1 has 1 part/);
  assert.deepEqual(refused["candidates"], [{ id: 2, title: "b", status: "pending" }]);
  const gone = await t.ok("delete_task", { task_id: 1, subtree: true });
  assert.deepEqual(Object.keys(gone), ["success", "deleted", "deleted_ids", "unblocked"]);
  assert.deepEqual(gone["deleted_ids"], [1, 2, 3]);
  assert.deepEqual(gone["unblocked"], [4]);
  assert.deepEqual(idsAt(await t.ok("undo"), "tasks"), [1, 2, 3]);
  assert.equal(numberAt(await t.ok("list_tasks"), "total"), 4);
});

tracks("at most 300 tasks change at once", async (t) => {
  await t.add("a");
  for (let n = 0; n < 6; n++) {
    await t.ok("add_tasks", { tasks: Array.from({ length: 50 }, () => ({ title: "x", parent_id: 1 })) });
  }
  assert.match(
    (await t.refused("delete_task", { task_id: 1, subtree: true })).error,
    /^At most 300 tasks can be changed at once, but this would change 301/,
  );
  assert.match(
    (await t.refused("delete_task", { task_id: 1 })).error,
    /^Task 1 has 300 parts \(2, 3, .*, …\)/,
  );
  await t.ok("delete_task", { task_id: 301 });
  assert.equal((await t.ok("delete_task", { task_id: 1, subtree: true }))["success"], true);
});
