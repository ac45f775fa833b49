import assert from "node:assert/strict";
import { listTool } from "../../src/server/listing.ts";
import { tools } from "../../src/tools/mod.ts";
import { eachEra } from "../helpers/eras.ts";

// A file for each tool, so that a change to what clients see is a change that a reviewer sees.

const FOLDER = new URL("./listings/", import.meta.url);
const UPDATE = Deno.env.get("UPDATE") === "1";
const HOW = "if it is meant to, run: UPDATE=1 deno task test, and review the change";

/** What the file of a tool holds. */
async function kept(name: string): Promise<string> {
  try {
    return await Deno.readTextFile(new URL(`${name}.json`, FOLDER));
  } catch {
    return assert.fail(`${name} has no file in listings/: ${HOW}`);
  }
}

for (const tool of tools) {
  Deno.test(`${tool.name}'s listing is what its file in listings/ says`, async () => {
    const text = JSON.stringify(listTool(tool), null, 2) + "\n";
    if (UPDATE) await Deno.writeTextFile(new URL(`${tool.name}.json`, FOLDER), text);
    assert.equal(text, await kept(tool.name), `The listing of ${tool.name} differs from its file: ${HOW}`);
  });
}

eachEra("clients get each tool's listing as it is", async ({ peer }) => {
  const shown = (await peer.list()).tools;
  const files: unknown[] = [];
  for (const { name } of tools) files.push(JSON.parse(await kept(name)));
  assert.deepEqual(shown, files);
});

Deno.test("listings/ has no file of a tool that is gone", async () => {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) files.push(name);
  assert.deepEqual(files.sort(), tools.map(({ name }) => `${name}.json`).sort());
});
