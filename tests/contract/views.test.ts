import assert from "node:assert/strict";
import type { Peer } from "../helpers/clients.ts";
import { eachEra, refusal } from "../helpers/eras.ts";

/** A task with all fields that can be set by hand, which waits for another. */
async function addFull(peer: Peer): Promise<void> {
  await peer.call("add_task", { title: "Clear the site" });
  await peer.call("add_task", {
    title: "Build",
    description: "Two\nfloors",
    priority: "high",
    due: "2099-11-27 17:00",
    defer_until: "2099-11-01",
    repeat: "FREQ=YEARLY",
    project: "Big House",
    tags: ["stone", "a, b"],
    parent_id: 1,
    blocked_by: [1],
    time_zone: "Europe/Berlin",
  });
}

/** The lines of the fields of {@linkcode addFull}'s second task. */
const FIELDS = `   Priority: high
   Due: 2099-11-27T17:00[Europe/Berlin] (Fri 27 Nov 2099, 17:00 Europe/Berlin)
   Deferred until: 2099-11-01 (Sun 1 Nov 2099)
   Repeats: FREQ=YEARLY
   Project: Big House
   Tags: stone, "a, b"
   Part of: [1]
   Blocked by: [1]
`;

eachEra(
  "tasks://all and tasks://pending show the fields that are set, after the lines there ever were",
  async ({ peer }) => {
    await addFull(peer);
    assert.equal(
      await peer.read("tasks://all"),
      `Current Tasks:

⏳ [1] Clear the site
   Status: pending
   Created: 2026-11-22T10:00:00.000Z

⏳ [2] Build
   Description: Two
                floors
   Status: pending
   Created: 2026-11-22T10:00:00.000Z
${FIELDS}
`,
    );
    assert.equal(
      await peer.read("tasks://pending"),
      `Pending Tasks:

⏳ [1] Clear the site

⏳ [2] Build
   Two
   floors
${FIELDS}
`,
    );
  },
);

eachEra("a claim is shown with its end before its holder's name, and never its token", async ({ peer }) => {
  await peer.call("add_task", { title: "x" });
  await peer.call("claim_task", { task_id: 1, agent: "me\n   until 2099", lease_minutes: 30 });
  const all = await peer.read("tasks://all");
  assert.match(
    all,
    /\n {3}Claimed until 2026-11-22T10:30:00\.000Z by: me\n {45,}until 2099\n\n$/,
  );
  assert.doesNotMatch(all, /token/i);
}, { now: () => Date.UTC(2026, 10, 22, 10) });

eachEra("a claim that is over is not shown", async ({ peer }) => {
  await peer.call("add_task", { title: "x" });
  await peer.call("claim_task", { task_id: 1, lease_minutes: 1 });
  for (const uri of ["tasks://all", "tasks://pending", "tasks://task/1"]) {
    assert.doesNotMatch(await peer.read(uri), /Claim/);
  }
}, { now: () => Date.UTC(2026, 10, 22, 11) });

eachEra("tasks://ready shows what can be started, in the order of list_tasks", async ({ peer }) => {
  assert.equal(await peer.read("tasks://ready"), "No ready tasks at 2026-11-22T10:00[UTC]");
  await addFull(peer);
  await peer.call("add_task", { title: "Sweep", description: "All" });
  await peer.call("add_task", { title: "Call Ann", priority: "urgent" });
  await peer.call("add_task", { title: "Done" });
  await peer.call("complete_task", { task_id: 5 });
  assert.equal(
    await peer.read("tasks://ready"),
    `Ready Tasks at 2026-11-22T10:00[UTC]:

⏳ [4] Call Ann
   Priority: urgent

⏳ [3] Sweep
   Description: All

`,
  );
}, { now: () => Date.UTC(2026, 10, 22, 10) });

