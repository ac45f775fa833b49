import assert from "node:assert/strict";
import { complaints, counts, each } from "./helper.ts";

const KV = [
  "await Deno.openKv();",
  "let kv: Deno.Kv;",
  "let key: Deno.KvKey;",
  "let atomic: Deno.AtomicOperation;",
  "let open: typeof Deno.openKv;",
  'Deno["openKv"]();',
  "globalThis.Deno.openKv();",
  "const { openKv: open } = Deno;",
];

Deno.test("`house/kv` refuses Deno KV outside of storage", () => {
  assert.deepEqual(complaints("kv", "src/server/bind.ts", "await Deno.openKv();"), [
    "Only src/storage/ knows Deno.openKv: use the TaskStore, or add to it what you need",
  ]);
  assert.deepEqual(counts("kv", "src/capability.ts", KV), each(1, KV));
  assert.deepEqual(counts("kv", "main.ts", KV), each(1, KV));
});

Deno.test("`house/kv` lets storage, tests and scripts use it, and all use the rest of Deno", () => {
  for (const path of ["src/storage/store.ts", "tests/kv.test.ts", "scripts/fill.ts"]) {
    assert.deepEqual(counts("kv", path, KV), each(0, KV), path);
  }
  const others = [
    "Deno.readTextFile(path);",
    "store.openKv();",
    "let a: Store.Kv;",
    "const { openKv } = store;",
  ];
  assert.deepEqual(counts("kv", "src/server/bind.ts", others), each(0, others));
});

const PRINTS = [
  "console.log(1);",
  "console.info(1);",
  "console.debug(1);",
  "console.table([1]);",
  "const { log } = console;",
  "Deno.stdout.writeSync(bytes);",
  "process.stdout.write(text);",
];

Deno.test("`house/stdout` refuses what writes to standard output in src", () => {
  assert.deepEqual(complaints("stdout", "src/log.ts", "console.log(1);"), [
    "console.log writes where the protocol goes: use the log of the Context or src/log.ts",
  ]);
  assert.deepEqual(counts("stdout", "src/tools/add_task.ts", PRINTS), each(1, PRINTS));
});

Deno.test("`house/stdout` lets transport, commands, scripts and tests write, and all use standard error", () => {
  for (const path of ["src/transport/stdio/mod.ts", "src/commands/doctor.ts", "scripts/a.ts", "tests/a.ts"]) {
    assert.deepEqual(counts("stdout", path, PRINTS), each(0, PRINTS), path);
  }
  const errors = ["console.error(1);", "console.warn(1);", "Deno.stderr.writeSync(bytes);", "log.info(1);"];
  assert.deepEqual(counts("stdout", "src/log.ts", errors), each(0, errors));
});
