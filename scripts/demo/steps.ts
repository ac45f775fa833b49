/**
 * The steps of the demo: what is called, and what the contract promises to come back.
 *
 * @module
 */

import meta from "../../deno.json" with { type: "json" };
import { jokeStep, logStep } from "./last_steps.ts";
import { same, type ToolAnswer, type Walk } from "./walk.ts";

/** One step of the way. */
export interface Step {
  /** What is done, for people. */
  title(walk: Walk): string;
  /** Does it, throws where the answer is not as promised, and returns what came back, for people. */
  run(walk: Walk): Promise<string>;
}

type Args = Record<string, unknown>;

/** A tool that works: its answer is one object, as text and as structure. */
function tool(
  name: string,
  args: (walk: Walk) => Args,
  check: (answer: ToolAnswer, walk: Walk) => void,
): Step {
  return {
    title: (walk) => `${name} ${JSON.stringify(args(walk))}`,
    async run(walk) {
      const answer = await walk.call(name, args(walk));
      if (answer.isError) throw new Error(`It is an error: ${answer.text}`);
      check(answer, walk);
      return answer.text;
    },
  };
}

/** Adds a task and keeps it. */
function add(args: { title: string; description?: string }): Step {
  return tool("add_task", () => ({ ...args }), ({ text, structured }, walk) => {
    const task = walk.taskOf(JSON.parse(text));
    const { created_at } = task;
    const last = walk.added.at(-1)?.id ?? (walk.fresh ? 0 : task.id - 1);
    const { title, description = "" } = args;
    walk.added.push(task);
    same("The task", task, { id: last + 1, title, description, status: "pending", created_at });
    same("The structured content", structured, task);
  });
}

/** Deletes a task of the walk. */
function remove(index: number): Step {
  return tool("delete_task", (walk) => ({ task_id: walk.task(index).id }), ({ text, structured }, walk) => {
    const task = walk.task(index);
    walk.deleted(task.id);
    same("The text", text, JSON.stringify({ success: true, deleted: task }));
    same("The structured content", structured, { success: true, deleted: task });
  });
}

/** A tool that refuses: `failure` is the JSON of its answer. */
function refused(name: string, args: (walk: Walk) => Args, failure: (walk: Walk) => Args): Step {
  return {
    title: (walk) => `${name} ${JSON.stringify(args(walk))}: an error is right`,
    async run(walk) {
      const answer = await walk.call(name, args(walk));
      if (!answer.isError) throw new Error(`It is no error, but answers: ${answer.text}`);
      same("The text", answer.text, JSON.stringify(failure(walk)));
      return answer.text;
    },
  };
}

/** A number from a range. */
function number(min: number, max: number): Step {
  return tool(
    "generate_random_number",
    () => ({ min_value: min, max_value: max }),
    ({ text, structured }) => {
      const result = Number(text);
      same(
        "Whether it is an integer of the range",
        Number.isInteger(result) && result >= min && result <= max,
        true,
      );
      same("The text", text, String(result));
      same("The structured content", structured, { result });
    },
  );
}

/** A resource, and what it has to hold. */
function resource(uri: string, mimeType: string, promised: (walk: Walk, text: string) => string): Step {
  return {
    title: () => `Read ${uri}`,
    async run(walk) {
      const text = await walk.read(uri, mimeType);
      same("The text", text, promised(walk, text));
      return text;
    },
  };
}

/** Both lists: `blocks` are those of the walk's own tasks, behind what was there before. */
function list(which: "all" | "pending", blocks: (walk: Walk) => string): Step {
  const header = { all: "Current Tasks:\n\n", pending: "Pending Tasks:\n\n" }[which];
  const empty = { all: "No tasks found", pending: "No pending tasks!" }[which];
  return resource(`tasks://${which}`, "text/plain", (walk, text) => {
    if (walk.added.length === 0) walk.before[which] = walk.fresh || !text.startsWith(header) ? empty : text;
    const before = walk.before[which];
    const own = blocks(walk);
    return before === empty && own !== "" ? header + own : before + own;
  });
}

/** A prompt, and its one message; of a long one the parts that it must hold. */
function prompt(name: string, args: Record<string, string>, promised: string | readonly RegExp[]): Step {
  return {
    title: () => `Prompt ${name} ${JSON.stringify(args)}`,
    async run(walk) {
      const text = await walk.prompt(name, args);
      if (typeof promised === "string") same("The message", text, promised);
      else for (const part of promised) same(`Whether it asks for ${part}`, part.test(text), true);
      return text;
    },
  };
}

const connect: Step = {
  title: () => "Start the server and connect",
  async run({ server }) {
    await server.connect();
    const { name = "?", version = "?" } = server.client.getServerVersion() ?? {};
    return `${name} ${version} speaks protocol revision ${server.client.getNegotiatedProtocolVersion()}`;
  },
};

