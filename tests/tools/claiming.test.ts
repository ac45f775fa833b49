import assert from "node:assert/strict";
import { ERAS } from "../helpers/clients.ts";
import { idsAt, listAt, objectAt, textAt, tracks } from "../helpers/tracker.ts";

tracks("claim_task takes the next ready task, with a token and an end", async (t) => {
  await t.add("a", { title: "b", priority: "high" });
  const answer = await t.ok("claim_task", { agent: "me" });
  assert.deepEqual(answer, {
    claimed: true,
    task: {
      ...{ id: 2, title: "b", description: "", status: "pending", created_at: "2026-11-22T10:00:00.000Z" },
      ...{ priority: "high", claim: { agent: "me", until: "2026-11-22T10:30:00.000Z" } },
    },
    claim_token: "1",
    until: "2026-11-22T10:30:00.000Z",
    reasons: ["high priority"],
  });
  const named = await t.ok("claim_task", { task_id: 1, lease_minutes: 1_440, note: "on it" });
  assert.deepEqual(Object.keys(named), ["claimed", "task", "claim_token", "until"]);
  assert.equal(named["until"], "2026-11-23T10:00:00.000Z");
  assert.deepEqual(objectAt(objectAt(named, "task"), "claim")["agent"], "test-client");
  assert.equal(listAt(await t.ok("get_task", { task_id: 1 }), "notes")[0]?.["text"], "on it");
  assert.deepEqual(await t.ok("claim_task"), {
    claimed: false,
    waiting: { blocked: 0, deferred: 0, claimed: 2 },
  });
}, { eras: ERAS });

tracks("a query says which of the ready tasks", async (t) => {
  await t.add("a", { title: "b", project: "p" }, { title: "c", project: "p", blocked_by: [2] });
  assert.equal(objectAt(await t.ok("claim_task", { query: "project:P" }), "task")["id"], 2);
  assert.deepEqual(await t.ok("claim_task", { query: "project:p" }), {
    claimed: false,
    waiting: { blocked: 1, deferred: 0, claimed: 1 },
  });
  assert.match(
    (await t.refused("claim_task", { task_id: 1, query: "a" })).error,
    /^Arguments "task_id" and "query" exclude each other/,
  );
  for (const args of [{ release: true }, { claim_token: "1" }]) {
    assert.match((await t.refused("claim_task", args)).error, /need "task_id"/);
  }
});

tracks("while a lease lives others may edit, but not complete, delete or claim", async (t) => {
  await t.add("a");
  await t.ok("claim_task", { task_id: 1, agent: "A" });
  const b = await t.other();
  const held = 'Task 1 is claimed by "A" until 2026-11-22T10:30:00.000Z';
  for (
    const [tool, args] of [
      ["complete_task", {}],
      ["update_task", { status: "completed" }],
      ["delete_task", {}],
      ["claim_task", { agent: "B" }],
      // The same label in another session is another agent.
      ["claim_task", { agent: "A" }],
      ["claim_task", { release: true }],
    ] as const
  ) {
    const { error } = await b.refused(tool, { task_id: 1, ...args });
    assert.ok(error.startsWith(held), `${tool}: ${error}`);
  }
  assert.ok((await t.refused("claim_task", { task_id: 1, agent: "C" })).error.startsWith(held));
  const edited = await b.ok("update_task", { task_id: 1, title: "b", note: "n" });
  assert.deepEqual(objectAt(edited, "claim"), { agent: "A", until: "2026-11-22T10:30:00.000Z" });
  await b.add({ title: "part", parent_id: 1 });
  assert.ok((await b.refused("complete_task", { task_id: 2, also_ids: [1] })).error.startsWith(held));
  assert.deepEqual(idsAt(await b.ok("list_tasks"), "tasks"), [1, 2]);
}, { eras: ERAS });

tracks("a subtree goes only where nobody holds a part of it", async (t) => {
  await t.add("a", { title: "b", parent_id: 1 });
  const { claim_token } = await t.ok("claim_task", { task_id: 2 });
  assert.match(
    (await t.refused("delete_task", { task_id: 1, subtree: true })).error,
    /^Task 2 is claimed by/,
  );
  await t.ok("claim_task", { task_id: 2, claim_token, release: true });
  await t.ok("delete_task", { task_id: 1, subtree: true });
});

tracks("each write with the token renews", async (t) => {
  await t.add("a");
  const { claim_token } = await t.ok("claim_task", { task_id: 1, agent: "A", lease_minutes: 10 });
  const until = async () => objectAt(await t.ok("get_task", { task_id: 1 }), "claim");
  t.wait(9);
  await t.ok("update_task", { task_id: 1, note: "n", claim_token });
  assert.deepEqual(await until(), { agent: "A", until: "2026-11-22T10:19:00.000Z" });
  t.wait(9);
  // Nothing else changes.
  await t.ok("update_task", { task_id: 1, claim_token });
  assert.deepEqual(await until(), { agent: "A", until: "2026-11-22T10:28:00.000Z" });
  t.wait(9);
  const renewed = await t.ok("claim_task", { task_id: 1, claim_token, lease_minutes: 20 });
  assert.equal(renewed["claim_token"], claim_token);
  assert.equal(renewed["until"], "2026-11-22T10:47:00.000Z");
  assert.deepEqual(await until(), { agent: "A", until: "2026-11-22T10:47:00.000Z" });
  t.wait(19);
  await t.ok("complete_task", { task_id: 1, claim_token });
}, { eras: ERAS });

