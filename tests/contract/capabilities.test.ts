import assert from "node:assert/strict";
import { z } from "zod";
import { prompts } from "../../src/prompts/mod.ts";
import { resources, templates } from "../../src/resources/mod.ts";
import { listTool } from "../../src/server/listing.ts";
import { INSTRUCTIONS } from "../../src/server/server.ts";
import { tools } from "../../src/tools/mod.ts";
import { connect, ERAS, type Peer } from "../helpers/clients.ts";
import { eachEra } from "../helpers/eras.ts";
import { type ListedTool, listedTool, parts, sampleArguments } from "../helpers/listed.ts";
import { countTokens, shownText } from "../helpers/tokens.ts";

// What holds for every capability there is: a new one is tested here as soon as it is in its mod.ts.

const jokes = {
  settings: { version: "1.0.0", environment: "test", jokeUrl: "https://jokes.example/", zone: "UTC" },
  fetch: () => Promise.resolve(Response.json({ setup: "Why?", punchline: "Because." })),
};

const listed = await listing();

async function listing(): Promise<ListedTool[]> {
  const peer = await connect("v1 client");
  try {
    return (await peer.list()).tools.map(listedTool);
  } finally {
    await peer.close();
  }
}

function assertDescription(name: string, description: string): void {
  assert.ok(description.length <= 200, `${name}'s description has ${description.length} characters`);
  assert.match(description, /^[A-Z].*\.$/s, `${name}'s description is sentences`);
  const sentences = description.split(/[.!?](?:\s|$)/).filter((sentence) => sentence !== "");
  assert.ok(sentences.length <= 2, `${name}'s description has ${sentences.length} sentences`);
}

Deno.test("each tool has a name in snake case, a title, a short description and all four hints", () => {
  assert.deepEqual(listed.map(({ name }) => name), tools.map(({ name }) => name));
  for (const { name, title, description } of listed) {
    assert.match(name, /^[a-z][a-z0-9_]*$/);
    assert.match(title, /^[A-Z]/, `${name}'s title`);
    assertDescription(name, description);
  }
});

Deno.test("names and titles are unique among tools, resources and prompts", () => {
  for (const all of [tools, [...resources, ...templates], prompts]) {
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
  }
  assert.equal(new Set(resources.map(({ uri }) => uri)).size, resources.length);
});

Deno.test("each resource and prompt has a title and a short description", () => {
  const addresses = templates.map((one) => ({ ...one, uri: one.prefix }));
  for (const { uri, name, title, description, mimeType } of [...resources, ...addresses]) {
    assert.match(name, /^[a-z][a-z0-9-]*$/);
    assert.match(title, /^[A-Z]/, `${uri}'s title`);
    assert.match(mimeType, /^(?:text\/plain|text\/markdown|application\/json)$/);
    assertDescription(uri, description);
  }
  for (const { name, title, description, input } of prompts) {
    assert.match(name, /^[a-z][a-z0-9_]*$/);
    assert.match(title, /^[A-Z]/, `${name}'s title`);
    assertDescription(name, description);
    for (const [argument, { description }] of Object.entries(input.shape)) {
      assert.ok(description, `${name}'s argument "${argument}" says what it is`);
    }
  }
});

Deno.test("each tool, resource and prompt has a file of its name, and no file is left out", async () => {
  const files = async (folder: string) => {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(new URL(`../../src/${folder}/`, import.meta.url))) {
      if (name !== "mod.ts") names.push(name.replace(/\.ts$/, ""));
    }
    return names.sort();
  };
  assert.deepEqual(await files("tools"), tools.map(({ name }) => name).sort());
  assert.deepEqual(await files("prompts"), prompts.map(({ name }) => name).sort());
  assert.deepEqual(
    await files("resources"),
    [...resources, ...templates].map(({ name }) => words(name)).sort(),
  );
});

/** A resource's file is named in snake case. */
function words(name: string): string {
  return name.replaceAll("-", "_");
}

Deno.test("each tool's schemas are objects, as lean as they can be", () => {
  for (const { name, inputSchema, outputSchema } of listed) {
    for (const schema of [inputSchema, outputSchema]) {
      assert.equal(schema.type, "object", name);
      const text = JSON.stringify(schema);
      for (const word of ["$schema", "$ref", "$defs", "oneOf", "anyOf", "allOf", "not", "pattern"]) {
        assert.ok(!text.includes(`"${word}":`), `${name} has ${word}`);
      }
      for (const bound of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
        assert.ok(!text.includes(`${bound}`), `${name} has the bound ${bound}`);
      }
    }
  }
});

/** The arguments whose names say what they are; a description of each would be paid for in every conversation. */
const PLAIN = new Set([
  ...["title", "description", "status", "priority", "project", "tags", "add_tags", "remove_tags", "note"],
  ...["task_id", "parent_id", "blocked_by", "change_id", "tasks", "ref", "by"],
  ...["view", "detail", "limit", "cursor", "lease_minutes", "release"],
]);

Deno.test("each argument is typed, and says what it is where its name does not", () => {
  for (const { name, inputSchema } of listed) {
    for (const [argument, { type, description }] of Object.entries(inputSchema.properties ?? {})) {
      assert.ok(type !== undefined, `${name}'s argument "${argument}" has a type`);
      assert.ok(description || PLAIN.has(argument), `${name}'s argument "${argument}" says what it is`);
    }
    for (const part of parts(inputSchema)) {
      assert.ok(
        typeof part.type === "string" || Array.isArray(part.type),
        `${name}: ${JSON.stringify(part)}`,
      );
      if (part.type === "object") assert.equal(part.additionalProperties, false, name);
    }
  }
});

