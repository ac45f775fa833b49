import assert from "node:assert/strict";
import { connect, ERAS, type Peer } from "../helpers/clients.ts";
import { type LogLine, recordingLog } from "../helpers/context.ts";

const CANARY = "c4n4ry";

/** Runs a body for each kind of client with what was logged. */
function eachLogged(
  name: string,
  body: (peer: Peer, lines: LogLine[]) => Promise<void>,
  fetch: typeof globalThis.fetch = () => Promise.reject(new TypeError(CANARY)),
): void {
  for (const era of ERAS) {
    Deno.test(`${name} (${era})`, async () => {
      const lines: LogLine[] = [];
      const settings = {
        version: "1.0.0",
        environment: CANARY,
        jokeUrl: "https://jokes.example/",
        zone: "UTC",
      };
      const peer = await connect(era, { log: recordingLog(lines), settings, fetch });
      try {
        await body(peer, lines);
      } finally {
        await peer.close();
      }
    });
  }
}

/** The lines above debug level, with the durations taken out after a look at them. */
function told(lines: LogLine[]): string[] {
  return lines.splice(0).filter(({ level }) => level !== "debug").map(({ category, level, message }) => {
    assert.match(message, / in \d+(?:\.\d)? ms$/);
    return `${level} ${category.join(".")}: ${message.replace(/ in \S+ ms$/, "")}`;
  });
}

const silently = (request: Promise<unknown>) => request.then(() => {}, () => {});

eachLogged(
  "each call, read and prompt leaves one line with its outcome and duration",
  async (peer, lines) => {
    await peer.call("add_task", { title: "x" });
    await peer.call("complete_task", { task_id: 1 });
    await peer.call("delete_task", { task_id: 2 });
    await peer.call("add_task", { titel: "x" });
    await peer.read("tasks://all");
    await peer.read("config://app-info");
    await peer.prompt("greeting_prompt", { name: "x" });
    await silently(peer.prompt("greeting_prompt", {}));
    assert.deepEqual(told(lines), [
      "info tool: add_task ok",
      "info tool: complete_task ok",
      "info tool: delete_task refused",
      "info tool: add_task refused",
      "info resource: tasks://all ok",
      "info resource: config://app-info ok",
      "info prompt: greeting_prompt ok",
      "info prompt: greeting_prompt refused",
    ]);
  },
);

eachLogged("a call of what there is not leaves one line as well, without the name", async (peer, lines) => {
  await silently(peer.call(CANARY));
  await silently(peer.read(CANARY));
  await silently(peer.prompt(CANARY));
  assert.deepEqual(told(lines), [
    "info tool: (unknown) refused",
    "info resource: (unknown) refused",
    "info prompt: (unknown) refused",
  ]);
});

eachLogged(
  "templates, lists and completions are named by what they are, without what was asked for",
  async (peer, lines) => {
    await peer.call("add_task", { title: "x", project: CANARY });
    await peer.read("tasks://task/1");
    await peer.read(`tasks://project/${CANARY}`);
    await silently(peer.read(`tasks://task/${CANARY}`));
    await peer.list();
    await peer.complete({ type: "ref/resource", uri: "tasks://task/{id}" }, "id", CANARY);
    await peer.complete({ type: "ref/prompt", name: "plan_day" }, "project", CANARY);
    await silently(peer.complete({ type: "ref/prompt", name: CANARY }, "project", ""));
    assert.deepEqual(told(lines), [
      "info tool: add_task ok",
      "info resource: tasks://task/{id} ok",
      "info resource: tasks://project/{name} ok",
      "info resource: tasks://task/{id} refused",
      "info resource: (list) ok",
      "info completion: tasks://task/{id} ok",
      "info completion: plan_day.project ok",
      "info completion: (unknown) refused",
    ]);
  },
);

eachLogged("an upstream request leaves a line of its own", async (peer, lines) => {
  await peer.call("fetch_joke");
  assert.deepEqual(told(lines), ["info upstream: GET jokes.example: status 200", "info tool: fetch_joke ok"]);
}, () => Promise.resolve(Response.json({ setup: CANARY, punchline: CANARY })));

eachLogged("an upstream request that fails leaves a line of its own", async (peer, lines) => {
  await peer.call("fetch_joke");
  const [upstream, tool, ...rest] = told(lines);
  assert.match(upstream ?? "", /^info upstream: GET jokes\.example: /);
  assert.deepEqual([tool, ...rest], ["info tool: fetch_joke refused"]);
});

eachLogged("no text of a caller's is in the log above debug level", async (peer, lines) => {
  await peer.call("add_task", { title: `${CANARY} title`, description: `${CANARY} description` });
  await peer.call("complete_task", { task_id: 1 });
  await peer.call("add_task", { title: [CANARY] });
  await peer.call("add_task", { [CANARY]: 1 });
  await peer.call("complete_task", { task_id: CANARY });
  await peer.call("generate_random_number", { min_value: CANARY, max_value: 1 });
  await peer.call("fetch_joke");
  await peer.call("delete_task", { task_id: 1 });
  await peer.read("tasks://all");
  await peer.read("tasks://pending");
  await peer.read("config://app-info");
  await silently(peer.call(CANARY));
  await silently(peer.read(`tasks://${CANARY}`));
  await silently(peer.prompt(CANARY));
  await peer.prompt("greeting_prompt", { name: CANARY });
  await silently(peer.prompt("greeting_prompt", { [CANARY]: CANARY }));
  assert.ok(lines.length >= 16);
  for (const line of lines.filter(({ level }) => level !== "debug")) {
    // The properties too: a JSON line has them all.
    assert.ok(!JSON.stringify(line).includes(CANARY), JSON.stringify(line));
  }
});

eachLogged("what was wrong is in the log at debug level", async (peer, lines) => {
  await peer.call("complete_task", { task_id: 99 });
  const debug = lines.filter(({ level }) => level === "debug");
  assert.deepEqual(debug.map(({ message }) => message), ["complete_task refused: Task 99 not found"]);
});
