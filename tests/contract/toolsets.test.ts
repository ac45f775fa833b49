import assert from "node:assert/strict";
import { z } from "zod";
import { TOOLSETS } from "../../src/capability.ts";
import { offer } from "../../src/server/offer.ts";
import { tools } from "../../src/tools/mod.ts";
import type { Peer } from "../helpers/clients.ts";
import { eachEra, refusal } from "../helpers/eras.ts";

async function namesOf(peer: Peer): Promise<string[]> {
  return (await peer.list()).tools.map((tool) => z.object({ name: z.string() }).parse(tool).name);
}

const WRITES = ["add_task", "add_tasks", "update_task", "complete_task", "delete_task", "claim_task", "undo"];

Deno.test("each tool is in the toolset that it belongs to", () => {
  const named = (set: string) =>
    tools.filter(({ toolset }) => toolset === set).map(({ name }) => name).sort();
  assert.deepEqual(named("agents"), ["claim_task", "next_task"]);
  assert.deepEqual(named("history"), ["list_changes", "undo"]);
  assert.deepEqual(named("demo"), ["fetch_joke", "generate_random_number"]);
  assert.deepEqual(
    named("tasks"),
    ["add_task", "add_tasks", "complete_task", "delete_task", "get_task", "list_tasks", "update_task"],
  );
});

Deno.test("offer() gives all, or those of some toolsets, in their order", () => {
  const all = offer(tools, { toolsets: TOOLSETS, readOnly: false });
  assert.deepEqual([all.tools, all.withheld.size], [tools, 0]);
  for (const toolset of TOOLSETS) {
    const one = offer(tools, { toolsets: [toolset], readOnly: false });
    assert.deepEqual(one.tools, tools.filter((tool) => tool.toolset === toolset));
    assert.equal(one.tools.length + one.withheld.size, tools.length);
  }
});

eachEra(
  "a toolset that is left out is not listed, and its tools refuse with the reason",
  async ({ peer }) => {
    assert.deepEqual(
      await namesOf(peer),
      ["list_changes", "undo", "fetch_joke", "generate_random_number"].sort((a, b) =>
        tools.findIndex(({ name }) => name === a) - tools.findIndex(({ name }) => name === b)
      ),
    );
    assert.deepEqual(await refusal(peer.call("add_task", { title: "x" })), {
      code: -32602,
      message: 'Tool "add_task" is not offered here: start the server with the toolset "tasks" in --toolsets',
    });
    assert.deepEqual(await refusal(peer.call("claim_task")), {
      code: -32602,
      message:
        'Tool "claim_task" is not offered here: start the server with the toolset "agents" in --toolsets',
    });
    assert.equal((await peer.call("list_changes")).structured?.["total"], 0);
    assert.match((await refusal(peer.call("no_such_tool"))).message, /^Unknown tool "no_such_tool": /);
  },
  { capabilities: offer(tools, { toolsets: ["demo", "history"], readOnly: false }) },
);

eachEra("a read-only server lists no tool that changes tasks, and each of them refuses", async ({ peer }) => {
  assert.deepEqual(
    await namesOf(peer),
    tools.map(({ name }) => name).filter((name) => !WRITES.includes(name)),
  );
  for (const name of WRITES) {
    assert.deepEqual(await refusal(peer.call(name, { title: "x" })), {
      code: -32602,
      message: `Tool "${name}" changes tasks, but this server is read-only: start it without --read-only`,
    });
  }
  assert.equal((await peer.call("list_tasks", { view: "all" })).structured?.["total"], 0);
  assert.equal(await peer.read("tasks://all"), "No tasks found");
}, { capabilities: offer(tools, { toolsets: TOOLSETS, readOnly: true }) });
