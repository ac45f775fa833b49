import assert from "node:assert/strict";
import { complaints } from "./helper.ts";

/** What `house/layers` says of an import of `to` in `from`. */
function importing(from: string, to: string): string[] {
  return complaints("layers", from, `import "${to}";`);
}

Deno.test("`house/layers` refuses an import from a higher layer", () => {
  assert.deepEqual(importing("src/domain/task.ts", "../storage/store.ts"), [
    "src/domain/ may not import src/storage/, a higher layer: move what both need down, or take it as an argument",
  ]);
  const upwards = [
    ["src/errors.ts", "./domain/task.ts"],
    ["src/domain/task.ts", "../log.ts"],
    ["src/log.ts", "./storage/store.ts"],
    ["src/storage/store.ts", "../capability.ts"],
    ["src/storage/store.ts", "../upstream.ts"],
    ["src/capability.ts", "./tools/mod.ts"],
    ["src/upstream.ts", "./prompts/mod.ts"],
    ["src/tools/add_task.ts", "../server/mod.ts"],
    ["src/server/bind.ts", "../transport/stdio/mod.ts"],
    ["src/transport/stdio/lines.ts", "../../commands/doctor.ts"],
    ["src/commands/doctor.ts", "../../main.ts"],
  ] as const;
  for (const [from, to] of upwards) assert.equal(importing(from, to).length, 1, `${from} -> ${to}`);
});

Deno.test("`house/layers` lets a file import its own layer and every lower one", () => {
  const allowed = [
    ["src/errors.ts", "node:util"],
    ["src/domain/task.ts", "./limits.ts"],
    ["src/domain/task.ts", "../errors.ts"],
    ["src/log.ts", "./errors.ts"],
    ["src/storage/store.ts", "../log.ts"],
    ["src/storage/store.ts", "../domain/task.ts"],
    ["src/capability.ts", "./upstream.ts"],
    ["src/tools/add_task.ts", "./shared/schema.ts"],
    ["src/tools/add_task.ts", "../capability.ts"],
    ["src/prompts/plan.ts", "../domain/task.ts"],
    ["src/server/bind.ts", "../tools/mod.ts"],
    ["src/transport/stdio/lines.ts", "../../config.ts"],
    ["src/commands/doctor.ts", "../transport/mod.ts"],
    ["main.ts", "./src/commands/doctor.ts"],
    ["main.ts", "./src/config.ts"],
    ["src/server/bind.ts", "zod"],
    ["src/server/bind.ts", "../../deno.json"],
    ["tests/tools.test.ts", "../src/tools/mod.ts"],
  ] as const;
  for (const [from, to] of allowed) assert.deepEqual(importing(from, to), [], `${from} -> ${to}`);
});

Deno.test("`house/layers` keeps tools, resources and prompts apart", () => {
  assert.deepEqual(importing("src/tools/add_task.ts", "../prompts/plan.ts"), [
    "src/tools/ may not import src/prompts/, its equal: move what both need to src/capability.ts or src/domain/",
  ]);
  assert.equal(importing("src/resources/task.ts", "../tools/add_task.ts").length, 1);
  assert.equal(importing("src/prompts/plan.ts", "../resources/task.ts").length, 1);
});

Deno.test("`house/layers` keeps the settings to server, transport, commands and main.ts", () => {
  assert.deepEqual(importing("src/tools/add_task.ts", "../config.ts"), [
    "src/tools/ may not import src/config.ts: " +
    "only server, transport, commands and main.ts read settings; take the value as an argument",
  ]);
  assert.equal(importing("src/storage/store.ts", "../config.ts").length, 1);
  assert.deepEqual(importing("src/server/bind.ts", "../config.ts"), []);
});

Deno.test("`house/layers` refuses tests and scripts in what ships", () => {
  assert.deepEqual(importing("src/commands/doctor.ts", "../../tests/helpers/client.ts"), [
    "What ships imports nothing from tests/helpers/client.ts: move what it needs to src/",
  ]);
  assert.equal(importing("main.ts", "./scripts/build.ts").length, 1);
  assert.deepEqual(importing("scripts/build.ts", "../tests/helpers/client.ts"), []);
});

Deno.test("`house/layers` sees every form of import", () => {
  const forms = [
    'import type { Tool } from "../tools/mod.ts";',
    'export { tool } from "../tools/mod.ts";',
    'export type { Tool } from "../tools/mod.ts";',
    'export * from "../tools/mod.ts";',
    'const { tool } = await import("../tools/mod.ts");',
    "const { tool } = await import(`../tools/mod.ts`);",
    'let tool: import("../tools/mod.ts").Tool;',
    'let tool: typeof import("../tools/mod.ts");',
    'import tool = require("../tools/mod.ts");',
    'import "./../domain/../tools/mod.ts?x#y";',
    'import "..\\\\tools\\\\mod.ts";',
  ];
  for (const form of forms) assert.equal(complaints("layers", "src/domain/task.ts", form).length, 1, form);
});

Deno.test("`house/layers` refuses an import whose layer it cannot tell", () => {
  assert.deepEqual(complaints("layers", "src/storage/store.ts", "await import(name);"), [
    "A computed import escapes the layers: write its path as a literal",
  ]);
  assert.deepEqual(importing("src/storage/store.ts", "file:///srv/clone/src/tools/mod.ts"), [
    'Import "file:///srv/clone/src/tools/mod.ts" by a relative path',
  ]);
});

Deno.test("`house/layers` asks for a layer for each file of src", () => {
  assert.deepEqual(complaints("layers", "src/utils/x.ts", "let a;"), [
    "src/utils/x.ts belongs to no layer: move it into one, or give it a rank in tests/lint/layers.ts",
  ]);
  assert.deepEqual(complaints("layers", "scripts/build.ts", "let a;"), []);
});

Deno.test("`house/layers` reads Windows paths", () => {
  const windows = (source: string) => complaints("layers", "src/domain/x.ts", source, "C:\\clone");
  assert.equal(windows('import "../tools/mod.ts";').length, 1);
  assert.deepEqual(windows('import "./task.ts";'), []);
});
