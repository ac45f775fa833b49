import assert from "node:assert/strict";
import plugin, { housePlugin } from "./plugin.ts";
import { pathFromRoot } from "./rule.ts";

Deno.test("`plugin` holds all rules of the house", () => {
  assert.equal(plugin.name, "house");
  assert.deepEqual(Object.keys(plugin.rules), [
    "documented",
    "file-length",
    "kv",
    "layers",
    "no-doubt",
    "no-jsr",
    "pure-domain",
    "sdk-server",
    "stdout",
  ]);
});

Deno.test("`plugin` knows the root of this project", () => {
  const { pathname } = new URL("../../src/domain/x.ts", import.meta.url);
  const [first] = Deno.lint.runPlugin(plugin, decodeURIComponent(pathname), 'import "../tools/mod.ts";');
  assert.equal(first?.id, "house/layers");
});

Deno.test("`housePlugin()` leaves files outside of the root alone", () => {
  const source = 'import "jsr:@std/fs";';
  assert.deepEqual(Deno.lint.runPlugin(housePlugin("/work"), "/workshop/src/domain/x.ts", source), []);
  assert.equal(Deno.lint.runPlugin(housePlugin("/work"), "/work/src/server/x.ts", source).length, 1);
});

Deno.test("`pathFromRoot()` reads every way to write a path", () => {
  assert.equal(pathFromRoot("/work/", "/work/src/domain/x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/work", "/work/src/domain/x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("C:\\work", "C:\\work\\src\\domain\\x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/c:/work/", "C:\\work\\src\\domain\\x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/work", "./main.ts"), "main.ts");
  assert.equal(pathFromRoot("/work", "src/log.ts"), "src/log.ts");
  assert.equal(pathFromRoot("/work", "/elsewhere/main.ts"), undefined);
  assert.equal(pathFromRoot("C:\\work", "D:\\work\\main.ts"), undefined);
});