/** Whether something is listed: by its name and at least its arguments, as a server that has grown may take more. */
function isListed(promised: string, listed: readonly string[]): boolean {
  return listed.some((one) => one === promised || one.startsWith(promised.replace(/\)$/, ", ")));
}

/** Every name that is promised is listed; a server that has grown lists more. */
function lists(what: string, promised: readonly string[], names: (walk: Walk) => Promise<string[]>): Step {
  return {
    title: () => `List the ${what}`,
    async run(walk) {
      const listed = await names(walk);
      same(`The ${what} that are missing`, promised.filter((name) => !isListed(name, listed)), []);
      return listed.join(", ");
    },
  };
}

/** The arguments of a tool's schema as the contract writes them: `min_value, max_value`. */
function signature(name: string, properties: object = {}): string {
  return `${name}(${Object.keys(properties).join(", ")})`;
}

const TOOLS = [
  "add_task(title, description)",
  "complete_task(task_id)",
  "delete_task(task_id)",
  "fetch_joke()",
  "generate_random_number(min_value, max_value)",
];

/** Invisible characters as they come, and as a list shows them: nobody is misled by what cannot be seen. */
const TRICK = { title: "Pay \u202Ebill", shown: "Pay \\u{202E}bill" } as const;

/** All steps, in their order. */
export const steps: readonly Step[] = [
  connect,
  lists(
    "tools",
    TOOLS,
    async ({ server }) =>
      (await server.client.listTools()).tools.map(({ name, inputSchema }) =>
        signature(name, inputSchema.properties)
      ),
  ),
  lists(
    "resources",
    ["config://app-info", "tasks://all", "tasks://pending"],
    async ({ server }) => (await server.client.listResources()).resources.map(({ uri }) => uri),
  ),
  lists(
    "prompts",
    ["greeting_prompt(name)", "task_summary_prompt()"],
    async ({ server }) =>
      (await server.client.listPrompts()).prompts.map((one) =>
        `${one.name}(${(one.arguments ?? []).map(({ name }) => name).join(", ")})`
      ),
  ),
  resource("config://app-info", "application/json", ({ fresh }, text) => {
    // Another server may be told another name for its environment.
    const { environment } = fresh ? { environment: "development" } : JSON.parse(text);
    return JSON.stringify({ app_name: "Demo MCP Server", environment, version: meta.version });
  }),
  list("all", () => ""),
  list("pending", () => ""),
  add({ title: "Buy milk" }),
  add({ title: "Bake bread", description: "Flour, water, salt\nand a night of patience" }),
  tool("complete_task", (walk) => ({ task_id: walk.task(0).id }), ({ text, structured }, walk) => {
    const task = walk.taskOf(JSON.parse(text));
    same("The task", task, {
      ...walk.task(0),
      status: "completed",
      completed_at: task.completed_at ?? "a time",
    });
    same("The structured content", structured, task);
    walk.added[0] = task;
  }),
  list("all", (walk) => {
    const [milk, bread] = [walk.task(0), walk.task(1)];
    return `✅ [${milk.id}] Buy milk\n   Status: completed\n   Created: ${milk.created_at}\n\n` +
      `⏳ [${bread.id}] Bake bread\n   Description: Flour, water, salt\n                and a night of patience\n` +
      `   Status: pending\n   Created: ${bread.created_at}\n\n`;
  }),
  list(
    "pending",
    (walk) => `⏳ [${walk.task(1).id}] Bake bread\n   Flour, water, salt\n   and a night of patience\n\n`,
  ),
  refused(
    "complete_task",
    (walk) => ({ task_id: walk.missing }),
    (walk) => ({ error: `Task ${walk.missing} not found` }),
  ),
  refused(
    "delete_task",
    (walk) => ({ task_id: walk.missing }),
    (walk) => ({ success: false, error: `Task ${walk.missing} not found` }),
  ),
  remove(1),
  add({ title: TRICK.title }),
  list("pending", (walk) => `⏳ [${walk.task(2).id}] ${TRICK.shown}\n\n`),
  remove(0),
  remove(2),
  list("all", () => ""),
  number(1, 6),
  number(7, 7),
  jokeStep,
  prompt(
    "greeting_prompt",
    { name: "Ada" },
    "You are a professional assistant. Greet Ada in a warm and concise manner.",
  ),
  prompt("task_summary_prompt", {}, [
    /1\. .*total number of tasks, completed against pending/i,
    /2\. .*overdue or high-priority items/i,
    /3\. .*suggested next actions/i,
    /4\. .*assessment of the overall progress/i,
    /tasks:\/\/all/,
  ]),
  logStep,
];
