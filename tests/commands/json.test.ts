import assert from "node:assert/strict";
import type { Tool } from "../../src/capability.ts";
import type { TaskCommand } from "../../src/config.ts";
import { checkArguments } from "../../src/server/arguments.ts";
import { addTask } from "../../src/tools/add_task.ts";
import { completeTask } from "../../src/tools/complete_task.ts";
import { getTask } from "../../src/tools/get_task.ts";
import { listChanges } from "../../src/tools/list_changes.ts";
import { listTasks } from "../../src/tools/list_tasks.ts";
import { nextTask } from "../../src/tools/next_task.ts";
import { undo } from "../../src/tools/undo.ts";
import { openTerminal, type Terminal } from "../helpers/cli.ts";

/** A list with something of everything. */
async function filled(): Promise<Terminal> {
  const terminal = await openTerminal("Europe/Berlin");
  await terminal.run("add", "One", "--due", "friday", "--repeat", "FREQ=WEEKLY", "--tag", "a");
  await terminal.run("add", "Two", "--blocked-by", "1", "--parent", "1", "--description", "x\ny");
  await terminal.run("add", "Three \u202E\u009B31m\u{E0041} 👩‍👩‍👧");
  await terminal.run("done", "3", "--note", "noted");
  return terminal;
}

const CASES: readonly (readonly [TaskCommand, readonly string[], Tool, Record<string, unknown>])[] = [
  ["list", [], listTasks, {}],
  ["list", ["due<30d", "one", "--limit", "1", "--view", "all"], listTasks, {
    ...{ query: "due<30d one", limit: 1, view: "all" },
  }],
  ["show", ["3"], getTask, { task_id: 3 }],
  ["next", ["-tag:b"], nextTask, { query: "-tag:b" }],
  ["log", ["--limit", "2", "--task", "3", "--by", "CLI", "--since", "1"], listChanges, {
    ...{ limit: 2, task_id: 3, by: "CLI", since: "1" },
  }],
  [
    "add",
    [
      ...["A", "new one", "--due", "tomorrow 9:00", "--defer", "2026-11-22", "--repeat", "FREQ=DAILY"],
      ...["--priority", "low", "--project", "p", "--tag", "t", "--tag", "u", "--parent", "2"],
      ...["--blocked-by", "3", "--blocked-by", "2,1", "--description", "d"],
    ],
    addTask,
    {
      ...{ title: "A new one", due: "tomorrow 9:00", defer_until: "2026-11-22", repeat: "FREQ=DAILY" },
      ...{
        priority: "low",
        project: "p",
        tags: ["t", "u"],
        parent_id: 2,
        blocked_by: [3, 2, 1],
        description: "d",
      },
    },
  ],
  ["done", ["1", "2", "--note", "n"], completeTask, { task_id: 1, also_ids: [2], note: "n" }],
  ["undo", [], undo, {}],
  ["undo", ["2"], undo, { change_id: 2 }],
];

for (const [name, words, tool, args] of CASES) {
  Deno.test(`${[name, ...words].join(" ")} --json is the answer of ${tool.name}`, async () => {
    await using one = await filled();
    await using other = await filled();
    const { text, structured } = await tool.call(args, other.context(), checkArguments);
    const printed = await one.run(name, ...words, "--json");
    assert.deepEqual(JSON.parse(printed), structured);
    assert.match(printed, /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
    // Where nothing invisible is in it, it is the same to the letter.
    if (!text.includes("Three")) assert.equal(printed, text);
    assert.equal(await one.run("log", "--json"), await other.run("log", "--json"));
  });
}
