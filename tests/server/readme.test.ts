import assert from "node:assert/strict";
import { z } from "zod";
import { generated } from "../../scripts/readme.ts";
import { listTool } from "../../src/server/listing.ts";
import { tools } from "../../src/tools/mod.ts";
import { countTokens, shownText } from "../helpers/tokens.ts";

const Lock = z.object({ npm: z.record(z.string(), z.unknown()) });

const README = await Deno.readTextFile(new URL("../../README.md", import.meta.url));

Deno.test("README's tables are those of the code", () => {
  assert.equal(README, generated(README), 'The tables are stale: run "deno task readme"');
});

Deno.test("README says what the tools cost a model", () => {
  const listed = tools.map(listTool);
  const shown = listed.reduce((sum, tool) => sum + countTokens(shownText(tool)), 0);
  const whole = listed.reduce((sum, tool) => sum + countTokens(JSON.stringify(tool)), 0);
  const figures = [shown, whole].map((tokens) => tokens.toLocaleString("en"));
  const sentence = `cost a model ${figures[0]} tokens as hosts show them and ${figures[1]} with everything`;
  assert.ok(README.replaceAll(/\s+/g, " ").includes(sentence), sentence);
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
