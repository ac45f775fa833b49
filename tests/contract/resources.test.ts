import assert from "node:assert/strict";
import { eachEra } from "../helpers/eras.ts";
import { z } from "zod";

eachEra("tasks://all and tasks://pending say so while there is nothing", async ({ peer }) => {
  assert.equal(await peer.read("tasks://all"), "No tasks found");
  assert.equal(await peer.read("tasks://pending"), "No pending tasks!");
});

eachEra("tasks://all shows a block a task, in order of id", async ({ peer, wait }) => {
  await peer.call("add_task", { title: "Buy milk" });
  wait(1_000);
  await peer.call("add_task", { title: "Call Ann", description: "About the boat" });
  await peer.call("add_task", { title: "Gone" });
  await peer.call("complete_task", { task_id: 1 });
  await peer.call("delete_task", { task_id: 3 });
  assert.equal(
    await peer.read("tasks://all"),
    `Current Tasks:

✅ [1] Buy milk
   Status: completed
   Created: 2026-11-22T10:00:00.000Z

⏳ [2] Call Ann
   Description: About the boat
   Status: pending
   Created: 2026-11-22T10:00:01.000Z

`,
  );
});

eachEra("tasks://pending shows what is still to be done", async ({ peer }) => {
  await peer.call("add_task", { title: "Done" });
  await peer.call("add_task", { title: "Call Ann", description: "About the boat" });
  await peer.call("add_task", { title: "Gone" });
  await peer.call("add_task", { title: "Buy milk" });
  await peer.call("complete_task", { task_id: 1 });
  await peer.call("delete_task", { task_id: 3 });
  assert.equal(
    await peer.read("tasks://pending"),
    `Pending Tasks:

⏳ [2] Call Ann
   About the boat

⏳ [4] Buy milk

`,
  );
  await peer.call("complete_task", { task_id: 2 });
  await peer.call("complete_task", { task_id: 4 });
  assert.equal(await peer.read("tasks://pending"), "No pending tasks!");
});

eachEra("a line break in a text is indented to its column", async ({ peer }) => {
  await peer.call("add_task", { title: "one\ntwo\r\nthree", description: "four\nfive" });
  assert.equal(
    await peer.read("tasks://all"),
    `Current Tasks:

⏳ [1] one
       two
       three
   Description: four
                five
   Status: pending
   Created: 2026-11-22T10:00:00.000Z

`,
  );
  assert.equal(
    await peer.read("tasks://pending"),
    `Pending Tasks:

⏳ [1] one
       two
       three
   four
   five

`,
  );
});

eachEra("config://app-info names the app, the environment and the version", async ({ peer }) => {
  assert.equal(
    await peer.read("config://app-info"),
    '{"app_name":"Demo MCP Server","environment":"development","version":"1.0.0"}',
  );
});

eachEra("config://app-info shows what ENVIRONMENT says", async ({ peer }) => {
  assert.equal(
    await peer.read("config://app-info"),
    '{"app_name":"Demo MCP Server","environment":"pro\\"duction","version":"2.3.4"}',
  );
}, {
  settings: { version: "2.3.4", environment: 'pro"duction', jokeUrl: "http://127.0.0.1:1/", zone: "UTC" },
});

const Listed = z.object({ uri: z.string(), mimeType: z.string() });

eachEra("the resources are listed with their addresses and types", async ({ peer }) => {
  const { resources } = await peer.list();
  assert.deepEqual(resources.map((one) => Listed.parse(one)), [
    { uri: "config://app-info", mimeType: "application/json" },
    { uri: "tasks://all", mimeType: "text/plain" },
    { uri: "tasks://pending", mimeType: "text/plain" },
    { uri: "tasks://ready", mimeType: "text/plain" },
    { uri: "tasks://stats", mimeType: "application/json" },
  ]);
});
