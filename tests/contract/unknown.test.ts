import assert from "node:assert/strict";
import { prompts } from "../../src/prompts/mod.ts";
import { resources, templates } from "../../src/resources/mod.ts";
import { uriTemplateOf } from "../../src/server/listing.ts";
import { tools } from "../../src/tools/mod.ts";
import { eachEra, refusal } from "../helpers/eras.ts";

/** Names that an object has without being given them. */
const INHERITED = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf", ""];

eachEra("an unknown tool is refused with the nearest right name", async ({ peer }) => {
  assert.deepEqual(await refusal(peer.call("add_tsak", { title: "x" })), {
    code: -32602,
    message: 'Unknown tool "add_tsak": did you mean "add_task"?',
  });
});

eachEra("an unknown resource is refused with the nearest right address", async ({ peer }) => {
  for (const uri of ["tasks://al", "tasks://all/", "tasks:/all"]) {
    assert.deepEqual(await refusal(peer.read(uri)), {
      code: -32602,
      message: 'Unknown resource: did you mean "tasks://all"?',
    });
  }
});

eachEra("an unknown prompt is refused with the nearest right name", async ({ peer }) => {
  assert.deepEqual(await refusal(peer.prompt("greting_prompt", { name: "x" })), {
    code: -32602,
    message: 'Unknown prompt "greting_prompt": did you mean "greeting_prompt"?',
  });
});

eachEra("a name that is near to none is refused with all there are", async ({ peer }) => {
  const known = {
    tools: tools.map(({ name }) => name).join(", "),
    resources: [...resources, ...templates.map((one) => ({ uri: uriTemplateOf(one) }))].map(({ uri }) => uri)
      .join(", "),
    prompts: prompts.map(({ name }) => name).join(", "),
  };
  for (const name of INHERITED) {
    assert.deepEqual(await refusal(peer.call(name)), {
      code: -32602,
      message: `Unknown tool "${name}": known are ${known.tools}`,
    });
    assert.deepEqual(await refusal(peer.read(name)), {
      code: -32602,
      message: `Unknown resource: known are ${known.resources}`,
    });
    assert.deepEqual(await refusal(peer.prompt(name)), {
      code: -32602,
      message: `Unknown prompt "${name}": known are ${known.prompts}`,
    });
  }
});

eachEra("a very long unknown name is repeated in part", async ({ peer }) => {
  const long = "x".repeat(100_000);
  for (
    const { code, message } of await Promise.all(
      [peer.call(long), peer.read(long), peer.prompt(long)].map(refusal),
    )
  ) {
    assert.equal(code, -32602);
    assert.match(message, /^Unknown .{0,120}: known are /);
    assert.ok(message.length < 600, `${message.length} characters`);
  }
});
