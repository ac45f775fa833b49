import assert from "node:assert/strict";
import { z } from "zod";
import { defineTool } from "../../src/capability.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { tools } from "../../src/tools/mod.ts";
import { type AskedLevel, type Caller, callerTo } from "../helpers/callers.ts";
import { ERAS, factoryOf } from "../helpers/clients.ts";

const broken = defineTool({
  name: "broken",
  title: "Broken",
  description: "Fails.",
  toolset: "demo",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({}),
  output: z.object({ result: z.string() }),
  run: () => Promise.reject(new Error("c4n4ry")),
});

/** Runs a body for each kind of client. */
function eachCaller(name: string, body: (caller: Caller, other: Caller) => Promise<void>): void {
  for (const era of ERAS) {
    Deno.test(`${name} (${era})`, async () => {
      const store = await openStore({ path: ":memory:" });
      const factory = factoryOf({ store }, { tools: [...tools, broken] });
      const caller = await callerTo(era, factory);
      const other = await callerTo(era, factory);
      try {
        await body(caller, other);
      } finally {
        await caller.close();
        await other.close();
        await store.close();
      }
    });
  }
}

/** One call of each outcome and each kind; every notice comes before its answer. */
async function everything(caller: Caller): Promise<void> {
  const sent = [
    caller.send("tools/call", { name: "add_task", arguments: { title: "c4n4ry" } }),
    caller.send("tools/call", { name: "complete_task", arguments: { task_id: 99 } }),
    caller.send("tools/call", { name: "broken", arguments: {} }),
    caller.send("tools/call", { name: "c4n4ry", arguments: {} }),
    caller.send("resources/read", { uri: "tasks://all" }),
    caller.send("resources/read", { uri: "tasks://c4n4ry" }),
    caller.send("prompts/get", { name: "greeting_prompt", arguments: { name: "c4n4ry" } }),
  ];
  await Promise.allSettled(sent);
}

/** The notices as words, in an order of their own: the calls run at once. */
function words(caller: Caller): string[] {
  const Data = z.strictObject({ name: z.string(), outcome: z.string(), duration: z.number().min(0) });
  return caller.notices.map(({ level, logger, data }) => {
    const { name, outcome } = Data.parse(data);
    return `${level} ${logger}: ${name} ${outcome}`;
  }).sort();
}

const ERROR = ["error tasktracker.tool: broken failed"];
const WARNING = [
  "warning tasktracker.resource: (unknown) refused",
  "warning tasktracker.tool: (unknown) refused",
  "warning tasktracker.tool: complete_task refused",
];
const INFO = [
  "info tasktracker.prompt: greeting_prompt ok",
  "info tasktracker.resource: tasks://all ok",
  "info tasktracker.tool: add_task ok",
];

eachCaller("a client that does not ask gets no log", async (caller) => {
  await everything(caller);
  assert.deepEqual(caller.notices, []);
});

const LEVELS: readonly (readonly [AskedLevel, readonly string[]])[] = [
  ["debug", [...ERROR, ...INFO, ...WARNING]],
  ["info", [...ERROR, ...INFO, ...WARNING]],
  ["notice", [...ERROR, ...WARNING]],
  ["warning", [...ERROR, ...WARNING]],
  ["error", ERROR],
  ["critical", []],
];
for (const [level, expected] of LEVELS) {
  eachCaller(`a client that asks for ${level} gets that level and above`, async (caller, other) => {
    await caller.ask(level);
    await everything(caller);
    assert.deepEqual(words(caller), expected);
    // Nobody else's.
    await everything(other);
    assert.deepEqual(other.notices, []);
    assert.equal(caller.notices.length, expected.length);
  });
}

eachCaller("a client may change what it asks for", async (caller) => {
  await caller.ask("error");
  await everything(caller);
  await caller.ask("critical");
  await everything(caller);
  assert.deepEqual(words(caller), ERROR);
});

eachCaller("a notice has no text of a caller's, nor a defect's", async (caller) => {
  await caller.ask("debug");
  await everything(caller);
  assert.equal(caller.notices.length, 7);
  assert.ok(!JSON.stringify(caller.notices).includes("c4n4ry"));
});
