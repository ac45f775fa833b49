import assert from "node:assert/strict";
import { ERAS } from "../helpers/clients.ts";
import { idsAt, listAt, numberAt, textAt, tracks } from "../helpers/tracker.ts";

const FIVE = ["id", "title", "description", "status", "created_at"];

tracks("add_task with a title alone answers five keys, and with everything all in their order", async (t) => {
  assert.deepEqual(await t.ok("add_task", { title: " x " }), {
    id: 1,
    title: "x",
    description: "",
    status: "pending",
    created_at: "2026-11-22T10:00:00.000Z",
  });
  const full = await t.ok("add_task", {
    blocked_by: [1],
    parent_id: 1,
    tags: ["a", "A ", "b"],
    project: " Home ",
    repeat: "FREQ=WEEKLY;BYDAY=MO",
    defer_until: "2026-11-25",
    due: "monday 17:00",
    priority: "high",
    description: "more",
    title: "y",
    time_zone: "Europe/Berlin",
  });
  assert.deepEqual(Object.keys(full), [
    ...FIVE,
    ...["priority", "due", "defer_until", "repeat", "project", "tags", "parent_id", "blocked_by", "due_text"],
  ]);
  assert.equal(full["due"], "2026-11-23T17:00[Europe/Berlin]");
  assert.equal(full["due_text"], "Mon 23 Nov 2026, 17:00 Europe/Berlin");
  assert.equal(full["project"], "Home");
  assert.deepEqual(full["tags"], ["a", "b"]);
  assert.equal(full["repeat"], "FREQ=WEEKLY;BYDAY=MO");
}, { eras: ERAS });

tracks("null means not given, in a list too, and a priority is taken in any case", async (t) => {
  const answer = await t.ok("add_task", {
    title: "x",
    due: null,
    tags: [null, "a"],
    parent_id: null,
    priority: " HIGH",
  });
  assert.deepEqual(Object.keys(answer), [...FIVE, "priority", "tags"]);
  assert.equal(answer["priority"], "high");
  assert.deepEqual(answer["tags"], ["a"]);
}, { eras: ERAS });

tracks("unknown names are refused at any depth, with the place", async (t) => {
  const tasks = [{ title: "a" }, { titel: "b" }];
  assert.equal(
    (await t.refused("add_tasks", { tasks })).error,
    'Unknown argument "titel" in tasks[1]: did you mean "title"?',
  );
  assert.equal(
    (await t.refused("add_tasks", { tasks: [{ title: "a" }, { title: 5 }] })).error,
    'Argument "tasks[1].title" must be a string, but it is 5',
  );
  assert.equal((await t.ok("list_tasks"))["total"], 0);
}, { eras: ERAS });

tracks("bounds and choices are named", async (t) => {
  await t.add("x");
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["list_tasks", { limit: 0 }, 'Argument "limit" must be an integer, at least 1, but it is 0'],
    ["list_tasks", { limit: 101 }, 'Argument "limit" must be an integer, at most 100, but it is 101'],
    ["list_changes", { limit: 101 }, 'Argument "limit" must be an integer, at most 100, but it is 101'],
    [
      "claim_task",
      { lease_minutes: 0 },
      'Argument "lease_minutes" must be an integer, at least 1, but it is 0',
    ],
    [
      "claim_task",
      { lease_minutes: 1_441 },
      'Argument "lease_minutes" must be an integer, at most 1440, but it is 1441',
    ],
    [
      "add_task",
      { title: "x", priority: "hi" },
      'Argument "priority" must be one of urgent, high, normal, low, but it is "hi"',
    ],
    [
      "add_task",
      { title: "x", parent_id: "1" },
      'Argument "parent_id" must be an integer, but it is "1"',
    ],
    [
      "add_tasks",
      { tasks: [{ title: "x", parent_id: true }] },
      'Argument "tasks[0].parent_id" must be an integer or a string, but it is true',
    ],
    [
      "add_tasks",
      { tasks: Array.from({ length: 51 }, () => ({ title: "x" })) },
      'Argument "tasks" must be a list of at most 50, but it has 51',
    ],
    ["add_tasks", { tasks: [] }, 'Argument "tasks" must be a list of at least 1, but it has 0'],
    [
      "update_task",
      { task_id: 1, also_ids: Array.from({ length: 51 }, (_, n) => n) },
      'Argument "also_ids" must be a list of at most 50, but it has 51',
    ],
    [
      "update_task",
      { task_id: 1, clear: ["title"] },
      'Argument "clear[0]" must be one of description, priority, due, defer_until, repeat, project, tags, ' +
      'parent_id, blocked_by, but it is "title"',
    ],
  ];
  for (const [tool, args, error] of cases) assert.equal((await t.refused(tool, args)).error, error);
});

