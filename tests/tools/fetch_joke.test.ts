import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Check } from "../../src/capability.ts";
import { UserError } from "../../src/errors.ts";
import { fetchJoke } from "../../src/tools/fetch_joke.ts";
import { type Overrides, type TestContext, testContext } from "../helpers/context.ts";
import {
  answer,
  drip,
  gzipBomb,
  hang,
  head,
  type Script,
  Upstream,
  type UpstreamOptions,
} from "../helpers/upstream.ts";

const SANITIZED = { sanitizeOps: true, sanitizeResources: true };
const OFFLINE: Deno.PermissionOptions = { net: false };
const CANARY = "cAnArY";
const JOKE = { type: "general", setup: "Why?", punchline: "Because." };
const ADDRESS = "check the address in TASKTRACKER_JOKE_URL";
const NETWORK = "check the network, or the address in TASKTRACKER_JOKE_URL, and try again";
const NO_JOKE = 'The web\'s answer is no joke with "setup" and "punchline", each a text of 1 to 2,000 ' +
  "characters: try again, or check the address in TASKTRACKER_JOKE_URL";

const check: Check = (schema, args) => schema.parse(args);

function contextFor(jokeUrl: string, overrides: Overrides = {}): TestContext {
  return testContext({ fetch, settings: { jokeUrl }, ...overrides });
}

function tell(context: TestContext) {
  return fetchJoke.call({}, context, check);
}

/** What is seen of a call that fails, with the outcomes that were logged. */
interface Failure {
  readonly text: string;
  readonly seconds: number;
  readonly logged: readonly unknown[];
}

/** Asks for a joke, and checks what holds for every failure. */
async function failure(context: TestContext): Promise<Failure> {
  const started = performance.now();
  const error: unknown = await tell(context).then(() => undefined, (thrown: unknown) => thrown);
  const seconds = (performance.now() - started) / 1000;
  assert.ok(error instanceof UserError, `a UserError was expected, not ${Deno.inspect(error)}`);
  assert.match(error.message, /^[A-Z\d].*[^.]$/);
  assert.ok(seconds < 5.5, `${seconds} s: ${error.message}`);
  // Deno.inspect shows the cause and the details too: whoever logs the error whole must see none of it either.
  const everything = Deno.inspect([error, { ...error }, context.lines], { depth: 9 });
  assert.ok(!everything.includes(CANARY), everything);
  const { host } = new URL(context.settings.jokeUrl);
  for (const { category, level, message, properties } of context.lines) {
    const duration = properties["duration"];
    assert.deepEqual(category, ["upstream"]);
    assert.equal(level, "info");
    assert.equal(message, `GET ${host}: ${properties["outcome"]} in ${duration} ms`);
    assert.ok(typeof duration === "number" && Math.abs(duration / 1000 - seconds) < 0.5, message);
  }
  const text = error.message.replaceAll(host, "HOST");
  return { text, seconds, logged: context.lines.map(({ properties }) => properties["outcome"]) };
}

/** Asks an upstream that follows a script: one connection, one line in the log. */
async function failureOf(script: Script, options?: UpstreamOptions): Promise<Failure> {
  await using upstream = new Upstream(script, options);
  const seen = await failure(contextFor(upstream.url));
  await upstream.quiet();
  assert.deepEqual([upstream.connections, seen.logged.length], [1, 1]);
  return seen;
}

/** Checks the outcome and the text of a failure that comes at once. */
async function refuses(script: Script, outcome: string, text: string, options?: UpstreamOptions) {
  const seen = await failureOf(script, options);
  assert.deepEqual([seen.logged[0], seen.text], [outcome, text]);
  assert.ok(seen.seconds < 2, `${seen.seconds} s`);
}

/** A body of JSON of exactly so many bytes. */
function padded(size: number): string {
  const text = JSON.stringify({ ...JOKE, pad: "" });
  return text.replace('"pad":""', `"pad":"${"x".repeat(size - text.length)}"`);
}

Deno.test("`fetch_joke` tells the joke", SANITIZED, async () => {
  await using upstream = new Upstream(answer(JSON.stringify(JOKE)));
  const context = contextFor(upstream.url);
  assert.deepEqual(await tell(context), {
    text: "Why? - Because.",
    structured: { result: "Why? - Because." },
  });
  const [line, ...more] = context.lines;
  assert.deepEqual(more, []);
  assert.match(line?.message ?? "", /^GET 127\.0\.0\.1:\d+: status 200 in \d+ ms$/);
  assert.equal(upstream.heads.length, 1);
  assert.match(
    upstream.heads[0] ?? "",
    /^GET \/random_joke HTTP\/1\.1\r\n[^]*accept: application\/json\r\n/i,
  );
});

