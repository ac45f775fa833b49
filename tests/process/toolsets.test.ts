import assert from "node:assert/strict";
import { copyProject, hostArgs } from "../helpers/project.ts";
import { callLine, HANDSHAKE, requestLine, runServer } from "../helpers/server_process.ts";

const CALLS = HANDSHAKE + requestLine(1, "tools/list") + callLine(2, "add_task", { title: "x" }) +
  callLine(3, "fetch_joke");

/** What a server process lists, and what it answers to an add and to a joke. */
async function offered(more: string[], env: Record<string, string> = {}): Promise<string[]> {
  await using project = await copyProject();
  const ended = await runServer(hostArgs(project, ...more), CALLS, {
    env: { ...env, HTTPS_PROXY: "http://127.0.0.1:1" },
  });
  assert.equal(ended.code, 0, ended.stderr);
  return [1, 2, 3].map((id) => ended.lines.find((line) => JSON.parse(line).id === id) ?? "");
}

Deno.test("a server process with --toolsets and --read-only offers what they say", async () => {
  const [list = "", add = "", joke = ""] = await offered(["--toolsets", "tasks", "--read-only"]);
  const names = JSON.parse(list).result.tools.map((tool: { name: string }) => tool.name);
  assert.deepEqual(names, ["list_tasks", "get_task"]);
  assert.match(add, /"error":\{[^}]*but this server is read-only/);
  assert.match(joke, /"error":\{[^}]*with the toolset \\"demo\\" in --toolsets/);
});

Deno.test("a server process takes both by variable, and a flag wins", async () => {
  const env = { TASKTRACKER_TOOLSETS: "demo", TASKTRACKER_READ_ONLY: "true" };
  const [list = "", add = ""] = await offered([], env);
  assert.equal(JSON.parse(list).result.tools.length, 2);
  assert.match(add, /but this server is read-only/);
  const [, added = ""] = await offered(["--toolsets=tasks,demo", "--read-only=false"], env);
  assert.match(added, /"structuredContent":\{"id":1,/);
});
