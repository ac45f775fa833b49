import assert from "node:assert/strict";
import type { Peer } from "../helpers/clients.ts";
import { eachEra } from "../helpers/eras.ts";

/** The text of an error, after what holds for each: it is marked, it is JSON, and it has no structure. */
async function errorText(peer: Peer, name: string, args: Record<string, unknown>): Promise<string> {
  const { text, structured, isError } = await peer.call(name, args);
  assert.equal(isError, true, text);
  assert.equal(structured, undefined);
  assert.ok(JSON.parse(text));
  return text;
}

/** The text of a success, after what holds for each: its structure is the same, in the same order. */
async function answerText(peer: Peer, name: string, args: Record<string, unknown>): Promise<string> {
  const { text, structured, isError } = await peer.call(name, args);
  assert.equal(isError, false, text);
  assert.equal(JSON.stringify(structured), text);
  return text;
}

eachEra("add_task answers the five fields in their order, as text and as structure", async ({ peer }) => {
  assert.equal(
    await answerText(peer, "add_task", { title: "Buy milk", description: "Two of them" }),
    '{"id":1,"title":"Buy milk","description":"Two of them","status":"pending","created_at":"2026-11-22T10:00:00.000Z"}',
  );
});

eachEra("add_task with a title alone has an empty description and no noise", async ({ peer }) => {
  assert.equal(
    await answerText(peer, "add_task", { title: "Buy milk" }),
    '{"id":1,"title":"Buy milk","description":"","status":"pending","created_at":"2026-11-22T10:00:00.000Z"}',
  );
});

eachEra("add_task trims a title, and keeps a description as it is", async ({ peer }) => {
  assert.equal(
    await answerText(peer, "add_task", { title: " \n Buy milk\t", description: " a \n" }),
    '{"id":1,"title":"Buy milk","description":" a \\n","status":"pending","created_at":"2026-11-22T10:00:00.000Z"}',
  );
});

eachEra("ids are 1, 2, 3 and are never used twice, not after a deletion either", async ({ peer }) => {
  const add = async () => (await peer.call("add_task", { title: "x" })).structured?.["id"];
  assert.deepEqual([await add(), await add(), await add()], [1, 2, 3]);
  await answerText(peer, "delete_task", { task_id: 3 });
  await answerText(peer, "delete_task", { task_id: 1 });
  assert.deepEqual([await add(), await add()], [4, 5]);
});

eachEra("a refused add_task uses up no id", async ({ peer }) => {
  await errorText(peer, "add_task", { title: " " });
  const { structured } = await peer.call("add_task", { title: "x" });
  assert.equal(structured?.["id"], 1);
});

eachEra(
  "complete_task answers the task with completed_at last, and the same when called again",
  async ({ peer, wait }) => {
    await peer.call("add_task", { title: "Buy milk" });
    wait(90_000);
    const text =
      '{"id":1,"title":"Buy milk","description":"","status":"completed","created_at":"2026-11-22T10:00:00.000Z","completed_at":"2026-11-22T10:01:30.000Z"}';
    assert.equal(await answerText(peer, "complete_task", { task_id: 1 }), text);
    wait(90_000);
    assert.equal(await answerText(peer, "complete_task", { task_id: 1 }), text);
  },
);

eachEra("delete_task answers the task as it was, pending or completed", async ({ peer, wait }) => {
  await peer.call("add_task", { title: "a" });
  await peer.call("add_task", { title: "b" });
  wait(1);
  await peer.call("complete_task", { task_id: 2 });
  assert.equal(
    await answerText(peer, "delete_task", { task_id: 1 }),
    '{"success":true,"deleted":{"id":1,"title":"a","description":"","status":"pending","created_at":"2026-11-22T10:00:00.000Z"}}',
  );
  assert.equal(
    await answerText(peer, "delete_task", { task_id: 2 }),
    '{"success":true,"deleted":{"id":2,"title":"b","description":"","status":"completed","created_at":"2026-11-22T10:00:00.000Z","completed_at":"2026-11-22T10:00:00.001Z"}}',
  );
});

eachEra("a task that is not there is an error in JSON", async ({ peer }) => {
  assert.equal(await errorText(peer, "complete_task", { task_id: 99 }), '{"error":"Task 99 not found"}');
  assert.equal(
    await errorText(peer, "delete_task", { task_id: 99 }),
    '{"success":false,"error":"Task 99 not found"}',
  );
  for (const task_id of [0, -1, Number.MAX_SAFE_INTEGER]) {
    assert.equal(
      await errorText(peer, "complete_task", { task_id }),
      `{"error":"Task ${task_id} not found"}`,
    );
  }
});

eachEra("a deleted task is not found, by any tool", async ({ peer }) => {
  await peer.call("add_task", { title: "x" });
  await peer.call("delete_task", { task_id: 1 });
  assert.equal(await errorText(peer, "complete_task", { task_id: 1 }), '{"error":"Task 1 not found"}');
  assert.equal(
    await errorText(peer, "delete_task", { task_id: 1 }),
    '{"success":false,"error":"Task 1 not found"}',
  );
});

eachEra("generate_random_number answers the integer alone as text", async ({ peer }) => {
  const { text, structured, isError } = await peer.call("generate_random_number", {
    min_value: -7,
    max_value: -7,
  });
  assert.deepEqual({ text, structured, isError }, {
    text: "-7",
    structured: { result: -7 },
    isError: false,
  });
});

eachEra("fetch_joke answers SETUP - PUNCHLINE of one GET", async ({ peer }) => {
  const { text, structured, isError } = await peer.call("fetch_joke");
  assert.deepEqual({ text, structured, isError }, {
    text: "Why? - Because <b>.",
    structured: { result: "Why? - Because <b>." },
    isError: false,
  });
}, {
  settings: {
    version: "1.0.0",
    environment: "test",
    jokeUrl: "https://jokes.example/random_joke",
    zone: "UTC",
  },
  fetch: (input, { method = "GET" } = {}) => {
    assert.equal(`${method} ${String(input)}`, "GET https://jokes.example/random_joke");
    return Promise.resolve(Response.json({ id: 1, setup: "Why?", punchline: "Because <b>." }));
  },
});

eachEra("fetch_joke without a network is an error in JSON, and the server goes on", async ({ peer }) => {
  assert.match(await errorText(peer, "fetch_joke", {}), /^\{"error":"No answer from 127\.0\.0\.1:1 because /);
  await answerText(peer, "add_task", { title: "x" });
});