tracks("what a task may hold is bounded, each with the figure", async (t) => {
  const [id] = await t.add("x");
  const cases: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ["add_task", { title: "" }, /^Argument "title" must have 1 to 500 characters/],
    ["add_task", { title: "x".repeat(501) }, /at most 500 characters, but it has 501/],
    [
      "add_task",
      { title: "x", description: "x".repeat(10_001) },
      /at most 10000 characters, but it has 10001/,
    ],
    ["add_task", { title: "x", project: "x".repeat(101) }, /"project" must have at most 100 characters/],
    ["add_task", { title: "x", project: " " }, /"project" must have 1 to 100 characters, but it has none/],
    ["add_task", { title: "x", tags: ["x".repeat(101)] }, /"tag" must have at most 100 characters/],
    [
      "add_task",
      { title: "x", tags: Array.from({ length: 21 }, (_, n) => `t${n}`) },
      /at most 20 tags, but this one would have 21/,
    ],
    [
      "add_task",
      { title: "x", blocked_by: Array.from({ length: 101 }, (_, n) => n + 1) },
      /at most 100 blockers, but this one would have 101/,
    ],
    ["add_task", { title: "\ud800" }, /^Argument "title" has half of a surrogate pair/],
    ["add_task", { title: "x", tags: ["\udc00"] }, /^Argument "tag" has half of a surrogate pair/],
    [
      "add_task",
      { title: "x", request_id: "x".repeat(101) },
      /"request_id" must have at most 100 characters/,
    ],
    ["update_task", { task_id: id, note: "x".repeat(2_001) }, /"note" must have at most 2000 characters/],
    ["update_task", { task_id: id, note: " " }, /"note" must have 1 to 2000 characters/],
    ["claim_task", { agent: "x".repeat(101) }, /"agent" must have at most 100 characters/],
    ["add_task", { title: "x", parent_id: 99 }, /^Task 99 not found/],
    ["add_task", { title: "x", blocked_by: [99] }, /^Task 99 not found/],
    ["add_task", { title: "x", repeat: "FREQ=DAILY" }, /needs "due"/],
    ["add_task", { title: "x", time_zone: "Mars/Base" }, /Mars/],
  ];
  for (const [tool, args, error] of cases) assert.match((await t.refused(tool, args)).error, error);
  const tags = Array.from({ length: 20 }, (_, n) => `t${n}`);
  const most = { title: "x".repeat(500), description: "x".repeat(10_000), project: "x".repeat(100), tags };
  assert.deepEqual((await t.ok("add_task", most))["tags"], tags);
  assert.equal((await t.ok("list_tasks"))["total"], 2);
});

tracks("a task has at most 200 notes, of 2,000 characters", async (t) => {
  const [id] = await t.add("x");
  for (let n = 0; n < 199; n++) await t.ok("update_task", { task_id: id, note: `${n}` });
  await t.ok("update_task", { task_id: id, note: "x".repeat(2_000) });
  assert.match(
    (await t.refused("update_task", { task_id: id, note: "x" })).error,
    /at most 200 notes, but this one would have 201/,
  );
  const seen = await t.ok("get_task", { task_id: id });
  assert.equal(listAt(seen, "notes").length, 20);
  assert.equal(seen["more_notes"], 180);
});

tracks("a due that can be read in two ways is refused with choices", async (t) => {
  const { choices } = await t.refused("add_task", { title: "x", due: "03/04/2026" });
  assert.deepEqual(choices, ["2026-04-03", "2026-03-04"]);
  const nested = await t.refused("add_tasks", { tasks: [{ title: "a" }, { title: "b", due: "03/04/2026" }] });
  assert.match(nested.error, /^In tasks\[1\]: /);
  assert.deepEqual(nested["choices"], ["2026-04-03", "2026-03-04"]);
  assert.equal((await t.ok("list_tasks"))["total"], 0);
});