eachEra("tasks://task/{id} shows all of a task", async ({ peer, wait }) => {
  await addFull(peer);
  await peer.call("add_task", { title: "Paint", blocked_by: [2] });
  await peer.call("add_task", { title: "Cellar", parent_id: 2 });
  wait(1_000);
  for (let count = 1; count <= 21; count++) {
    await peer.call("update_task", { task_id: 2, note: `note ${count}\nmore` });
  }
  const view = await peer.read("tasks://task/2");
  assert.ok(
    view.startsWith(`⏳ [2] Build
   Description: Two
                floors
   Status: pending
   Created: 2026-11-22T10:00:00.000Z
${FIELDS}   Updated: 2026-11-22T10:00:01.000Z
   Version: 25
   Is: blocked, deferred
   Parts:
      ⏳ [4] Cellar
   Blockers:
      ⏳ [1] Clear the site
   Blocks:
      ⏳ [3] Paint
   Notes (newest 20 of 21):
      2026-11-22T10:00:01.000Z
         By: test-client
         Text: note 2
               more
      2026-11-22T10:00:01.000Z
`),
    view,
  );
  assert.ok(view.endsWith("         Text: note 21\n               more\n\n"), view);
  await peer.call("complete_task", { task_id: 3 });
  assert.match(
    await peer.read("tasks://task/3"),
    /^✅ \[3\] Paint\n[^]*\n {3}Completed: 2026-11-22T10:00:01\.000Z\n[^]*\n {3}Is: completed\n/,
  );
});

eachEra("tasks://task/{id} refuses what is no id, and what there is not", async ({ peer }) => {
  await peer.call("add_task", { title: "x" });
  await peer.call("add_task", { title: "y" });
  await peer.call("delete_task", { task_id: 2 });
  const malformed = [
    "001",
    "1%2F..%2Fx",
    "__proto__",
    "99999999999999999999",
    "",
    "0",
    "-1",
    "1.0",
    "1e0",
    " 1",
    "1/",
    "1?x",
    "%31",
    "１",
  ];
  for (const id of malformed) {
    assert.deepEqual(await refusal(peer.read(`tasks://task/${id}`)), {
      code: -32602,
      message: `Address tasks://task/{id} must have a task's id, such as 12, but it has ${
        JSON.stringify(id)
      }`,
    });
  }
  for (const id of [2, 3, 999_999_999_999_999]) {
    assert.deepEqual(await refusal(peer.read(`tasks://task/${id}`)), {
      code: -32602,
      message: `Task ${id} not found`,
    });
  }
});

eachEra("tasks://stats counts", async ({ peer, wait }) => {
  const none = { pending: 0, completed: 0 };
  const stats = async () => JSON.parse(await peer.read("tasks://stats"));
  assert.deepEqual(await stats(), {
    total: 0,
    status: none,
    is: { ready: 0, blocked: 0, deferred: 0, claimed: 0, overdue: 0 },
    priority: { urgent: 0, high: 0, normal: 0, low: 0 },
    completed_last_7_days: 0,
    projects: [],
    now: "2026-11-22T10:00[UTC]",
  });
  await addFull(peer);
  await peer.call("add_task", { title: "Late", due: "2026-11-20", project: "__proto__", priority: "low" });
  await peer.call("add_task", { title: "Gone", project: "Big House" });
  await peer.call("delete_task", { task_id: 4 });
  await peer.call("add_task", { title: "Old", project: "big house" });
  await peer.call("add_task", { title: "New", project: "Other" });
  await peer.call("claim_task", { task_id: 3 });
  wait(-8 * 86_400_000);
  await peer.call("complete_task", { task_id: 5 });
  wait(8 * 86_400_000);
  await peer.call("complete_task", { task_id: 6 });
  assert.deepEqual(await stats(), {
    total: 5,
    status: { pending: 3, completed: 2 },
    // The first has an open part, the second waits and is deferred, the third is claimed.
    is: { ready: 0, blocked: 1, deferred: 1, claimed: 1, overdue: 1 },
    priority: { urgent: 0, high: 1, normal: 1, low: 1 },
    completed_last_7_days: 1,
    projects: [
      { project: "__proto__", pending: 1, completed: 0 },
      { project: "Big House", pending: 1, completed: 1 },
      { project: "Other", pending: 0, completed: 1 },
    ],
    now: "2026-11-22T10:00[UTC]",
  });
  await peer.call("add_tasks", {
    tasks: Array.from({ length: 50 }, (_, n) => ({ title: "x", project: `p${n}` })),
  });
  const many = await stats();
  assert.deepEqual([many.projects.length, many.more_projects], [50, 3]);
}, { now: () => Date.UTC(2026, 10, 22, 10) });