tracks("a token that is over is refused by every write", async (t) => {
  await t.add("a");
  const refused = async (claim_token: unknown, error: RegExp) => {
    for (const tool of ["update_task", "complete_task", "delete_task", "claim_task"]) {
      assert.match((await t.refused(tool, { task_id: 1, claim_token })).error, error, tool);
    }
    assert.match((await t.refused("claim_task", { task_id: 1, claim_token, release: true })).error, error);
  };
  const first = await t.ok("claim_task", { task_id: 1 });
  t.wait(30);
  await refused(first["claim_token"], /^Claim token "1" of task 1 ended at 2026-11-22T10:30:00.000Z/);
  // The same agent claims again: the old token is stale, as is one that was released.
  const second = await t.ok("claim_task", { task_id: 1 });
  const third = await t.ok("claim_task", { task_id: 1 });
  await refused(second["claim_token"], /^Claim token "2" of task 1 is not the newest/);
  const released = await t.ok("claim_task", { task_id: 1, claim_token: third["claim_token"], release: true });
  assert.deepEqual(Object.keys(released), ["claimed", "task"]);
  assert.equal(released["claimed"], false);
  assert.equal(objectAt(released, "task")["claim"], undefined);
  await refused(third["claim_token"], /^Claim token "3" of task 1 is not the newest/);
  assert.equal((await t.ok("claim_task", { task_id: 1, release: true }))["claimed"], false);
}, { eras: ERAS });

tracks("a token grows with each claim, and never comes back", async (t) => {
  await t.add("a");
  const tokens: number[] = [];
  for (let n = 0; n < 40; n++) {
    const token = textAt(await t.ok("claim_task", { task_id: 1 }), "claim_token");
    assert.ok(token.length <= 8);
    tokens.push(Number(token));
    // Undo takes back neither the claim nor the count of claims.
    if (n % 3 === 0) await t.ok("undo");
    if (n % 3 === 1) await t.ok("claim_task", { task_id: 1, claim_token: token, release: true });
    if (n % 3 === 2) await t.ok("delete_task", { task_id: 1, claim_token: token });
    if (n % 3 === 2) await t.ok("undo");
  }
  assert.deepEqual(tokens, tokens.toSorted((a, b) => a - b));
  assert.equal(new Set(tokens).size, 40);
});

tracks("after the lease another may claim, and the late completion is refused", async (t) => {
  await t.add("a");
  const late = await t.ok("claim_task", { agent: "A" });
  t.wait(31);
  const b = await t.other();
  const newer = await b.ok("claim_task", { agent: "B" });
  assert.equal(newer["claim_token"], "2");
  const { claim_token } = late;
  assert.match((await t.refused("complete_task", { task_id: 1, claim_token })).error, /^Claim token "1"/);
  await b.ok("complete_task", { task_id: 1, claim_token: newer["claim_token"] });
  assert.match((await t.refused("complete_task", { task_id: 1, claim_token })).error, /^Claim token "1"/);
  assert.equal((await t.refused("claim_task", { task_id: 1 })).error.slice(0, 19), "Task 1 is completed");
});

tracks("a task that is blocked cannot be claimed; two agents never get the same", async (t) => {
  await t.add("a", { title: "b", blocked_by: [1] }, "c", "d");
  assert.match((await t.refused("claim_task", { task_id: 2 })).error, /^Task 2 is blocked by 1/);
  const others = await Promise.all([t.other(), t.other(), t.other(), t.other()]);
  const claims = await Promise.all(others.map((other) => other.ok("claim_task")));
  const ids = claims.filter(({ claimed }) => claimed).map((claim) => objectAt(claim, "task")["id"]);
  assert.deepEqual(ids.toSorted(), [1, 3, 4]);
  assert.deepEqual(claims.find(({ claimed }) => !claimed)?.["waiting"], {
    blocked: 1,
    deferred: 0,
    claimed: 3,
  });
});

tracks("a token is that of the first task: another one's may look the same", async (t) => {
  await t.add("a", "b");
  const { claim_token } = await t.ok("claim_task", { task_id: 1 });
  const b = await t.other();
  assert.equal((await b.ok("claim_task", { task_id: 2 }))["claim_token"], claim_token);
  const both = { task_id: 1, also_ids: [2], claim_token };
  assert.match((await t.refused("complete_task", both)).error, /^Task 2 is claimed by/);
  await t.ok("update_task", { ...both, note: "n" });
  await t.ok("update_task", { task_id: 2, parent_id: 1 });
  const subtree = { task_id: 1, subtree: true, claim_token };
  assert.match((await t.refused("delete_task", subtree)).error, /^Task 2 is claimed by/);
});
