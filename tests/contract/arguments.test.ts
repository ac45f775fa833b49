import assert from "node:assert/strict";
import type { Peer } from "../helpers/clients.ts";
import { eachEra, refusal } from "../helpers/eras.ts";

/** The text that an error's JSON holds. */
async function error(peer: Peer, name: string, args: Record<string, unknown>): Promise<unknown> {
  const { text, isError } = await peer.call(name, args);
  assert.equal(isError, true, text);
  const answer: unknown = JSON.parse(text);
  assert.ok(typeof answer === "object" && answer !== null && "error" in answer);
  const keys = name === "delete_task" ? ["success", "error"] : ["error"];
  assert.deepEqual(Object.keys(answer), keys);
  return answer.error;
}

eachEra("an unknown argument is refused with the nearest right name", async ({ peer }) => {
  assert.equal(
    await error(peer, "add_task", { titel: "x" }),
    'Unknown argument "titel": did you mean "title"?',
  );
  assert.equal(
    await error(peer, "get_task", { urgency: 1 }),
    'Unknown argument "urgency": known are task_id',
  );
  assert.equal(
    await error(peer, "update_task", { task: 1 }),
    'Unknown argument "task": did you mean "tags"?',
  );
  assert.equal(
    await error(peer, "fetch_joke", { kind: "dad" }),
    'Unknown argument "kind": there are no arguments',
  );
});

eachEra("names that every object has are unknown arguments as well", async ({ peer }) => {
  for (const name of ["constructor", "toString", "hasOwnProperty"]) {
    assert.equal(
      await error(peer, "add_task", { title: "x", [name]: "y" }),
      `Unknown argument "${name}": known are title, description, priority, due, defer_until, repeat, project, tags, ` +
        "parent_id, blocked_by, time_zone, request_id",
    );
  }
  assert.equal(await peer.read("tasks://all"), "No tasks found");
});

eachEra("__proto__ as an argument sets nothing", async ({ peer }) => {
  // The SDK's own parsing leaves it out before we see it, so it is no error.
  const args = Object.fromEntries([["title", "x"], ["__proto__", { description: "y" }]]);
  const { structured } = await peer.call("add_task", args);
  assert.equal(structured?.["description"], "");
});

eachEra("null means not given", async ({ peer }) => {
  const { structured, isError } = await peer.call("add_task", { title: "x", description: null });
  assert.equal(isError, false);
  assert.equal(structured?.["description"], "");
  assert.equal(
    await error(peer, "add_task", { title: null }),
    'Argument "title" must be a string, but it is missing',
  );
  // An unknown argument that is null is not given either.
  assert.equal((await peer.call("add_task", { title: "y", due: null })).isError, false);
});

eachEra("a missing argument is named", async ({ peer }) => {
  assert.equal(
    await error(peer, "add_task", {}),
    'Argument "title" must be a string, but it is missing',
  );
  assert.equal(
    await error(peer, "complete_task", {}),
    'Argument "task_id" must be an integer, but it is missing',
  );
  assert.equal(
    await error(peer, "generate_random_number", {}),
    'Argument "min_value" must be an integer, but it is missing; Argument "max_value" must be an integer, but it is missing',
  );
});

eachEra("a text of a wrong type is refused, and the value is quoted", async ({ peer }) => {
  const values: readonly (readonly [unknown, string])[] = [
    [5, "5"],
    [true, "true"],
    [["x"], '["x"]'],
    [{ text: "x" }, '{"text":"x"}'],
  ];
  for (const [title, quoted] of values) {
    assert.equal(
      await error(peer, "add_task", { title }),
      `Argument "title" must be a string, but it is ${quoted}`,
    );
  }
});

eachEra("a long value is quoted in part", async ({ peer }) => {
  const text = await error(peer, "complete_task", { task_id: "x".repeat(1_000) });
  assert.equal(
    text,
    `Argument "task_id" must be an integer, but it is "${"x".repeat(59)}… (1002 characters)`,
  );
});

eachEra("an integer of a wrong form is refused", async ({ peer }) => {
  const values: readonly (readonly [unknown, string])[] = [
    ["1", '"1"'],
    ["", '""'],
    [1.5, "1.5"],
    [-0.1, "-0.1"],
    [false, "false"],
    [[1], "[1]"],
    [{}, "{}"],
  ];
  for (const [task_id, quoted] of values) {
    const expected = `Argument "task_id" must be an integer, but it is ${quoted}`;
    assert.equal(await error(peer, "complete_task", { task_id }), expected);
    assert.equal(await error(peer, "delete_task", { task_id }), expected);
  }
});

eachEra("a number that is no number is refused by its name", async ({ peer }) => {
  // JSON's 1e400 is read as Infinity.
  assert.equal(
    await error(peer, "complete_task", { task_id: JSON.parse("1e400") }),
    'Argument "task_id" must be an integer, but it is Infinity',
  );
});

eachEra("an integer that is not safe is refused with the bound", async ({ peer }) => {
  assert.equal(
    await error(peer, "complete_task", { task_id: 2 ** 53 }),
    'Argument "task_id" must be a safe integer, at most 9007199254740991, but it is 9007199254740992',
  );
  assert.equal(
    await error(peer, "generate_random_number", { min_value: -(2 ** 53), max_value: 1e300 }),
    'Argument "min_value" must be a safe integer, at least -9007199254740991, but it is -9007199254740992; ' +
      'Argument "max_value" must be a safe integer, at most 9007199254740991, but it is 1e+300',
  );
});

eachEra("min above max is refused, and says so", async ({ peer }) => {
  assert.equal(
    await error(peer, "generate_random_number", { min_value: 5, max_value: -1 }),
    'Argument "min_value" is above "max_value": 5 and -1; swap them',
  );
});

eachEra("a title must have 1 to 500 characters, counted as code points", async ({ peer }) => {
  assert.equal(
    await error(peer, "add_task", { title: " \n\t " }),
    'Argument "title" must have 1 to 500 characters, but it has none',
  );
  assert.equal(
    await error(peer, "add_task", { title: "😀".repeat(501) }),
    'Argument "title" must have at most 500 characters, but it has 501; put the rest elsewhere',
  );
  assert.equal((await peer.call("add_task", { title: "😀".repeat(500) })).isError, false);
});

eachEra("a description has at most 10,000 characters", async ({ peer }) => {
  assert.equal(
    await error(peer, "add_task", { title: "x", description: "😀".repeat(10_001) }),
    'Argument "description" must have at most 10000 characters, but it has 10001; put the rest elsewhere',
  );
  const description = "😀".repeat(10_000);
  const { structured } = await peer.call("add_task", { title: "x", description });
  assert.equal(structured?.["description"], description);
});

eachEra("arguments that are no object are refused by the protocol", async ({ peer }) => {
  const list: Record<string, unknown> = JSON.parse("[]");
  const { code, message } = await refusal(peer.call("add_task", list));
  assert.equal(code, -32602);
  assert.match(message, /^Invalid tools\/call request/);
});
