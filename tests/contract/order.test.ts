import assert from "node:assert/strict";
import { z } from "zod";
import { openStore } from "../../src/storage/kv_store.ts";
import { type Caller, callerTo } from "../helpers/callers.ts";
import { ERAS, factoryOf } from "../helpers/clients.ts";

const Task = z.object({ structuredContent: z.object({ id: z.int(), title: z.string() }) });
const Contents = z.object({ contents: z.tuple([z.object({ text: z.string() })]) });

/** Runs a body with a client of each kind whose requests are on the wire in the order of the calls. */
function eachCaller(name: string, body: (caller: Caller) => Promise<void>): void {
  for (const era of ERAS) {
    Deno.test(`${name} (${era})`, async () => {
      const store = await openStore({ path: ":memory:" });
      const caller = await callerTo(era, factoryOf({ store }));
      try {
        await body(caller);
      } finally {
        await caller.close();
        await store.close();
      }
    });
  }
}

const call = (caller: Caller, name: string, args: Record<string, unknown>) =>
  caller.send("tools/call", { name, arguments: args });

const read = async (caller: Caller, uri: string) =>
  Contents.parse(await caller.send("resources/read", { uri })).contents[0].text;

for (const uri of ["tasks://all", "tasks://pending", "tasks://ready"]) {
  eachCaller(`a read of ${uri} sent right behind an add sees it, 100 of 100 times`, async (caller) => {
    for (let round = 1; round <= 100; round++) {
      const added = call(caller, "add_task", { title: `round ${round}.` });
      const view = read(caller, uri);
      await added;
      assert.ok((await view).includes(`⏳ [${round}] round ${round}.\n`), `round ${round}`);
    }
  });
}

eachCaller("what looks at a task, a project or the figures right behind an add sees it", async (caller) => {
  for (let round = 1; round <= 20; round++) {
    const added = call(caller, "add_task", { title: `round ${round}.`, project: `p${round}` });
    const views = [`tasks://task/${round}`, `tasks://project/p${round}`, "tasks://stats"].map((uri) =>
      read(caller, uri)
    );
    const prompt = caller.send("prompts/get", { name: "prioritize", arguments: { project: `p${round}` } });
    await added;
    const [task = "", project = "", stats = ""] = await Promise.all(views);
    assert.ok(task.startsWith(`⏳ [${round}] round ${round}.\n`), task);
    assert.ok(project.includes(`⏳ [${round}] round ${round}.\n`), project);
    assert.ok(stats.startsWith(`{"total":${round},`), stats);
    assert.match(JSON.stringify(await prompt), new RegExp(`round ${round}\\.`));
  }
});

eachCaller("a read sent right behind a completion and a deletion sees both", async (caller) => {
  for (let round = 0; round < 20; round++) {
    const [kept, gone] = [round * 2 + 1, round * 2 + 2];
    const answers = [
      call(caller, "add_task", { title: "kept" }),
      call(caller, "add_task", { title: "gone" }),
      call(caller, "complete_task", { task_id: kept }),
      call(caller, "delete_task", { task_id: gone }),
    ];
    const views = [read(caller, "tasks://all"), read(caller, "tasks://pending")];
    for (const answer of await Promise.all(answers)) assert.ok(answer["structuredContent"]);
    const [all = "", pending] = await Promise.all(views);
    assert.ok(all.includes(`✅ [${kept}] kept\n`) && !all.includes(`[${gone}]`), all);
    assert.equal(pending, "No pending tasks!");
  }
});

eachCaller("adds that are sent at once get ids in the order in which they were sent", async (caller) => {
  const titles = Array.from({ length: 100 }, (_, index) => `task ${index + 1}`);
  const answers = await Promise.all(titles.map((title) => call(caller, "add_task", { title })));
  assert.deepEqual(
    answers.map((answer) => Task.parse(answer).structuredContent).map(({ id, title }) => `${id} ${title}`),
    titles.map((title, index) => `${index + 1} ${title}`),
  );
});
