import assert from "node:assert/strict";
import { cliCommands } from "../../src/commands/cli/mod.ts";
import { helpText } from "../../src/commands/help.ts";
import { readConfig, type TaskCommand } from "../../src/config.ts";
import { openTerminal } from "../helpers/cli.ts";
import { hostOf } from "../helpers/hosts.ts";

function read(...args: string[]) {
  return readConfig(args, () => undefined, hostOf());
}

Deno.test("readConfig() leaves a command all words but the flags that are everybody's", () => {
  const { command, words, zone, data, logLevel } = read(
    ...["--db", "/a.db", "add", "--zone", "Asia/Tokyo", "Buy", "--due", "list", "-home", "--tag=x", "--json"],
    ...["--", "--db", "-h"],
  );
  assert.deepEqual([command, zone, data.path, logLevel], ["add", "Asia/Tokyo", "/a.db", "warning"]);
  assert.deepEqual(words, ["Buy", "--due", "list", "-home", "--tag=x", "--json", "--", "--db", "-h"]);
  assert.equal(read("list", "--log-level", "debug").logLevel, "debug");
  assert.equal(
    readConfig(["list"], (name) => name === "LOG_LEVEL" ? "info" : undefined, hostOf()).logLevel,
    "info",
  );
});

Deno.test("help before or after a command is that command's", () => {
  for (const args of [["help", "add"], ["add", "x", "--help"], ["add", "-h"]]) {
    const { command, words } = read(...args);
    assert.deepEqual([command, words], ["help", ["add"]]);
  }
  assert.equal(read("list", "--version").command, "version");
  assert.deepEqual(read("list", "-hello", "help").words, ["-hello", "help"]);
  assert.equal(
    helpText("1.0.0", ["done"]),
    `Complete tasks, all of them or none: done 5 6 7

Usage: tasktracker done ID… [FLAGS]

Flags, besides those of "help":
  --note TEXT
      A note for each of them
  --force
      Also where somebody else has claimed one
  --json
      Print the answer of the tool it stands for, as JSON`,
  );
});

Deno.test("help lists every command, and each of its flags", () => {
  const general = helpText("1.0.0");
  for (const { name, usage, text, flags } of cliCommands) {
    assert.match(
      general,
      new RegExp(`^  ${RegExp.escape(`${name} ${usage}`.trim())} +${RegExp.escape(text)}$`, "m"),
    );
    const own = helpText("1.0.0", [name]);
    for (const [flag, { text }] of Object.entries(flags)) {
      assert.match(own, new RegExp(`^  --${flag}\\b.*\n      ${RegExp.escape(text)}$`, "m"));
    }
  }
  assert.equal(helpText("1.0.0", ["stdio"]), general);
});

const WRONG: readonly (readonly [TaskCommand, readonly string[], string])[] = [
  ["add", [], "Command add needs a title: add TITLE"],
  ["add", ["x", "--du", "friday"], 'Unknown flag "--du": did you mean --due?'],
  [
    "done",
    ["1", "--whatever=1"],
    'Unknown flag "--whatever": known are --note, --force, --json',
  ],
  ["add", ["x", "--constructor", "y"], 'Unknown flag "--constructor": known are '],
  ["add", ["x", "--due"], 'Flag --due needs a value; one that starts with a dash comes after "="'],
  ["add", ["x", "--due", "--json"], 'Flag --due needs a value; one that starts with a dash comes after "="'],
  ["done", ["1", "--force=yes"], "Flag --force takes no value"],
  ["add", ["x", "--parent", "first"], 'Flag --parent must be a whole number from 1, but it is "first"'],
  ["add", ["x", "--blocked-by", "1,"], 'Flag --blocked-by must be a whole number from 1, but it is ""'],
  ["list", ["--limit", "0"], 'Flag --limit must be a whole number from 1, but it is "0"'],
  ["show", [], "Command show takes one id: show ID"],
  ["show", ["1", "2"], "Command show takes one id: show ID"],
  ["show", ["milk"], 'An id must be a whole number from 1, but it is "milk"'],
  ["done", [], "Command done needs at least one id: done ID…"],
  ["done", ["-1"], 'An id must be a whole number from 1, but it is "-1"'],
  ["undo", ["1", "2"], "Command undo takes one change: undo [CHANGE]"],
  ["log", ["5"], 'Command log takes no "5", only flags'],
];

Deno.test("a wrong word or flag is refused with the right one, and nothing is done", async () => {
  await using terminal = await openTerminal();
  await terminal.run("add", "Stays");
  for (const [name, words, text] of WRONG) {
    await assert.rejects(
      async () => await terminal.run(name, ...words),
      (error: Error) => error.name === "UsageError" && error.message.startsWith(text),
      [name, ...words].join(" "),
    );
  }
  assert.equal(await terminal.run("list"), "ID  STATE  TASK\n 1  ready  Stays");
});

Deno.test("where nothing may be changed, the commands that would are refused", async () => {
  await using terminal = await openTerminal("UTC", true);
  for (const [name, word] of [["add", "x"], ["done", "1"], ["undo", "1"]] as const) {
    await assert.rejects(async () => await terminal.run(name, word), {
      name: "UserError",
      message: `Command ${name} changes tasks, but this is read-only: leave out --read-only to allow it`,
    });
  }
  assert.equal(await terminal.run("list"), "No open tasks");
});

Deno.test("what a tool refuses is refused with the tool's text", async () => {
  await using terminal = await openTerminal();
  await assert.rejects(terminal.run("show", "9"), { name: "UserError", message: "Task 9 not found" });
  await assert.rejects(terminal.run("done", "9"), { name: "UserError", message: "Task 9 not found" });
  await assert.rejects(terminal.run("list", "--limit", "101", "--json"), {
    message: 'Argument "limit" must be an integer, at most 100, but it is 101',
  });
  await assert.rejects(terminal.run("list", "--view", "done"), {
    message: /^Argument "view" must be one of open, /,
  });
  await assert.rejects(terminal.run("add", "x", "--due", "someday"), { message: /^Date "someday" / });
  assert.equal(await terminal.run("add", "-xyz", "--description=-y"), "Added 1  -xyz");
});
