import assert from "node:assert/strict";
import { z } from "zod";
import { definePrompt, defineTool, type Resource } from "../../src/capability.ts";
import { UserError } from "../../src/errors.ts";
import type { Capabilities } from "../../src/server/services.ts";
import { connect, ERAS, type Peer } from "../helpers/clients.ts";
import { type LogLine, recordingLog } from "../helpers/context.ts";
import { refusal } from "../helpers/eras.ts";

const CANARY = "c4n4ry: /home/ann/secret.db";
const INTERNAL = "Internal error: the server's log has the details";

/** Capabilities that all fail in one way. */
function failing(fail: () => never): Capabilities {
  const tool = {
    title: "Broken",
    description: "Fails.",
    toolset: "demo" as const,
    hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: z.object({}),
    output: z.object({ result: z.string() }),
  };
  const resource = { uri: "test://broken", title: "Broken", description: "Fails.", mimeType: "text/plain" };
  const prompt = { title: "Broken", description: "Fails.", input: z.object({}) };
  // Some fail before they return a promise, and some after.
  const later = () => Promise.resolve().then(fail);
  const renamed: Resource = { ...resource, name: "late", uri: "test://late", read: later };
  return {
    tools: [
      defineTool({ ...tool, name: "broken", run: fail }),
      defineTool({ ...tool, name: "late", run: later, failure: { success: false } }),
    ],
    resources: [{ ...resource, name: "broken", read: fail }, renamed],
    templates: [],
    prompts: [
      definePrompt({ ...prompt, name: "broken", render: fail }),
      definePrompt({ ...prompt, name: "late", render: later }),
    ],
  };
}

/** Everything a client can see of the failures, by what failed. */
async function seen(peer: Peer): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const name of ["broken", "late"]) {
    const { text, structured, isError } = await peer.call(name);
    assert.deepEqual({ structured, isError }, { structured: undefined, isError: true });
    answers[`tool ${name}`] = text;
    answers[`resource ${name}`] = await refusal(peer.read(`test://${name}`));
    answers[`prompt ${name}`] = await refusal(peer.prompt(name));
  }
  return answers;
}

/** Runs a body for each kind of client on capabilities that fail, with what was logged. */
function eachFailing(
  name: string,
  fail: () => never,
  body: (peer: Peer, lines: LogLine[]) => Promise<void>,
): void {
  for (const era of ERAS) {
    Deno.test(`${name} (${era})`, async () => {
      const lines: LogLine[] = [];
      const peer = await connect(era, { log: recordingLog(lines) }, failing(fail));
      try {
        await body(peer, lines);
      } finally {
        await peer.close();
      }
    });
  }
}

eachFailing("a defect is shown without its text, and logged whole as an error", () => {
  throw new TypeError(CANARY, { cause: new Error(`cause of ${CANARY}`) });
}, async (peer, lines) => {
  const protocol = { code: -32603, message: INTERNAL };
  assert.deepEqual(await seen(peer), {
    "tool broken": `{"error":"${INTERNAL}"}`,
    "tool late": `{"success":false,"error":"${INTERNAL}"}`,
    "resource broken": protocol,
    "resource late": protocol,
    "prompt broken": protocol,
    "prompt late": protocol,
  });
  const told = lines.filter(({ message }) => message.includes(CANARY));
  assert.deepEqual(told.map(({ category, level }) => `${category.join(".")} ${level}`), [
    "tool error",
    "resource error",
    "prompt error",
    "tool error",
    "resource error",
    "prompt error",
  ]);
  for (const { message } of told) {
    assert.match(message, /threw: TypeError: c4n4ry.*\n\s+at .*boundary\.test\.ts.*Error: cause of c4n4ry/s);
  }
});

eachFailing("what is thrown and is no error is shown and logged in the same way", () => {
  throw Object.assign(Object.create(null), { text: CANARY });
}, async (peer, lines) => {
  const answers = JSON.stringify(await seen(peer));
  assert.ok(answers.includes(INTERNAL) && !answers.includes(CANARY));
  assert.equal(
    lines.filter(({ level, message }) => level === "error" && message.includes(CANARY)).length,
    6,
  );
});

eachFailing("an error that carries a code of its own is a defect like any other", () => {
  throw Object.assign(new Error(CANARY), { code: -32602, data: CANARY });
}, async (peer) => {
  const answers = JSON.stringify(await seen(peer));
  assert.ok(answers.includes("-32603") && !answers.includes("-32602") && !answers.includes(CANARY));
});

eachFailing("a UserError is shown with its details, and not with its cause", () => {
  throw new UserError("Task 5 not found", { candidates: [1, 2] }, { cause: new Error(CANARY) });
}, async (peer, lines) => {
  const protocol = { code: -32602, message: "Task 5 not found" };
  assert.deepEqual(await seen(peer), {
    "tool broken": '{"error":"Task 5 not found","candidates":[1,2]}',
    "tool late": '{"success":false,"error":"Task 5 not found","candidates":[1,2]}',
    "resource broken": protocol,
    "resource late": protocol,
    "prompt broken": protocol,
    "prompt late": protocol,
  });
  assert.deepEqual(lines.filter(({ level }) => level === "error" || level === "warn"), []);
});

eachFailing("a UserError's details are the data of a protocol error, and none where it has none", () => {
  throw new UserError("Task 5 not found", { candidates: [1, 2] });
}, async (peer) => {
  const error: unknown = await peer.read("test://broken").catch((thrown: unknown) => thrown);
  assert.ok(error instanceof Error && "data" in error);
  assert.deepEqual(error.data, { candidates: [1, 2] });
});

for (const era of ERAS) {
  Deno.test(`after a defect the server goes on (${era})`, async () => {
    const broken = failing(() => {
      throw new Error(CANARY);
    });
    const { tools } = await import("../../src/tools/mod.ts");
    const peer = await connect(era, {}, { tools: [...tools, ...broken.tools] });
    try {
      assert.equal((await peer.call("broken")).isError, true);
      assert.equal((await peer.call("add_task", { title: "x" })).isError, false);
    } finally {
      await peer.close();
    }
  });
}
