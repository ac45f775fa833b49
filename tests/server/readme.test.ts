import assert from "node:assert/strict";
import { z } from "zod";
import { generated } from "../../scripts/readme.ts";

const Lock = z.object({ npm: z.record(z.string(), z.unknown()) });

const README = await Deno.readTextFile(new URL("../../README.md", import.meta.url));

Deno.test("README's tables are those of the code", () => {
  assert.equal(README, generated(README), 'The tables are stale: run "deno task readme"');
});

Deno.test("README says how many packages a first start downloads, and none is a test's", async () => {
  const lock = Lock.parse(JSON.parse(await Deno.readTextFile(new URL("../../deno.lock", import.meta.url))));
  const packages = Object.keys(lock.npm).map((name) => name.slice(0, name.lastIndexOf("@")));
  assert.deepEqual(packages, [
    "@logtape/logtape",
    "@modelcontextprotocol/core",
    "@modelcontextprotocol/server",
    "leven",
    "zod",
  ]);
  assert.match(README, new RegExp(`downloads\\s+${packages.length}\\s+npm\\s+packages`));
});
