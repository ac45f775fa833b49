import assert from "node:assert/strict";
import { cancelledId, isUsableId, readFrame } from "../../src/transport/stdio/frame.ts";

const encoder = new TextEncoder();

function kindOf(line: string | Uint8Array): string {
  return readFrame(typeof line === "string" ? encoder.encode(line) : line).kind;
}

function replyTo(line: string | Uint8Array): string {
  const frame = readFrame(typeof line === "string" ? encoder.encode(line) : line);
  return frame.kind === "refused" ? JSON.stringify(frame.reply) : frame.kind;
}

const invalid = (message: string, id?: string) =>
  `{"jsonrpc":"2.0",${id === undefined ? "" : `"id":${id},`}"error":{"code":-32600,"message":${
    JSON.stringify(message)
  }}}`;

const NOT_JSON = '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Message is not valid JSON"}}';
const NOT_UTF8 = '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Message is not valid UTF-8"}}';
const BATCH = invalid("Batches are not supported, send one message a line");
const NO_OBJECT = invalid("Message is not an object");
const ODD_ID = invalid("Request id must be a string or an integer");
const MALFORMED = invalid("Response is malformed");
const VERSION = 'Message must have "jsonrpc": "2.0"';
const METHOD = "Method must be a string";
const PARAMS = "Params must be an object";
const OTHER = "Message has an unknown member or a malformed _meta";

const REFUSED: [line: string, reply: string][] = [
  ["{", NOT_JSON],
  ["text", NOT_JSON],
  ["[".repeat(100_000), NOT_JSON],
  ['{"a":'.repeat(100_000), NOT_JSON],
  ['{"jsonrpc":"2.0","id":1,"method":"ping"', NOT_JSON],
  ["[]", BATCH],
  ['[{"jsonrpc":"2.0","id":1,"method":"ping"}]', BATCH],
  ["[".repeat(100_000) + "]".repeat(100_000), BATCH],
  ["null", NO_OBJECT],
  ["7", NO_OBJECT],
  ['"ping"', NO_OBJECT],
  ["{}", invalid(VERSION)],
  ['{"jsonrpc":"2.0"}', invalid(METHOD)],
  ['{"jsonrpc":"2.0","method":7}', invalid(METHOD)],
  ['{"jsonrpc":"2.0","method":"x","params":[]}', invalid(PARAMS)],
  ['{"jsonrpc":"2.0","id":1}', invalid(METHOD, "1")],
  ['{"jsonrpc":"2.0","id":"a","method":null}', invalid(METHOD, '"a"')],
  ['{"jsonrpc":"1.0","id":1,"method":"ping"}', invalid(VERSION, "1")],
  ['{"id":1,"method":"ping"}', invalid(VERSION, "1")],
  ['{"jsonrpc":"2.0","id":"","method":"ping","params":null}', invalid(PARAMS, '""')],
  ['{"jsonrpc":"2.0","id":-1,"method":"ping","params":"x"}', invalid(PARAMS, "-1")],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","extra":1}', invalid(OTHER, "1")],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}', invalid(OTHER, "1")],
  ['{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":7}}', invalid(OTHER, "1")],
  ['{"jsonrpc":"2.0","id":9007199254740991,"method":7}', invalid(METHOD, "9007199254740991")],
  ['{"jsonrpc":"2.0","id":9007199254740992,"method":"ping"}', ODD_ID],
  ['{"jsonrpc":"2.0","id":null,"method":"ping"}', ODD_ID],
  ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', ODD_ID],
  ['{"jsonrpc":"2.0","id":1e400,"method":"ping"}', ODD_ID],
  ['{"jsonrpc":"2.0","id":{},"method":"ping"}', ODD_ID],
  ['{"jsonrpc":"2.0","id":1,"id":true,"method":"ping"}', ODD_ID],
  ['{"__proto__":{"jsonrpc":"2.0","id":1,"method":"ping"}}', invalid(VERSION)],
  ['{"jsonrpc":"2.0","id":1,"result":7}', MALFORMED],
  ['{"jsonrpc":"2.0","id":1,"result":{},"error":{}}', MALFORMED],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":"x"}}', MALFORMED],
];

Deno.test("`readFrame` refuses what is no message, with the id where there is a usable one", () => {
  for (const [line, reply] of REFUSED) {
    assert.equal(replyTo(line), reply, line.slice(0, 80));
  }
});

Deno.test("`readFrame` refuses bytes that are no UTF-8", () => {
  const line = encoder.encode('{"jsonrpc":"2.0","id":1,"method":"pi?ng"}');
  for (const bytes of [[0xc3], [0xff], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf0, 0x9f, 0x98]]) {
    assert.equal(
      replyTo(new Uint8Array([...line.subarray(0, 35), ...bytes, ...line.subarray(36)])),
      NOT_UTF8,
    );
  }
});

Deno.test("`readFrame` passes on what the SDK understands", () => {
  assert.equal(kindOf('{"jsonrpc":"2.0","id":1,"method":"ping"}'), "request");
  assert.equal(kindOf('\u{FEFF}{"jsonrpc":"2.0","id":"a","method":"","params":{}}'), "request");
  assert.equal(kindOf(' {"method":"ping", "id":1.0, "id":2, "jsonrpc":"2.0"}\t'), "request");
  assert.equal(kindOf('{"jsonrpc":"2.0","id":1,"method":"x","params":{"__proto__":{"a":1}}}'), "request");
  assert.equal(kindOf('{"jsonrpc":"2.0","method":"notifications/x","params":{"a":1}}'), "notification");
  assert.equal(kindOf('{"jsonrpc":"2.0","id":1,"result":{}}'), "response");
  assert.equal(kindOf('{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}'), "response");
  assert.equal(kindOf('{"jsonrpc":"2.0","error":{"code":1,"message":"x"}}'), "response");
  assert.equal(kindOf('{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}'), "response");
});

Deno.test("`readFrame` makes nothing of a blank line", () => {
  for (const line of ["", " ", "\t\r", "\u{FEFF}"]) {
    assert.equal(kindOf(line), "blank");
  }
});

Deno.test("`isUsableId` takes strings and safe integers", () => {
  assert.deepEqual([0, -1, 1, "", "a", 2 ** 53 - 1].map(isUsableId), [true, true, true, true, true, true]);
  assert.deepEqual(
    [1.5, 2 ** 53, NaN, Infinity, null, undefined, {}, [], true].map(isUsableId),
    Array(9).fill(false),
  );
});

Deno.test("`cancelledId` names the call only where the SDK will take it back", () => {
  const cancel = (params: Record<string, unknown>, method = "notifications/cancelled") =>
    cancelledId({ jsonrpc: "2.0", method, params });
  assert.equal(cancel({ requestId: 0 }), 0);
  assert.equal(cancel({ requestId: "a", reason: "late" }), "a");
  assert.equal(cancel({ requestId: 1.5 }), undefined);
  assert.equal(cancel({ requestId: 1, reason: 7 }), undefined);
  assert.equal(cancel({}), undefined);
  assert.equal(cancel({ requestId: 1 }, "notifications/progress"), undefined);
});
