import assert from "node:assert/strict";
import { cliCommands } from "../../src/commands/cli/mod.ts";
import { TASK_COMMANDS } from "../../src/config.ts";
import { checkArguments } from "../../src/server/arguments.ts";
import { claimTask } from "../../src/tools/claim_task.ts";
import { addTask } from "../../src/tools/add_task.ts";
import { openTerminal } from "../helpers/cli.ts";

/** A text as lines, for comparison with literals. */
function lines(...all: string[]): string {
  return all.join("\n");
}

Deno.test("every command that the command line knows is there, once, in its order", () => {
  assert.deepEqual(cliCommands.map(({ name }) => name), TASK_COMMANDS);
});

Deno.test("an empty list is said to be empty", async () => {
  await using terminal = await openTerminal();
  assert.equal(await terminal.run("list"), "No open tasks");
  assert.equal(await terminal.run("list", "milk"), "No tasks match");
  assert.equal(await terminal.run("next"), "Nothing to do");
  assert.equal(await terminal.run("log"), "No changes");
  await assert.rejects(terminal.run("undo"), {
    name: "UserError",
    message: "Nothing was changed yet, so that there is nothing to undo",
  });
});

Deno.test("add, list and show tell the same of a task", async () => {
  await using terminal = await openTerminal("Europe/Berlin");
  assert.equal(await terminal.run("add", "Get", "money"), "Added 1  Get money");
  assert.equal(
    await terminal.run(
      ...["add", "Buy milk", "--due", "friday 17:00", "--priority=high", "--project", "home"] as const,
      ...[
        "--tag",
        "shop",
        "--tag",
        "week end",
        "--blocked-by",
        "1",
        "--description",
        "Two litres\nof the good one",
      ],
    ),
    lines("Added 2  Buy milk", "Due Fri 27 Nov 2026, 17:00 Europe/Berlin"),
  );
  assert.equal(
    await terminal.run("add", "Open the fridge", "--parent", "2", "--due", "2026-11-20", "--defer", "monday"),
    lines("Added 3  Open the fridge", "Due Fri 20 Nov 2026"),
  );
  assert.equal(
    await terminal.run("add", "Call", "--due", "27 Nov 2026 at 17:00 Asia/Tokyo", "--repeat", "FREQ=WEEKLY"),
    lines("Added 4  Call", "Due Fri 27 Nov 2026, 17:00 Asia/Tokyo"),
  );
  assert.equal(
    await terminal.run("list"),
    lines(
      "ID  STATE              DUE                          PRIORITY  PROJECT  TAGS            TASK",
      " 2  blocked            2026-11-27 17:00             high      home     shop, week end  Buy milk",
      " 3  deferred, overdue  2026-11-20                                                      Open the fridge",
      " 4  ready              2026-11-27 17:00 Asia/Tokyo                                     Call",
      " 1  ready                                                                              Get money",
    ),
  );
  assert.equal(
    await terminal.run("show", "2"),
    lines(
      "2  Buy milk",
      "State         blocked",
      "Priority      high",
      "Due           2026-11-27 17:00",
      "Project       home",
      "Tags          shop, week end",
      "Parts         3  Open the fridge",
      "Waits for     1  Get money",
      "Added         2026-11-22 11:00",
      "Changed       2026-11-22 11:00, by change 2",
      "Description   Two litres",
      "              of the good one",
    ),
  );
  assert.equal(
    await terminal.run("show", "4"),
    lines(
      "4  Call",
      "State         ready",
      "Due           2026-11-27 17:00 Asia/Tokyo",
      "Repeats       FREQ=WEEKLY",
      "Added         2026-11-22 11:00",
      "Changed       2026-11-22 11:00, by change 4",
    ),
  );
});

Deno.test("list takes a query in several words, also one that starts with a dash, and a view", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "Buy milk", "--project", "home office", "--due", "tomorrow");
  await terminal.run("add", "Buy bread", "--tag", "shop");
  await terminal.run("done", "2");
  const found = lines(
    "ID  STATE  DUE         PROJECT      TASK",
    " 1  ready  2026-11-23  home office  Buy milk",
  );
  for (
    const words of [["due<7d", "buy"], ["-tag:shop"], ["-bread", "-due:none"], ['project:"home office"']]
  ) {
    assert.equal(await terminal.run("list", ...words), found, words.join(" "));
  }
  assert.equal(
    await terminal.run("list", "--view", "completed"),
    lines("ID  STATE      TAGS  TASK", " 2  completed  shop  Buy bread"),
  );
});

