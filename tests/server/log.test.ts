import assert from "node:assert/strict";
import { formatter, LineQueue, type LogFormat, startLog } from "../../src/log.ts";

/** A writer that takes what it gets when it is told to. */
class Writer {
  /** What was taken. */
  text = "";
  /** How many writes were begun. */
  begun = 0;
  /** The most bytes of a write that are taken. */
  most = Infinity;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => {};

  write = async (bytes: Uint8Array): Promise<number> => {
    this.begun++;
    await this.#gate;
    const part = bytes.subarray(0, this.most);
    this.text += new TextDecoder().decode(part);
    return part.length;
  };

  /** Takes nothing until {@linkcode release}. */
  hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    this.#open = resolve;
  }

  release(): void {
    this.#open();
  }
}

/** A moment that no test waits for: whoever waits this long is stuck. */
const LONG = 60_000;

/** What `record` logs, as it is written. */
async function logged(
  format: LogFormat,
  record: (log: ReturnType<typeof startLog>) => void,
  level: Parameters<typeof startLog>[0] = "debug",
): Promise<string> {
  const writer = new Writer();
  const queue = new LineQueue(writer.write);
  record(startLog(level, format, queue));
  await queue.flush(LONG);
  return writer.text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "TIME");
}

const RECORD = {
  category: ["tasktracker", "tool"],
  level: "info",
  message: ["", "add_task", " ", "ok", " in ", 1.5, " ms"],
  rawMessage: "{name} {outcome} in {duration} ms",
  properties: { kind: "tool", name: "add_task", outcome: "ok", duration: 1.5 },
  timestamp: Date.UTC(2026, 10, 22, 10),
} as const;

Deno.test("formatter() makes a line of time, level, logger and message", () => {
  assert.equal(
    formatter("text")(RECORD),
    "2026-11-22T10:00:00.000Z [INF] tasktracker.tool: add_task ok in 1.5 ms\n",
  );
});

Deno.test("formatter() makes one JSON object a line, with all properties", () => {
  assert.equal(
    formatter("json")(RECORD),
    '{"@timestamp":"2026-11-22T10:00:00.000Z","level":"INFO","message":"\\"add_task\\" \\"ok\\" in 1.5 ms",' +
      '"logger":"tasktracker.tool","properties":{"kind":"tool","name":"add_task","outcome":"ok","duration":1.5}}\n',
  );
});

Deno.test("startLog() writes the level and the part in both forms", async () => {
  const all = (log: ReturnType<typeof startLog>) => {
    log.debug("a");
    log.info("b {n}", { n: 1 });
    log.getChild("part").warn("c");
    log.getChild("part").getChild("of it").error("d");
  };
  assert.equal(
    await logged("text", all),
    "TIME [DBG] tasktracker: a\nTIME [INF] tasktracker: b 1\n" +
      "TIME [WRN] tasktracker.part: c\nTIME [ERR] tasktracker.part.of it: d\n",
  );
  const lines = (await logged("json", all)).trimEnd().split("\n");
  assert.deepEqual(lines, [
    '{"@timestamp":"TIME","level":"DEBUG","message":"a","logger":"tasktracker","properties":{}}',
    '{"@timestamp":"TIME","level":"INFO","message":"b 1","logger":"tasktracker","properties":{"n":1}}',
    '{"@timestamp":"TIME","level":"WARN","message":"c","logger":"tasktracker.part","properties":{}}',
    '{"@timestamp":"TIME","level":"ERROR","message":"d","logger":"tasktracker.part.of it","properties":{}}',
  ]);
});

Deno.test("startLog() leaves out what is below its level", async () => {
  const all = (log: ReturnType<typeof startLog>) => {
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
  };
  const letters = async (level: Parameters<typeof startLog>[0]) =>
    (await logged("text", all, level)).match(/(?<=: )\w/g)?.join("");
  assert.equal(await letters("debug"), "abcd");
  assert.equal(await letters("info"), "bcd");
  assert.equal(await letters("warning"), "cd");
  assert.equal(await letters("error"), "d");
});

Deno.test("a value cannot forge a line of the log, nor speak to a terminal", async () => {
  const value = "x\n2026-11-22T10:00:00.000Z [ERR] tasktracker: forged\r\u2028\u0085y\u001B[2J\u202E {value}";
  assert.equal(
    await logged("text", (log) => log.info("said {value}", { value })),
    "TIME [INF] tasktracker: said x\n    TIME [ERR] tasktracker: forged\\u{D}\\u{2028}\\u{85}y\\u{1B}[2J\\u{202E} {value}\n",
  );
  const json = await logged("json", (log) => log.info("said {value}", { value }));
  assert.equal(json.split("\n").length, 2);
  assert.ok(JSON.parse(json));
});