Deno.test("`fetch_joke` passes a joke on whole, whatever is in it", SANITIZED, async () => {
  const odd = [...' a\nb\u0000\u001b[31m\u202e "</x> '];
  const setup = [...odd, ..."🎉".repeat(2_000 - odd.length)].join("");
  const result = `${setup} - …`;
  const body = JSON.stringify({ setup, punchline: "…" });
  // A mark at the start, no content-length, and a host that compresses: all of them are good answers.
  const scripts = [
    answer(body),
    answer(`\ufeff${body}`, { length: null }),
    answer(gzipSync(body), { headers: ["content-encoding: gzip"], status: "203 Whatever" }),
  ];
  for (const script of scripts) {
    await using upstream = new Upstream(script);
    assert.deepEqual(await tell(contextFor(upstream.url)), { text: result, structured: { result } });
  }
});

Deno.test("`fetch_joke` gives up after 5 s on every way to stall", SANITIZED, async () => {
  const timeout = "No whole answer from HOST within 5 s: try again later";
  const [gzipStart = new Uint8Array()] = gzipBomb(0);
  const hangs: Script[] = [
    hang(),
    hang(`HTTP/1.1 200 ${CANARY}\r\nx-${CANARY}: 1\r\n`),
    hang(head({ length: 100, headers: [`x: ${CANARY}`] }) + `{"setup": "${CANARY}`),
    drip(head({ headers: [`x: ${CANARY}`] })),
    drip("HTTP/1.1 200 OK\r\nx: "),
    async (peer) => {
      await peer.send(head({ headers: ["content-encoding: gzip"] }));
      // Compressed data without end that stands for nothing: no byte of it counts towards the bound.
      await drip(gzipStart, new Uint8Array([0, 0, 0, 255, 255]))(peer);
    },
  ];
  for (const { text, seconds, logged } of await Promise.all(hangs.map((script) => failureOf(script)))) {
    assert.equal(text, timeout);
    assert.deepEqual(logged, ["timeout"]);
    assert.ok(seconds > 4.9, `${seconds} s`);
  }
});

Deno.test("`fetch_joke` says that nobody answers", SANITIZED, async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const seen = await failure(contextFor(`http://127.0.0.1:${port}/`));
  assert.equal(seen.text, `No answer from HOST because no connection could be made: ${NETWORK}`);
  assert.deepEqual(seen.logged, ["no connection"]);
  // No test reaches a name server or has a certificate: these are Deno's own words for them.
  const others = [["dns error", "name was not found"], ["peer certificate", "certificate is not trusted"]];
  for (const [words, what] of others) {
    const cause = new Error(`client error (Connect): ${words}: ${CANARY}`);
    const context = testContext({ fetch: () => Promise.reject(new TypeError("fetch failed", { cause })) });
    assert.equal((await failure(context)).text, `No answer from HOST because its ${what}: ${NETWORK}`);
  }
});

Deno.test("`fetch_joke` says that an answer broke off", SANITIZED, async () => {
  const text = `No answer from HOST because it broke off or was garbled: ${NETWORK}`;
  const started = `{"setup": "${CANARY}`;
  const scripts: [Script, UpstreamOptions?][] = [
    [() => Promise.resolve()],
    [() => Promise.resolve(), { reset: true }],
    [({ send }) => send(`${CANARY}\r\n\r\n`)],
    [answer(started, { length: 1_000 })],
    [({ send }) =>
      send(`${head({ headers: ["transfer-encoding: chunked"] })}5\r\n${started.slice(0, 5)}\r\n`)],
    [answer(CANARY, { headers: ["content-encoding: gzip"] })],
  ];
  for (const [script, options] of scripts) await refuses(script, "broken off", text, options);
});

Deno.test("`fetch_joke` refuses what is no success", SANITIZED, async () => {
  const later = [408, 425, 429, 500, 502, 503, 599, 600];
  for (const status of [101, 400, 403, 404, ...later]) {
    const options = { status: `${status} ${CANARY}`, headers: [`x: ${CANARY}`, `upgrade: ${CANARY}`] };
    const text = `HOST answered with status ${status}: ${
      later.includes(status) ? "try again later" : ADDRESS
    }`;
    const scripts = [
      answer(JSON.stringify({ setup: CANARY, punchline: CANARY }), options),
      hang(head({ ...options, length: 1_000 }) + CANARY),
    ];
    for (const script of scripts) await refuses(script, `status ${status}`, text);
  }
});

Deno.test("`fetch_joke` follows no redirect", SANITIZED, async () => {
  await using target = new Upstream(answer(JSON.stringify(JOKE)));
  for (const status of [300, 301, 302, 303, 304, 307, 308]) {
    for (const location of [target.url, `/${CANARY}`]) {
      await refuses(
        answer(CANARY, { status: `${status} ${CANARY}`, headers: [`location: ${location}`] }),
        "redirect",
        "HOST answered with a redirect, which is not followed: " +
          "set TASKTRACKER_JOKE_URL to an address that answers itself",
      );
    }
  }
  assert.equal(target.connections, 0);
});