Deno.test("each part of an answer is typed and open, and a nested task has the contract's five", () => {
  for (const { name, outputSchema } of listed) {
    assert.ok(Object.keys(outputSchema.properties ?? {}).length > 0, name);
    for (const part of parts(outputSchema)) {
      assert.equal(typeof part.type, "string", name);
      assert.equal(part.additionalProperties, undefined, name);
    }
    for (const key of ["task", "deleted"]) {
      const nested = outputSchema.properties?.[key]?.properties;
      const five = ["id", "title", "description", "status", "created_at"];
      if (nested) assert.deepEqual(Object.keys(nested), five, `${name}.${key}`);
    }
  }
});

Deno.test("an argument with a default is not required", () => {
  for (const { name, inputSchema } of listed) {
    for (const [argument, schema] of Object.entries(inputSchema.properties ?? {})) {
      if ("default" in schema) assert.ok(!inputSchema.required?.includes(argument), `${name}.${argument}`);
    }
  }
});

for (const era of ERAS) {
  Deno.test(`each tool's answer is what its output schema says, as text too (${era})`, async () => {
    for (const { name, inputSchema } of listed) {
      const peer = await connect(era, jokes);
      try {
        // Once it has listed the tools, each kind of client holds answers against the output schemas by itself, and
        // throws where one does not match. That it does is the next test.
        await peer.list();
        await peer.call("add_task", { title: "x" });
        const { text, structured, isError } = await peer.call(name, sampleArguments(inputSchema));
        assert.equal(isError, false, `${name}: ${text}`);
        const plain = ["fetch_joke", "generate_random_number"].includes(name);
        assert.equal(text, plain ? String(structured?.["result"]) : JSON.stringify(structured), name);
      } finally {
        await peer.close();
      }
    }
  });
}

eachEra("an answer that is not what its output schema says is refused by the client", async ({ peer }) => {
  await peer.list();
  for (const { name } of listed) {
    await assert.rejects(peer.call(name), /does not match the tool's output schema/, name);
  }
}, {
  capabilities: {
    tools: tools.map((tool) => ({
      ...tool,
      call: () => Promise.resolve({ text: "{}", structured: { result: [], id: "x", success: "x" } }),
    })),
  },
});

eachEra("each tool refuses an unknown argument, in the form of its errors", async ({ peer }) => {
  for (const { name, failure = {} } of tools) {
    const { text, isError } = await peer.call(name, { no_such_argument: 1 });
    assert.equal(isError, true, name);
    const answer: unknown = JSON.parse(text);
    assert.ok(typeof answer === "object" && answer !== null && "error" in answer);
    assert.deepEqual(Object.keys(answer), [...Object.keys(failure), "error"]);
    assert.match(String(answer.error), /^Unknown argument "no_such_argument": /);
  }
});

/** What the templates list. */
async function addressesOf(peer: Peer): Promise<{ uri: string }[]> {
  const listed = (await peer.list()).resources.map((one) => z.object({ uri: z.string() }).parse(one));
  const all = listed.filter(({ uri }) => templates.some(({ prefix }) => uri.startsWith(prefix)));
  assert.ok(all.length >= templates.length);
  return all;
}

eachEra("each prompt and resource can be got", async ({ peer }) => {
  await peer.call("add_task", { title: "x", project: "x" });
  for (const { uri } of resources) assert.ok(await peer.read(uri));
  for (const { uri } of await addressesOf(peer)) assert.ok(await peer.read(uri));
  const values = new Map([["task_id", "1"], ["time_zone", "UTC"]]);
  for (const { name, input } of prompts) {
    const args = Object.fromEntries(
      Object.keys(input.shape).map((argument) => [argument, values.get(argument) ?? "x"]),
    );
    assert.ok(await peer.prompt(name, args));
  }
});

eachEra("the server says who it is and what it is for", ({ peer }) => {
  assert.equal(peer.instructions, INSTRUCTIONS);
  assert.deepEqual(peer.server, { name: "tasktracker", title: "TaskTracker", version: "1.0.0" });
});

Deno.test("the instructions cost at most 150 tokens", () => {
  const tokens = countTokens(INSTRUCTIONS);
  assert.ok(tokens <= 150, `${tokens} tokens`);
});

for (
  const [what, most, text] of [
    ["as hosts show them", 2_200, shownText],
    ["with everything", 4_500, JSON.stringify],
  ] as const
) {
  Deno.test(`the tools ${what} cost at most ${most} tokens`, () => {
    // As they are sent, which another test holds: parsed, their keys are in another order, which costs another sum.
    const sent = tools.map(listTool);
    const costs = sent.map((tool) => `${tool.name} ${countTokens(text(tool))}`);
    const tokens = sent.reduce((sum, tool) => sum + countTokens(text(tool)), 0);
    assert.ok(tokens <= most, `${tokens} tokens: ${costs.join(", ")}`);
  });
}

Deno.test("countTokens() counts, and takes a control token as text", () => {
  assert.equal(countTokens("hello world"), 2);
  assert.ok(countTokens("<|endoftext|>") > 1);
});
