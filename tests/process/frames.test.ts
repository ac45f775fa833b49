import assert from "node:assert/strict";
import fc from "fast-check";
import { faults, frames, type Opening } from "../helpers/frames.ts";
import { copyProject, hostArgs } from "../helpers/project.ts";
import { runServer } from "../helpers/server_process.ts";

const OPTIONS = {
  calls: [
    { name: "add_task", arguments: { title: "one" } },
    { name: "complete_task", arguments: { task_id: 1 } },
    { name: "delete_task", arguments: { task_id: "2" } },
    { name: "generate_random_number", arguments: { min_value: 1, max_value: 6 } },
    { name: "constructor", arguments: {} },
  ],
  tooLong: 4 * 1024 * 1024,
};

Deno.test("a server process survives 10,000 random frames and answers each as often as it must", async (t) => {
  const seed = Number(Deno.env.get("SEED") ?? crypto.getRandomValues(new Uint32Array(1))[0]) | 0;
  console.log(`SEED=${seed}`);
  for (const [index, opening] of (["2025", "2026", "none"] as const satisfies readonly Opening[]).entries()) {
    await t.step(`opened as ${opening}`, async () => {
      await using project = await copyProject();
      const [lines = []] = fc.sample(frames(opening, 3_334, OPTIONS), { seed: seed + index, numRuns: 1 });
      const input = await new Blob(lines.flatMap((line) => [Uint8Array.from(line), "\n"])).bytes();
      const ended = await runServer(hostArgs(project, "--log-level", "error"), input);
      assert.equal(ended.code, 0, ended.stderr);
      assert.deepEqual(faults(lines, ended.lines, OPTIONS.tooLong), []);
      assert.deepEqual(ended.lines.filter((line) => line.includes("Server stopped before")), []);
      assert.equal(ended.stderr, "");
    });
  }
});