Deno.test("`fetch_joke` reads 65,536 bytes and not one more", SANITIZED, async () => {
  await using exact = new Upstream(answer(padded(65_536)));
  assert.equal((await tell(contextFor(exact.url))).text, "Why? - Because.");
  const text =
    "HOST sent more than 64 KiB, so its answer was dropped: check the address in TASKTRACKER_JOKE_URL";
  await refuses(answer(padded(65_537)), "too large", text);
  await refuses(answer(gzipSync(padded(65_537)), { headers: ["content-encoding: gzip"] }), "too large", text);

  const start = Deno.memoryUsage().rss;
  let sent = 0;
  const endless: Script = async ({ send }) => {
    await send(head());
    for (;; sent += 60_000) await send(CANARY.repeat(10_000));
  };
  await refuses(endless, "too large", text);
  // What was sent beyond the bound lay in the system's buffers when the client hung up.
  assert.ok(sent < 16 * 1_048_576, `${sent} bytes sent`);
  const bomb: Script = async ({ send, hungUp }) => {
    await send(head({ headers: ["content-encoding: gzip"] }));
    for (const piece of gzipBomb(1_024)) await send(piece);
    await hungUp();
  };
  await refuses(bomb, "too large", text);
  const grown = Deno.memoryUsage().rss - start;
  assert.ok(grown < 64 * 1_048_576, `${grown} bytes more`);
});

Deno.test("`fetch_joke` pulls no more than it reads, and cancels the rest", SANITIZED, async () => {
  let pulled = 0;
  let cancelled = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      pulled++;
      controller.enqueue(new Uint8Array(1_024));
    },
    cancel: () => void cancelled++,
  }, { highWaterMark: 0 });
  await failure(testContext({ fetch: () => Promise.resolve(new Response(body)) }));
  assert.deepEqual([pulled, cancelled], [65, 1]);
});

Deno.test("`fetch_joke` refuses what is no JSON", SANITIZED, async () => {
  const text = `HOST sent no JSON, perhaps it is a network's sign-in page: ${ADDRESS}`;
  const open = [`{"setup": "${CANARY}"`, `{"setup": ${CANARY}}`, '{"setup": "\n"}', "[".repeat(65_000)];
  for (const body of ["", CANARY, `<html>${CANARY}</html>`, ...open]) {
    await refuses(answer(body, { headers: ["content-type: text/html"] }), "no JSON", text);
  }
  await refuses(({ send }) => send(head({ status: "204 No Content" })), "no JSON", text);
  const latin = Uint8Array.from('{"setup": "Café", "punchline": "x"}', (letter) => letter.charCodeAt(0));
  await refuses(answer(latin), "no JSON", text);
});

Deno.test("`fetch_joke` refuses JSON that is no joke", SANITIZED, async () => {
  const other = { setup: CANARY, punchline: CANARY };
  const values: unknown[] = [
    ...[null, CANARY, 1, true, [], [other], {}, { ...other, punchline: " " }],
    ...[{ setup: CANARY }, { punchline: CANARY }, { ...other, setup: 1 }, { ...other, punchline: null }],
    ...["", " \t\n\u00a0", "x".repeat(2_001), "half \ud83c", ["x"]].map((setup) => ({ ...other, setup })),
  ];
  for (const value of values) await refuses(answer(JSON.stringify(value)), "status 200", NO_JOKE);
});

Deno.test("`fetch_joke` ends when its caller gives up", SANITIZED, async () => {
  for (const script of [hang(), drip(head())]) {
    await using upstream = new Upstream(script);
    const caller = new AbortController();
    const timer = setTimeout(() => caller.abort(new Error(CANARY)), 150);
    const seen = await failure(contextFor(upstream.url, { signal: caller.signal }));
    clearTimeout(timer);
    await upstream.quiet();
    assert.equal(seen.text, "The request to HOST was cancelled");
    assert.deepEqual(seen.logged, ["cancelled"]);
    assert.ok(seen.seconds < 2, `${seen.seconds} s`);
  }
  await using unasked = new Upstream(hang());
  const early = await failure(contextFor(unasked.url, { signal: AbortSignal.abort() }));
  assert.deepEqual([early.text, early.logged], ["The request to HOST was cancelled", []]);
  assert.equal(unasked.connections, 0);
});

Deno.test("`fetch_joke` names a missing grant", { ...SANITIZED, permissions: OFFLINE }, async () => {
  for (const url of ["http://127.0.0.1:9999/x", "https://jokes.example/x"]) {
    const seen = await failure(contextFor(url));
    assert.equal(seen.text, "This server may not ask HOST: restart it with --allow-net=HOST");
    assert.deepEqual(seen.logged, ["no permission"]);
  }
});

Deno.test("`fetch_joke` asks web addresses alone", SANITIZED, async () => {
  const message = "The address to ask is no http or https URL: correct TASKTRACKER_JOKE_URL";
  for (const jokeUrl of ["", CANARY, "//x", "file:///etc/passwd", "ftp://127.0.0.1/", "data:,{}"]) {
    await assert.rejects(tell(contextFor(jokeUrl)), { name: "UserError", message });
  }
});
