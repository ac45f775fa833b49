import assert from "node:assert/strict";
import { z } from "zod";
import { eachEra, refusal } from "../helpers/eras.ts";

eachEra("tasks://project/{name} shows a project's tasks, the pending ones first", async ({ peer, wait }) => {
  await peer.call("add_task", { title: "Old", project: "Big House" });
  await peer.call("add_task", { title: "Walls", project: "big house " });
  await peer.call("add_task", { title: "Roof", project: "BIG HOUSE", priority: "high" });
  await peer.call("add_task", { title: "Else", project: "Straße 50% a/b" });
  await peer.call("add_task", { title: "None" });
  wait(1_000);
  await peer.call("complete_task", { task_id: 1 });
  for (const name of ["Big%20House", "big house", "%62IG%20house%20"]) {
    assert.equal(
      await peer.read(`tasks://project/${name}`),
      `Project: Big House
Open: 2
Completed: 1

⏳ [3] Roof
   Priority: high
   Project: BIG HOUSE

⏳ [2] Walls
   Project: big house

✅ [1] Old
   Project: Big House

`,
    );
  }
  const other = await peer.read(`tasks://project/${encodeURIComponent("STRASSE 50% a/b")}`);
  assert.match(other, /^Project: Straße 50% a\/b\nOpen: 1\n/);
});

eachEra("tasks://project/{name} refuses what is malformed, and what there is not", async ({ peer }) => {
  assert.deepEqual(await refusal(peer.read("tasks://project/x")), {
    code: -32602,
    message: 'Project "x" not found: no task has a project yet, so give one to a task first',
  });
  await peer.call("add_task", { title: "x", project: "Garden" });
  await peer.call("add_task", { title: "x", project: "Gone" });
  await peer.call("delete_task", { task_id: 2 });
  for (const name of ["Gardne", "Gone", "__proto__", "constructor"]) {
    assert.deepEqual(await refusal(peer.read(`tasks://project/${name}`)), {
      code: -32602,
      message: `Project ${JSON.stringify(name)} not found: take one such as "Garden"`,
    });
  }
  for (const name of ["%zz", "%", "%C3", "a%2"]) {
    assert.deepEqual(await refusal(peer.read(`tasks://project/${name}`)), {
      code: -32602,
      message: `Address tasks://project/{name} has the malformed name ${
        JSON.stringify(name)
      }: percent-encode its name in UTF-8, such as tasks://project/Big%20House`,
    });
  }
  const long = await refusal(peer.read(`tasks://project/${"x".repeat(100_000)}`));
  assert.equal(long.code, -32602);
  assert.ok(long.message.length < 300);
  assert.match((await refusal(peer.read("tasks://project/"))).message, /names no project/);
});

const Listed = z.object({ uri: z.string(), name: z.string(), title: z.string(), mimeType: z.string() });

eachEra("the templates are listed, and of each the most pressing addresses, at most 50", async ({ peer }) => {
  const Template = z.object({ uriTemplate: z.string(), name: z.string(), mimeType: z.string() });
  assert.deepEqual((await peer.templates()).map((one) => Template.parse(one)), [
    { uriTemplate: "tasks://task/{id}", name: "task", mimeType: "text/plain" },
    { uriTemplate: "tasks://project/{name}", name: "project", mimeType: "text/plain" },
  ]);
  const listed = async (prefix: string) =>
    (await peer.list()).resources.map((one) => Listed.parse(one)).filter(({ uri }) => uri.startsWith(prefix));
  assert.deepEqual(await listed("tasks://task/"), []);
  for (let n = 0; n < 2; n++) {
    await peer.call("add_tasks", {
      tasks: Array.from({ length: 26 }, (_, m) => ({ title: "x", project: `p${n}.${m}` })),
    });
  }
  await peer.call("add_task", { title: "Two\nlines\u202E", priority: "high", project: "a/b c" });
  await peer.call("complete_task", { task_id: 1 });
  const tasks = await listed("tasks://task/");
  assert.equal(tasks.length, 50);
  assert.deepEqual(tasks.slice(0, 2), [
    { uri: "tasks://task/53", name: "task-53", title: "[53] Two lines\\u{202E}", mimeType: "text/plain" },
    { uri: "tasks://task/2", name: "task-2", title: "[2] x", mimeType: "text/plain" },
  ]);
  const projects = await listed("tasks://project/");
  assert.equal(projects.length, 50);
  assert.deepEqual(projects[0], {
    uri: "tasks://project/a%2Fb%20c",
    name: "project-a%2Fb%20c",
    title: "a/b c",
    mimeType: "text/plain",
  });
  for (const { uri } of [...tasks, ...projects]) assert.ok(await peer.read(uri));
});
