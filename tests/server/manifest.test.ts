import assert from "node:assert/strict";
import { z } from "zod";
import { JOKE_URL, VARIABLES } from "../../src/config.ts";

// What has to be said twice, in code and in a manifest or in both manifests, is the same in both places.

const Manifest = z.looseObject({
  imports: z.record(z.string(), z.string()),
  compilerOptions: z.record(z.string(), z.unknown()),
  unstable: z.array(z.string()),
  lock: z.strictObject({ frozen: z.literal(true) }),
});
const Stdio = z.object({
  permissions: z.object({
    stdio: z.strictObject({
      read: z.array(z.string()),
      write: z.array(z.string()),
      net: z.array(z.string()),
      env: z.array(z.string()),
    }),
  }),
});

function text(path: string): Promise<string> {
  return Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
}

const main = Manifest.parse(JSON.parse(await text("deno.json")));
const tests = Manifest.parse(JSON.parse(await text("tests/deno.json")));
const { stdio } = Stdio.parse(main).permissions;

Deno.test("the server may read the variables of src/config.ts, and no other", () => {
  assert.deepEqual(stdio.env, VARIABLES);
});

Deno.test("the server may ask the host of the joke, and no other", () => {
  assert.deepEqual(stdio.net, [new URL(JOKE_URL).host]);
});

Deno.test("the server may touch the folder of the data, and no other", () => {
  assert.deepEqual([stdio.read, stdio.write], [["./data"], ["./data"]]);
});

Deno.test("every import is an npm package with its exact version, and none comes from JSR", () => {
  for (const { imports } of [main, tests]) {
    for (const [name, target] of Object.entries(imports)) {
      assert.match(target, /^npm:(?:@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/, name);
      assert.equal(target.replace(/^npm:/, "").replace(/@[\d.]+$/, ""), name);
    }
  }
});

Deno.test("the tests take what ships in the same versions", () => {
  for (const [name, target] of Object.entries(main.imports)) assert.equal(tests.imports[name], target);
});

Deno.test("the tests are compiled as strictly as what ships", () => {
  assert.deepEqual(tests.compilerOptions, main.compilerOptions);
  assert.deepEqual(tests.unstable, main.unstable);
  assert.equal(main.compilerOptions["strict"], true);
});

Deno.test("no lockfile names a registry's host or JSR, and each package has its digest", async () => {
  const Lock = z.looseObject({ npm: z.record(z.string(), z.looseObject({ integrity: z.string() })) });
  for (const path of ["deno.lock", "tests/deno.lock"]) {
    const lock = await text(path);
    assert.doesNotMatch(lock, /https?:|jsr|registry/i, path);
    for (const [name, { integrity }] of Object.entries(Lock.parse(JSON.parse(lock)).npm)) {
      assert.match(integrity, /^sha512-/, name);
    }
  }
});
