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
  assert.deepEqual(Deno.lint.runPlugin(housePlugin("/srv/clone"), "/srv/clones/src/domain/x.ts", source), []);
  assert.equal(
    Deno.lint.runPlugin(housePlugin("/srv/clone"), "/srv/clone/src/server/x.ts", source).length,
    1,
  );
});

Deno.test("`pathFromRoot()` reads every way to write a path", () => {
  assert.equal(pathFromRoot("/srv/clone/", "/srv/clone/src/domain/x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/srv/clone", "/srv/clone/src/domain/x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("C:\\clone", "C:\\clone\\src\\domain\\x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/c:/clone/", "C:\\clone\\src\\domain\\x.ts"), "src/domain/x.ts");
  assert.equal(pathFromRoot("/srv/clone", "./main.ts"), "main.ts");
  assert.equal(pathFromRoot("/srv/clone", "src/log.ts"), "src/log.ts");
  assert.equal(pathFromRoot("/srv/clone", "/elsewhere/main.ts"), undefined);
  assert.equal(pathFromRoot("C:\\clone", "D:\\clone\\main.ts"), undefined);
});
