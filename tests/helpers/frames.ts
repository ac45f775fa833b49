/**
 * Random lines for a server on standard input, good and bad, and how often each id must be answered.
 *
 * @module
 */

import fc from "fast-check";

/** How the lines begin: the handshake of older revisions, the envelope of 2026-07-28, or anything at all. */
export type Opening = "2025" | "2026" | "none";

/** What the lines should exercise. */
export interface FrameOptions {
  /** Params of `tools/call` that the server under test knows, as JSON-like objects. */
  calls: readonly Record<string, unknown>[];
  /** How many bytes a line must have to be over the server's limit. */
  tooLong: number;
}

/** How many answers an id may get. They differ only for an id that was cancelled. */
export interface Answers {
  /** The fewest. */
  least: number;
  /** The most. */
  most: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "frames", version: "1.0.0" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: "initialize",
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "frames", version: "1.0.0" },
  },
});

const MODERN_OPENING = JSON.stringify({
  jsonrpc: "2.0",
  id: "opening",
  method: "tools/list",
  params: { _meta: ENVELOPE },
});

/** The texts of ids that get an answer; a few, so that they meet again while in flight. */
const USABLE_IDS = '0 1 2 3 -0 -7 1.0 9007199254740991 "1" "a" "" "__proto__"'
  .split(" ");
const CANCELLED_IDS = '101 "c"'.split(" ");
const ODD_IDS = "null 1.5 true {} [1] 1e400 9007199254740993".split(" ");

const METHODS = `
ping initialize server/discover tools/list tools/call resources/list resources/read prompts/get completion/complete
logging/setLevel subscriptions/listen resources/subscribe sampling/createMessage notifications/initialized
notifications/cancelled notifications/progress constructor __proto__ toString no/such`
  .split(/[ \n]/).map((method) => JSON.stringify(method));