Deno.test("any value can be logged", async () => {
  const circle: Record<string, unknown> = {};
  circle["itself"] = circle;
  const text = await logged("text", (log) => {
    log.info("{a} {b} {c} {d} {e}", { a: 10n, b: undefined, c: null, d: { x: [1] }, e: circle });
  });
  assert.equal(
    text,
    "TIME [INF] tasktracker: 10n undefined null { x: [ 1 ] } <ref *1> { itself: [Circular *1] }\n",
  );
});

Deno.test("LineQueue writes all lines in order, however little a write takes", async () => {
  const writer = new Writer();
  writer.most = 3;
  const queue = new LineQueue(writer.write);
  for (const line of ["one\n", "two ü\n", "three\n"]) queue.push(line);
  await queue.flush(LONG);
  // A character in two writes is two halves to this writer's decoder, but its bytes are in order.
  assert.equal(writer.text.replace("\uFFFD\uFFFD", "ü"), "one\ntwo ü\nthree\n");
});

Deno.test("LineQueue goes on after an empty line, and after the queue was empty", async () => {
  const writer = new Writer();
  const queue = new LineQueue(writer.write);
  queue.push("");
  await queue.flush(LONG);
  queue.push("one\n");
  await queue.flush(LONG);
  queue.push("two\n");
  await queue.flush(LONG);
  assert.equal(writer.text, "one\ntwo\n");
});

Deno.test("LineQueue holds a bounded number of characters, and says how many lines it dropped", async () => {
  for (const format of ["text", "json"] as const) {
    const writer = new Writer();
    writer.hold();
    const queue = new LineQueue(writer.write);
    startLog("info", format, queue);
    const line = "x".repeat(1_023) + "\n";
    for (let count = 0; count < 1_024 + 5; count++) queue.push(line);
    writer.release();
    await queue.flush(LONG);
    const [last = ""] = writer.text.trimEnd().split("\n").slice(-1);
    assert.equal(writer.text.split(line).length - 1, 1_024);
    assert.match(
      last,
      format === "text"
        ? /^\S+Z \[WRN\] tasktracker\.log: 5 lines dropped, nobody read them$/
        : /^\{"@timestamp":"\S+Z","level":"WARN","message":"5 lines dropped, nobody read them","logger":"tasktracker\.log","properties":\{"count":5\}\}$/,
    );
    // There is room again.
    queue.push("after\n");
    await queue.flush(LONG);
    assert.ok(writer.text.endsWith("\nafter\n"));
  }
});

Deno.test("LineQueue says what it dropped though no line comes after", async () => {
  const writer = new Writer();
  writer.hold();
  const queue = new LineQueue(writer.write);
  queue.push("x".repeat(1_048_576));
  await queue.flush(1);
  assert.equal(writer.begun, 1);
  queue.push("lost\n");
  writer.release();
  await queue.flush(LONG);
  assert.ok(writer.text.endsWith("xtasktracker: 1 lines dropped, nobody read them\n"));
});

Deno.test("LineQueue without a reader blocks nobody: pushes return, and flush gives up", async () => {
  const writer = new Writer();
  writer.hold();
  const queue = new LineQueue(writer.write);
  for (let count = 0; count < 10_000; count++) queue.push("x".repeat(1_000));
  await queue.flush(1);
  assert.equal(writer.text, "");
  assert.equal(writer.begun, 1);
  writer.release();
  await queue.flush(LONG);
  assert.ok(writer.text.length > 1_000_000 && writer.text.length < 1_100_000);
});

Deno.test("LineQueue outlives a writer that fails", async () => {
  let failing = true;
  let text = "";
  const queue = new LineQueue((bytes) => {
    if (failing) return Promise.reject(new Deno.errors.BrokenPipe());
    text += new TextDecoder().decode(bytes);
    return Promise.resolve(bytes.length);
  });
  queue.push("lost\n");
  await queue.flush(LONG);
  failing = false;
  queue.push("kept\n");
  await queue.flush(LONG);
  assert.equal(text, "kept\n");
});

Deno.test("LineQueue.flush() resolves at once where nothing waits", async () => {
  await new LineQueue(() => assert.fail("Nothing is to be written")).flush(LONG);
});
