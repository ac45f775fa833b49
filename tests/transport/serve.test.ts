import assert from "node:assert/strict";
import { McpServer } from "@modelcontextprotocol/server";
import fc from "fast-check";
import { z } from "zod";
import { serveOverStdio, signalsOf } from "../../src/transport/stdio/mod.ts";
import { faults, frames, type Opening } from "../helpers/frames.ts";
import { Heard, request, Sink, Source, turns } from "./pipe.ts";

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
};
const HELLO = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test", version: "1.0.0" },
};
const TOO_LONG = 65_536;

const text = z.object({ text: z.string() });
const nothing = z.object({});

/** A server with a tool that answers at once, one that answers in a later turn, and one that never does. */
function compose(): McpServer {
  const server = new McpServer({ name: "test", version: "1.0.0" }, {
    capabilities: { tools: { listChanged: true } },
  });
  server.registerTool("echo", { inputSchema: text }, ({ text }) => ({ content: [{ type: "text", text }] }));
  server.registerTool("later", { inputSchema: nothing }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return { content: [] };
  });
  server.registerTool("never", { inputSchema: nothing }, () => new Promise(() => {}));
  return server;
}

/** Stands in for the process, as far as signals go. */
class Signals {
  listeners = new Map<Deno.Signal, () => void>();

  addSignalListener(signal: Deno.Signal, listener: () => void): void {
    this.listeners.set(signal, listener);
  }

  removeSignalListener(signal: Deno.Signal, listener: () => void): void {
    if (this.listeners.get(signal) === listener) this.listeners.delete(signal);
  }

  send(signal: Deno.Signal): void {
    this.listeners.get(signal)?.();
  }
}

function start(limits = {}) {
  const source = new Source();
  const sink = new Sink();
  const signals = new Signals();
  const ending = serveOverStdio(compose, {
    log: new Heard(),
    input: source.stream,
    output: sink,
    os: "linux",
    signals,
    limits,
  });
  return { source, sink, signals, ending };
}

const call = (id: number, name: string, args = {}) => request(id, "tools/call", { name, arguments: args });

Deno.test("`signalsOf` names what ends a process on each system", () => {
  assert.deepEqual(signalsOf("linux"), ["SIGINT", "SIGTERM"]);
  assert.deepEqual(signalsOf("darwin"), ["SIGINT", "SIGTERM"]);
  assert.deepEqual(signalsOf("windows"), ["SIGINT", "SIGBREAK"]);
});

Deno.test("`serveOverStdio` serves a client of 2025 to the end of its input", async () => {
  const { source, sink, ending, signals } = start();
  source.send(request(0, "initialize", HELLO), '{"jsonrpc":"2.0","method":"notifications/initialized"}');
  source.send(call(1, "later"), call(2, "echo", { text: "two" }));
  source.end();
  assert.equal(await ending, "end of input");
  const [hello = "", ...answers] = sink.lines;
  assert.equal(JSON.parse(hello).result.protocolVersion, "2025-11-25");
  assert.deepEqual(answers, [
    '{"result":{"content":[{"type":"text","text":"two"}]},"jsonrpc":"2.0","id":2}',
    '{"result":{"content":[]},"jsonrpc":"2.0","id":1}',
  ]);
  assert.equal(signals.listeners.size, 0);
});

Deno.test("`serveOverStdio` serves a client of 2026, and ends its subscription with an answer", async () => {
  const { source, sink, ending } = start();
  source.send(
    request("sub", "subscriptions/listen", { _meta: ENVELOPE, notifications: { toolsListChanged: true } }),
  );
  const [acknowledged = ""] = await sink.until(1);
  assert.equal(JSON.parse(acknowledged).method, "notifications/subscriptions/acknowledged");
  source.send(request(1, "tools/list", { _meta: ENVELOPE }));
  source.end();
  assert.equal(await ending, "end of input");
  const answers = sink.lines.slice(1).map((line) => JSON.parse(line));
  assert.deepEqual(answers.map((answer) => answer.id), [1, "sub"]);
  assert.equal(answers[1].result._meta["io.modelcontextprotocol/subscriptionId"], "sub");
});

Deno.test("`serveOverStdio` answers a subscription that an older client may not have", async () => {
  const { source, sink, ending } = start();
  source.send(request(0, "initialize", HELLO), request(1, "subscriptions/listen", { notifications: {} }));
  source.end();
  await ending;
  assert.equal(
    sink.lines[0],
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}',
  );
});

Deno.test("`serveOverStdio` ends on each signal, and forgets its listeners", async () => {
  for (const signal of signalsOf("linux")) {
    const { source, sink, signals, ending } = start();
    source.send(request(0, "initialize", HELLO));
    await sink.until(1);
    signals.send(signal);
    assert.equal(await ending, signal);
    assert.equal(signals.listeners.size, 0);
  }
});

Deno.test("`serveOverStdio` lets a call finish after a signal, and gives it up after the next", async () => {
  const { source, sink, signals, ending } = start();
  source.send(request(0, "initialize", HELLO), call(1, "never"), call(2, "later"));
  await sink.until(1);
  signals.send("SIGTERM");
  await sink.until(2);
  await turns();
  assert.equal(signals.listeners.size, 2);
  signals.send("SIGINT");
  assert.equal(await ending, "SIGTERM");
  assert.deepEqual(sink.lines.slice(1).map((line) => JSON.parse(line).id), [2, 1]);
});

Deno.test("`serveOverStdio` ends where nobody reads its output", async () => {
  const { source, sink, ending } = start();
  sink.fail(new Deno.errors.BrokenPipe("Broken pipe"));
  source.send(request(0, "initialize", HELLO));
  assert.equal(await ending, "output closed");
});

Deno.test("`serveOverStdio` answers each of 10,000 random frames as often as it must", async () => {
  const seed = Number(Deno.env.get("SEED") ?? crypto.getRandomValues(new Uint32Array(1))[0]) | 0;
  console.log(`SEED=${seed}`);
  const options = {
    calls: [{ name: "echo", arguments: { text: "x" } }, { name: "later", arguments: {} }, {
      name: "echo",
      arguments: { text: 5 },
    }, { name: "constructor", arguments: {} }],
    tooLong: TOO_LONG,
  };
  const opening = fc.constantFrom<Opening>("2025", "2026", "none");
  const lines = opening.chain((first) => frames(first, 100, options));
  const property = fc.asyncProperty(lines, fc.integer({ min: 1_000, max: 100_000 }), async (lines, size) => {
    const { source, sink, ending } = start({ line: options.tooLong });
    const bytes = await new Blob(lines.flatMap((line) => [Uint8Array.from(line), "\n"])).bytes();
    for (let from = 0; from < bytes.length; from += size) {
      source.send(bytes.subarray(from, from + size));
    }
    source.end();
    assert.equal(await ending, "end of input");
    assert.deepEqual(faults(lines, sink.lines, options.tooLong), []);
    // An answer that only the end of the connection gave hides one that was never coming.
    assert.deepEqual(sink.lines.filter((line) => line.includes("Server stopped before")), []);
  });
  await fc.assert(property, { seed, numRuns: 100 });
});
