import assert from "node:assert/strict";
import { checkArguments } from "../../src/server/arguments.ts";
import { addTask } from "../../src/tools/add_task.ts";
import { claimTask } from "../../src/tools/claim_task.ts";
import { updateTask } from "../../src/tools/update_task.ts";
import { openTerminal } from "../helpers/cli.ts";
import { HOSTILE } from "../helpers/hostile.ts";

/** Whatever steers a terminal or hides, but for the line breaks between lines. */
const UNSEEN = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164\uFE00-\uFE0E\u{E0100}]--\n]/v;

Deno.test("no text of a task, an author or an agent forges a line or steers the terminal", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "Honest");
  for (const [index, text] of HOSTILE.entries()) {
    const id = index + 2;
    const short = [...`x${text}x`].slice(0, 100).join("");
    const host = terminal.context(short);
    const names = { project: short, tags: [short] };
    await addTask.call(
      { title: `x${text}x`, description: text, parent_id: 1, ...names },
      host,
      checkArguments,
    );
    await updateTask.call({ task_id: id, note: `x${text}x` }, host, checkArguments);
    await claimTask.call({ task_id: id, agent: short }, host, checkArguments);

    const list = await terminal.run("list", `id:${id}`);
    assert.equal(list.split("\n").length, 2, list);
    const log = await terminal.run("log", "--task", `${id}`);
    assert.equal(log.split("\n").length, 4, log);
    const shown = await terminal.run("show", `${id}`);
    // Its fields, and the lines of the description and of the note; each of those is indented.
    for (const line of shown.split("\n")) {
      assert.match(
        line,
        new RegExp(`^(?:${id}  x|[A-Z][a-z]+(?: [a-z]+)? {2,}|Claimed by |Description|Notes | {14}|$)`),
      );
    }
    const done = await terminal.run("done", `${id}`, "--force");
    assert.equal(done.split("\n").length, 1, done);
    const undone = await terminal.run("undo");
    assert.equal(undone.split("\n").length, 3, undone);
    const next = await terminal.run("next", `id:${id}`);
    assert.ok(next.split("\n").length <= 2, next);
    for (const output of [list, log, shown, done, undone, next]) assert.doesNotMatch(output, UNSEEN);
  }
  const whole = await terminal.run("show", "1");
  assert.equal(whole.split("\n").length, 4 + HOSTILE.length);
});

Deno.test("a long title is whole in a pipe and cut at the edge of a terminal, where it says so", async () => {
  await using terminal = await openTerminal();
  const title = "word ".repeat(60).trim();
  await terminal.run("add", title);
  await terminal.run("add", "作業".repeat(40));
  await terminal.run("add", "👩‍👩‍👧 fits");
  assert.ok((await terminal.run("list")).includes(title));
  assert.equal(
    await terminal.runOn(40, "list"),
    [
      "ID  STATE  TASK",
      " 1  ready  word word word word word wor…",
      " 2  ready  作業作業作業作業作業作業作業…",
      " 3  ready  👩\\u{200D}👩\\u{200D}👧 fits",
    ].join("\n"),
  );
  // A terminal too narrow for anything wraps by itself.
  assert.ok((await terminal.runOn(20, "list")).includes(title));
});