Deno.test("list shows as many as are asked for, over the tool's pages, and says how many more there are", async () => {
  await using terminal = await openTerminal();
  for (let n = 1; n <= 120; n++) await terminal.run("add", `Task ${n}`);
  const shown = (await terminal.run("list")).split("\n");
  assert.equal(shown.length, 28);
  assert.deepEqual(shown.slice(-2), ["", "25 of 120: --limit 120 shows all"]);
  const all = (await terminal.run("list", "--limit", "120")).split("\n");
  assert.equal(all.length, 121);
  assert.equal(all.at(-1), "120  ready  Task 120");
});

Deno.test("done completes several, says what follows, and adds the note to each", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "One");
  await terminal.run("add", "Two", "--due", "2026-11-20", "--repeat", "FREQ=DAILY");
  await terminal.run("add", "Three", "--blocked-by", "1,2");
  await terminal.run("add", "Part", "--parent", "2");
  assert.equal(
    await terminal.run("done", "2", "1", "--note", "at last\nreally"),
    lines(
      "Completed 2  Two",
      "Completed 1  One",
      "Next is 5, due Mon 23 Nov 2026",
      "Unblocked 3",
      "Parts of 2 still open: 4",
    ),
  );
  assert.equal(
    await terminal.run("show", "1"),
    lines(
      "1  One",
      "State         completed",
      "Blocks        3  Three",
      "Added         2026-11-22 10:00",
      "Completed     2026-11-22 10:00",
      "Changed       2026-11-22 10:00, by change 5",
      "Notes         2026-11-22 10:00 cli: at last",
      "                really",
    ),
  );
});

Deno.test("done leaves a claimed task to its holder, unless it is forced", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "One");
  await terminal.run("add", "Two");
  await claimTask.call({ task_id: 1, agent: "ann" }, terminal.context("host"), checkArguments);
  await assert.rejects(terminal.run("done", "2", "1"), {
    message:
      'Task 1 is claimed by "ann" until 2026-11-22T10:30:00.000Z: wait, take another task, or insist with --force',
  });
  assert.match(await terminal.run("show", "2"), /^State +ready$/m);
  assert.match(await terminal.run("show", "1"), /^Claimed by +ann until 2026-11-22 10:30$/m);
  assert.equal(await terminal.run("done", "2,1", "--force"), lines("Completed 2  Two", "Completed 1  One"));
});

Deno.test("next tells what to do, why, and what then; or what is waited for", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "One", "--due", "today", "--priority", "urgent");
  await terminal.run("add", "Two");
  await terminal.run("add", "Three", "--blocked-by", "1");
  assert.equal(
    await terminal.run("next"),
    lines(
      "1  One",
      "   because: urgent priority; due today, Sun 22 Nov 2026; 1 task waits for it",
      "   then 2  Two",
    ),
  );
  assert.equal(await terminal.run("next", "three"), "Nothing is ready: 1 blocked");
});

Deno.test("undo walks back over what commands did, never over what others did, and can be undone", async () => {
  await using terminal = await openTerminal();
  await addTask.call({ title: "A host's" }, terminal.context("host"), checkArguments);
  await assert.rejects(terminal.run("undo"), {
    message:
      `No command left anything to undo: name a change of somebody else's that log shows, such as 1 (Added "A host's")`,
  });
  await terminal.run("add", "Mine");
  await addTask.call({ title: "Another" }, terminal.context("host"), checkArguments);
  await terminal.run("done", "2");
  assert.equal(
    await terminal.run("undo"),
    lines('Undid change 4: Completed "Mine"', "   2  Mine", "To have it again: undo 5"),
  );
  assert.equal(
    await terminal.run("undo"),
    lines('Undid change 2: Added "Mine"', "   2  Mine", "To have it again: undo 6"),
  );
  await terminal.run("undo", "6");
  await terminal.run("undo", "3");
  assert.equal(
    await terminal.run("log"),
    lines(
      "CHANGE  AT                BY    TASKS  WHAT",
      '     8  2026-11-22 10:00  cli   3      Undid change 3: Added "Another"',
      '     7  2026-11-22 10:00  cli   2      Undid change 6: Undid change 2: Added "Mine"',
      '     6  2026-11-22 10:00  cli   2      Undid change 2: Added "Mine" (undone by 7)',
      '     5  2026-11-22 10:00  cli   2      Undid change 4: Completed "Mine"',
      '     4  2026-11-22 10:00  cli   2      Completed "Mine" (undone by 5)',
      '     3  2026-11-22 10:00  host  3      Added "Another" (undone by 8)',
      '     2  2026-11-22 10:00  cli   2      Added "Mine"',
      `     1  2026-11-22 10:00  host  1      Added "A host's"`,
    ),
  );
  assert.equal(
    await terminal.run("log", "--limit", "1", "--task", "2", "--by", "cli", "--since", "1"),
    lines(
      "CHANGE  AT                BY   TASKS  WHAT",
      '     7  2026-11-22 10:00  cli  2      Undid change 6: Undid change 2: Added "Mine"',
      "",
      "1 of 5: --limit N shows more",
    ),
  );
});
