import assert from "node:assert/strict";
import { LineSplitter, TOO_LONG } from "../../src/transport/stdio/lines.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What the splitter makes of chunks; a line is copied before the next one is asked for. */
function split(limit: number, ...chunks: string[]): (string | undefined)[] {
  const splitter = new LineSplitter(limit);
  const lines: (string | undefined)[] = [];
  for (const chunk of chunks) {
    for (const line of splitter.push(encoder.encode(chunk))) {
      lines.push(line === TOO_LONG ? undefined : decoder.decode(line));
    }
  }
  const rest = splitter.end();
  if (rest) lines.push(rest === TOO_LONG ? undefined : decoder.decode(rest));
  return lines;
}

Deno.test("`LineSplitter` cuts at LF and CRLF, wherever the chunks end", () => {
  const text = "one\r\n\ntwo\nthree\r\nfour";
  for (let size = 1; size <= text.length; size++) {
    const chunks = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    assert.deepEqual(split(80, ...chunks), ["one", "", "two", "three", "four"], `chunks of ${size}`);
  }
});

Deno.test("`LineSplitter` takes a line at the limit, with either end, and none beyond it", () => {
  assert.deepEqual(split(4, "1234\n"), ["1234"]);
  assert.deepEqual(split(4, "1234\r\n"), ["1234"]);
  assert.deepEqual(split(4, "12345\n"), [undefined]);
  assert.deepEqual(split(4, "12", "34\r", "\n5\n"), ["1234", "5"]);
  assert.deepEqual(split(4, "12", "345"), [undefined]);
});

Deno.test("`LineSplitter` says once that a line is too long, before its end, and serves the next", () => {
  const splitter = new LineSplitter(4);
  const first = [...splitter.push(encoder.encode("123456"))];
  assert.deepEqual(first, [TOO_LONG]);
  assert.deepEqual([...splitter.push(encoder.encode("x".repeat(100)))], []);
  const after = [...splitter.push(encoder.encode("9\nok\n"))];
  assert.deepEqual(after, [encoder.encode("ok")]);
  assert.equal(splitter.end(), undefined);
});

Deno.test("`LineSplitter` copies each byte of a line of many chunks a bounded number of times", () => {
  const limit = 4_194_304;
  const splitter = new LineSplitter(limit);
  const chunk = new Uint8Array(1_024).fill(120);
  const copied: number[] = [];
  const set = Uint8Array.prototype.set;
  Uint8Array.prototype.set = function (source: ArrayLike<number>, offset?: number) {
    copied.push(source.length);
    return set.call(this, source, offset);
  };
  try {
    for (let size = 0; size < limit; size += chunk.length) {
      assert.deepEqual([...splitter.push(chunk)], []);
    }
  } finally {
    Uint8Array.prototype.set = set;
  }
  const [line] = [...splitter.push(encoder.encode("\n"))];
  assert.equal(line === TOO_LONG ? 0 : line?.length, limit);
  assert.ok(copied.reduce((sum, size) => sum + size, 0) <= 3 * limit);
});