tracks("the zone is that of the text, then time_zone, then the setting", async (t) => {
  const due = async (args: Record<string, unknown>) =>
    (await t.ok("add_task", { title: "x", ...args }))["due"];
  assert.equal(await due({ due: "2026-11-27 17:00" }), "2026-11-27T17:00[America/New_York]");
  assert.equal(
    await due({ due: "2026-11-27 17:00", time_zone: "Asia/Tokyo" }),
    "2026-11-27T17:00[Asia/Tokyo]",
  );
  assert.equal(
    await due({ due: "2026-11-27T17:00[Europe/Berlin]", time_zone: "Asia/Tokyo" }),
    "2026-11-27T17:00[Europe/Berlin]",
  );
  assert.equal((await t.ok("list_tasks"))["now"], "2026-11-22T05:00[America/New_York]");
  assert.equal((await t.ok("next_task", { time_zone: "Asia/Tokyo" }))["now"], "2026-11-22T19:00[Asia/Tokyo]");
}, { zone: "America/New_York" });

tracks("add_tasks adds a plan at once", async (t) => {
  const answer = await t.ok("add_tasks", {
    project: "Trip",
    tasks: [
      { title: "Book", ref: "book", due: "friday" },
      { title: "Pack", ref: " pack ", project: "Home", blocked_by: ["book"] },
      { title: "Socks", parent_id: "pack", blocked_by: ["book", 1, "book"], description: "wool" },
    ],
  });
  assert.deepEqual(Object.keys(answer), ["tasks", "change_id"]);
  assert.equal(answer["change_id"], 1);
  assert.deepEqual(answer["tasks"], [
    { id: 1, ref: "book", title: "Book", due: "2026-11-27", due_text: "Fri 27 Nov 2026" },
    { id: 2, ref: "pack", title: "Pack" },
    { id: 3, title: "Socks" },
  ]);
  assert.deepEqual(Object.keys(listAt(answer, "tasks")[0] ?? {}), ["id", "ref", "title", "due", "due_text"]);
  const socks = await t.ok("get_task", { task_id: 3 });
  assert.equal(socks["project"], "Trip");
  assert.equal(socks["parent_id"], 2);
  assert.deepEqual(socks["blocked_by"], [1]);
  assert.equal((await t.ok("get_task", { task_id: 2 }))["project"], "Home");
}, { eras: ERAS });

tracks("add_tasks adds all or none, and says which one is wrong", async (t) => {
  const refused = async (...tasks: Record<string, unknown>[]) =>
    (await t.refused("add_tasks", { tasks })).error;
  assert.match(
    await refused({ title: "a", blocked_by: ["b"] }, { title: "b", ref: "b" }),
    /^In tasks\[0\]: .*"b"/,
  );
  assert.match(await refused({ title: "a", ref: "a", parent_id: "a" }), /^In tasks\[0\]: .*"a"/);
  assert.match(
    await refused({ title: "a", ref: "r" }, { title: "b", ref: "r" }),
    /^In tasks\[1\]: Two tasks .*"r"/,
  );
  assert.match(
    await refused({ title: "a" }, { title: "b", parent_id: 9 }),
    /^In tasks\[1\]: Task 9 not found/,
  );
  assert.match(await refused({ title: "a" }, { title: " " }), /^In tasks\[1\]: Argument "title"/);
  assert.equal((await t.ok("list_tasks", { view: "all" }))["total"], 0);
  assert.deepEqual(await t.add("x"), [1]);
});

tracks("a request_id makes a retry safe, and another content is refused", async (t) => {
  const one = { title: "x", due: "in 3 days", request_id: " r1 " };
  const first = await t.ok("add_task", one);
  t.wait(2 * 24 * 60);
  // The date is what was stored, not what the same words say two days later.
  assert.deepEqual(await t.ok("add_task", { ...one, request_id: "r1" }), first);
  assert.match(
    (await t.refused("add_task", { title: "y", request_id: "r1" })).error,
    /^Request id "r1" was used for another call/,
  );
  const many = {
    request_id: "r2",
    tasks: [{ title: "b", ref: "b" }, { title: "a", parent_id: "b", due: "tomorrow" }],
  };
  const added = await t.ok("add_tasks", many);
  assert.deepEqual(idsAt(added, "tasks"), [2, 3]);
  assert.deepEqual(await (await t.other()).ok("add_tasks", many), added);
  assert.match((await t.refused("add_tasks", { ...many, project: "p" })).error, /^Request id "r2"/);
  assert.match((await t.refused("add_task", { title: "x", request_id: "r2" })).error, /^Request id "r2"/);
  assert.equal((await t.ok("list_tasks"))["total"], 3);
  assert.equal(textAt(first, "due_text"), "Wed 25 Nov 2026");
  assert.equal(numberAt(await t.ok("list_changes"), "total"), 2);
}, { eras: ERAS });