const ODD_PARAMS = [
  ...["{}", "[]", "null", "7", '"x"', '{"__proto__":{"name":"echo"}}', '{"_meta":5}', '{"_meta":null}'],
  '{"_meta":{"progressToken":1.5}}',
  '{"inputResponses":5}',
  '{"requestState":{}}',
  '{"name":"constructor"}',
  ...['{"_meta":{"io.modelcontextprotocol/protocolVersion":"1999-01-01"}}', '{"name":"echo","arguments":[]}'],
  '{"_meta":{"io.modelcontextprotocol/protocolVersion":7}}',
  '{"uri":"tasks://task/__proto__"}',
  `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
];

const GOOD_PARAMS = [{ _meta: ENVELOPE }, { _meta: ENVELOPE, name: "echo" }, { uri: "tasks://all" }]
  .map((params) => JSON.stringify(params));

const ODD_LINES = [
  ...[
    "",
    "  ",
    "\r",
    "null",
    "7",
    '"text"',
    "[]",
    "{}",
    "{",
    "}",
    "\0",
    "\u{FEFF}",
    "{'id':1}",
    "[".repeat(100_000),
  ],
  '{"a":'.repeat(100_000),
  "[".repeat(100_000) + "]".repeat(100_000),
  '[{"jsonrpc":"2.0","id":1,"method":"ping"}]',
  '{"jsonrpc":"2.0","id":1,"id":2,"method":"x","method":"ping"}',
  '{"jsonrpc":"2.0","id":1,"method":"ping","__proto__":{"id":2}}',
  '{"__proto__":{"jsonrpc":"2.0","id":1,"method":"ping"}}',
  '{"jsonrpc":"2.0","error":{"code":1,"message":"x"}}',
  '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}',
];

/** Lines of bytes, without their newline, that begin as told. The last has the id `"last"`. */
export function frames(opening: Opening, count: number, options: FrameOptions): fc.Arbitrary<Uint8Array[]> {
  const first = { "2025": [INITIALIZE], "2026": [MODERN_OPENING], none: [] }[opening];
  const last = JSON.stringify({
    jsonrpc: "2.0",
    id: "last",
    method: "tools/list",
    params: { _meta: ENVELOPE },
  });
  return fc.array(line(options), { minLength: count, maxLength: count }).map((
    lines,
  ) => [...first.map((text) => encoder.encode(text)), ...lines, encoder.encode(last)]);
}

/** Which ids must be answered how often, by JSON-RPC's rules alone. Keys are the ids' JSON. */
export function expectedAnswers(lines: readonly Uint8Array[], tooLong: number): Map<string, Answers> {
  const answers = new Map<string, Answers>();
  const cancelled = new Set<string>();
  for (const line of lines) {
    const value = line.length > tooLong ? undefined : parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      continue;
    }
    const frame = new Map<string, unknown>(Object.entries(value));
    const id = frame.get("id");
    if (typeof id === "string" || Number.isSafeInteger(id)) {
      if (!frame.has("method") && (frame.has("result") || frame.has("error"))) {
        continue;
      }
      const { least, most } = answers.get(JSON.stringify(id)) ??
        { least: 0, most: 0 };
      answers.set(JSON.stringify(id), { least: least + 1, most: most + 1 });
    } else if (frame.get("method") === "notifications/cancelled") {
      const params = frame.get("params");
      if (typeof params === "object" && params !== null && "requestId" in params) {
        cancelled.add(JSON.stringify(params.requestId));
      }
    }
  }
  for (const id of cancelled) {
    const given = answers.get(id);
    if (given) answers.set(id, { least: 0, most: given.most });
  }
  return answers;
}

/** What is wrong with a server's output, in words; nothing where each id was answered as often as it must be. */
export function faults(lines: readonly Uint8Array[], output: readonly string[], tooLong: number): string[] {
  const found: string[] = [];
  const given = new Map<string, number>();
  for (const text of output) {
    const value = parse(encoder.encode(text));
    if (typeof value !== "object" || value === null || !("jsonrpc" in value)) {
      found.push(`No message: ${text}`);
    } else if (!("method" in value) && "id" in value) {
      const id = JSON.stringify(value.id);
      given.set(id, (given.get(id) ?? 0) + 1);
    }
  }
  const expected = expectedAnswers(lines, tooLong);
  for (const [id, { least, most }] of expected) {
    const count = given.get(id) ?? 0;
    if (count < least || count > most) {
      found.push(`Id ${id} has ${count} answers, not ${least} to ${most}`);
    }
  }
  for (const id of given.keys()) {
    if (!expected.has(id)) found.push(`Id ${id} was never asked`);
  }
  return found;
}

function line(options: FrameOptions): fc.Arbitrary<Uint8Array> {
  const text = fc.oneof(
    often(10, message(options)),
    often(2, cancel()),
    often(2, answer()),
    often(2, fc.constantFrom(...ODD_LINES)),
    often(1, fc.string().map((any) => any.replaceAll("\n", ""))),
    often(1, fc.json().map((json) => json.replaceAll("\n", ""))),
  );
  const cut = fc.tuple(message(options), fc.nat(100)).map(([whole, size]) => whole.slice(0, size));
  return fc.oneof(
    often(40, text.map((whole) => encoder.encode(whole))),
    often(2, text.map((whole) => encoder.encode(whole + "\r"))),
    often(2, cut.map((whole) => encoder.encode(whole))),
    often(2, fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 10))),
    often(1, text.map((whole) => Uint8Array.from([...encoder.encode(whole), 0xc3, 0x28]))),
    often(1, fc.constant(encoder.encode(long(options.tooLong)))),
  );
}

/** One object with the members of a request or notification, most of them right, in either order. */
function message(options: FrameOptions): fc.Arbitrary<string> {
  const version = oneOf([12, ['"jsonrpc":"2.0"']], [1, ['"jsonrpc":"1.0"', '"jsonrpc":2', ""]]);
  const id = oneOf([10, [...USABLE_IDS, ...CANCELLED_IDS].map((any) => `"id":${any}`)], [
    2,
    ODD_IDS.map((any) => `"id":${any}`),
  ], [2, [""]]);
  const calls = options.calls.flatMap((call) => [call, { ...call, _meta: ENVELOPE }]);
  const real = [...calls.map((params) => ({ method: "tools/call", params })), {
    method: "tools/list",
    params: { _meta: ENVELOPE },
  }, {
    method: "subscriptions/listen",
    params: { _meta: ENVELOPE, notifications: { toolsListChanged: true } },
  }].map((members) => JSON.stringify(members).slice(1, -1));
  const method = oneOf([12, METHODS.map((any) => `"method":${any}`)], [1, [
    '"method":5',
    '"method":null',
    "",
  ]]);
  const params = oneOf([1, [""]], [4, [...GOOD_PARAMS, ...ODD_PARAMS].map((any) => `"params":${any}`)]);
  const odd = fc.tuple(method, params).map((members) => members.filter(Boolean).join(","));
  const body = fc.oneof(often(5, fc.constantFrom(...real)), often(8, odd));
  const extra = oneOf([15, [""]], [1, [
    '"extra":1',
    '"result":{}',
    '"__proto__":{}',
    '"id":3',
    '"jsonrpc":"2.0"',
  ]]);
  return fc.tuple(fc.tuple(version, id, body, extra), fc.boolean()).map(([members, inOrder]) => {
    const given = members.filter(Boolean);
    return `{${(inOrder ? given : given.reverse()).join(",")}}`;
  });
}

function often<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> {
  return { weight, arbitrary };
}

function oneOf(...choices: [weight: number, texts: string[]][]): fc.Arbitrary<string> {
  return fc.oneof(...choices.map(([weight, texts]) => often(weight, fc.constantFrom(...texts))));
}

function cancel(): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...CANCELLED_IDS, "77", "null", "{}"), fc.boolean()).map(([id, modern]) => {
    const meta = modern ? `,"_meta":${JSON.stringify(ENVELOPE)}` : "";
    return `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${id}${meta}}}`;
  });
}

function answer(): fc.Arbitrary<string> {
  const body = fc.constantFrom(
    '"result":{}',
    '"result":7',
    '"error":{"code":1,"message":"x"}',
    '"error":null',
  );
  return fc.tuple(fc.constantFrom(...USABLE_IDS, "null"), body).map(([id, rest]) =>
    `{"jsonrpc":"2.0","id":${id},${rest}}`
  );
}

function long(tooLong: number): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    id: "long",
    method: "tools/list",
    params: { fill: "x".repeat(tooLong) },
  });
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(line));
  } catch {
    return undefined;
  }
}
