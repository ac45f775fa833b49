import assert from "node:assert/strict";
import { LineWriter } from "../../src/transport/stdio/writer.ts";
import { Sink, turns } from "./pipe.ts";

Deno.test("`LineWriter` writes a line that comes at any moment of the end of a write", async () => {
  for (let delay = 0; delay < 12; delay++) {
    const sink = new Sink();
    const writer = new LineWriter(sink, () => {});
    writer.push("first");
    for (let turn = 0; turn < delay; turn++) await Promise.resolve();
    writer.push("second");
    await turns();
    assert.deepEqual(sink.lines, ["first", "second"], `after ${delay} microtasks`);
  }
});

Deno.test("`LineWriter` lets lines that wait share writes of at most 64 KiB", async () => {
  const sink = new Sink();
  const writer = new LineWriter(sink, () => {});
  for (let id = 0; id < 100; id++) writer.push("x".repeat(1_023));
  writer.push("y".repeat(99_999));
  assert.equal(writer.waiting, 202_400);
  await turns();
  assert.deepEqual(sink.writes, [65_536, 36_864, 65_536, 34_464]);
  assert.deepEqual([writer.waiting, writer.written], [0, 202_400]);
});

Deno.test("`LineWriter` counts bytes, not characters", () => {
  const writer = new LineWriter(new Sink(), () => {});
  writer.push("ü€😀");
  assert.equal(writer.waiting, 10);
  writer.close();
  writer.push("late");
  assert.equal(writer.waiting, 0);
});

Deno.test("`LineWriter` closes where a write fails or takes nothing", async () => {
  for (const write of [() => Promise.reject(new Error("Broken pipe")), () => Promise.resolve(0)]) {
    let changes = 0;
    const writer = new LineWriter({ write }, () => changes++);
    writer.push("line");
    await turns();
    assert.deepEqual([writer.closed, writer.waiting, changes], [true, 0, 1]);
  }
});
