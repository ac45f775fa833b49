import assert from "node:assert/strict";
import { eachEra, refusal } from "../helpers/eras.ts";

eachEra("greeting_prompt greets by name", async ({ peer }) => {
  assert.equal(
    await peer.prompt("greeting_prompt", { name: "Ann" }),
    "You are a professional assistant. Greet Ann in a warm and concise manner.",
  );
});

eachEra("greeting_prompt takes a name as it is", async ({ peer }) => {
  assert.equal(
    await peer.prompt("greeting_prompt", { name: "$& {name} %s" }),
    "You are a professional assistant. Greet $& {name} %s in a warm and concise manner.",
  );
});

eachEra("task_summary_prompt asks for the four parts and names the resource", async ({ peer }) => {
  assert.equal(
    await peer.prompt("task_summary_prompt"),
    `Analyse the current task list and give:
1. The total number of tasks, completed against pending
2. Any overdue or high-priority items
3. Suggested next actions
4. An assessment of the overall progress

Use the tasks://all resource for the complete list.`,
  );
});

eachEra("a prompt's arguments are checked like a tool's", async ({ peer }) => {
  const message = async (name: string, args: Record<string, string>) => {
    const { code, message } = await refusal(peer.prompt(name, args));
    assert.equal(code, -32602);
    return message;
  };
  assert.equal(await message("greeting_prompt", {}), 'Argument "name" must be a string, but it is missing');
  assert.equal(
    await message("greeting_prompt", { nam: "Ann" }),
    'Unknown argument "nam": did you mean "name"?',
  );
  assert.equal(
    await message("task_summary_prompt", { name: "Ann" }),
    'Unknown argument "name": there are no arguments',
  );
});
