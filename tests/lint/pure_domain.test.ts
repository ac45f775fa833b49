import assert from "node:assert/strict";
import { complaints, counts, each } from "./helper.ts";

Deno.test("`house/pure-domain` refuses the clock, chance, I/O and timers", () => {
  assert.deepEqual(complaints("pure-domain", "src/domain/task.ts", "const now = Date.now();"), [
    "The domain is pure and knows no Date.now: take its result as an argument",
  ]);
  const impure = [
    "new Date();",
    "new Date;",
    "Date();",
    "const { now } = Date;",
    "Temporal.Now.instant();",
    "Math.random();",
    'Math["random"]();',
    "performance.now();",
    "crypto.randomUUID();",
    "fetch(url);",
    "run(fetch);",
    "run({ fetch });",
    "run({ get: fetch });",
    "setTimeout(run, 1);",
    "console.error(1);",
    "Deno.cwd();",
    "let error: Deno.errors.NotFound;",
    "globalThis[name];",
    "class Task { get = fetch; }",
  ];
  for (const source of impure) {
    assert.equal(complaints("pure-domain", "src/domain/task.ts", source).length, 1, source);
  }
});

Deno.test("`house/pure-domain` refuses node and packages that do more than compute", () => {
  const bad = [
    'import "node:fs";',
    'import "@logtape/logtape";',
    'import "npm:zodiac";',
  ];
  assert.deepEqual(counts("pure-domain", "src/domain/task.ts", bad), each(1, bad));
  const good = ['import leven from "leven";', 'import { z } from "zod/mini";', 'import "./limits.ts";'];
  assert.deepEqual(counts("pure-domain", "src/domain/task.ts", good), each(0, good));
});

Deno.test("`house/pure-domain` lets through what only looks impure", () => {
  const pure = [
    "new Date(now);",
    "Date.UTC(2026, 1);",
    "Math.max(1, 2);",
    "Temporal.Instant.from(text);",
    "context.fetch(url);",
    "context.Date.now;",
    "const task = { fetch: 1, crypto: 2 };",
    "const { fetch: get } = context;",
    "interface Context { fetch(): void; console: string }",
    "class Task { fetch() {} crypto = 1; }",
    "enum Kind { fetch }",
    "export { get as fetch };",
    "let a: Names.fetch;",
  ];
  for (const source of pure) {
    assert.deepEqual(complaints("pure-domain", "src/domain/task.ts", source), [], source);
  }
});

Deno.test("`house/pure-domain` is about the domain alone, on Windows too", () => {
  assert.deepEqual(complaints("pure-domain", "src/storage/store.ts", "Date.now();"), []);
  assert.equal(complaints("pure-domain", "src/domain/x.ts", "Date.now();", "C:\\clone").length, 1);
  assert.deepEqual(complaints("pure-domain", "src/storage/x.ts", "Date.now();", "C:\\clone"), []);
});
