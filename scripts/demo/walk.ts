/**
 * What the demo's steps share: the connection, what was called, and the tasks that were added on the way.
 *
 * @module
 */

import assert from "node:assert/strict";
import { z } from "zod";
import type { Server } from "./server.ts";

/** A task as the contract has it: these fields in this order, and no other. */
const TaskShape = z.strictObject({
  id: z.int().positive(),
  title: z.string(),
  description: z.string(),
  status: z.enum(["pending", "completed"]),
  created_at: z.iso.datetime({ offset: true }),
  completed_at: z.iso.datetime({ offset: true }).optional(),
});

/** A task as the contract has it. */
export type DemoTask = z.output<typeof TaskShape>;

/** What a tool answered. */
export interface ToolAnswer {
  /** Its one text. */
  readonly text: string;
  /** The same as structure; none with an error. */
  readonly structured: Record<string, unknown> | undefined;
  /** Whether it is an error. */
  readonly isError: boolean;
}

const ToolResult = z.object({
  content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })]),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
const Contents = z.object({
  contents: z.tuple([z.object({ uri: z.string(), mimeType: z.string(), text: z.string() })]),
});
const Messages = z.object({
  messages: z.tuple([
    z.object({ role: z.literal("user"), content: z.object({ type: z.literal("text"), text: z.string() }) }),
  ]),
});

/** Takes an answer apart, or says how it differs from the form it should have. */
function parsed<T>(schema: z.ZodType<T>, what: string, value: unknown): T {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new Error(
    `${what} has another form than promised:\n${z.prettifyError(error)}\nIt is: ${JSON.stringify(value)}`,
  );
}

/** Says how a value differs from what was promised. */
export function same(what: string, actual: unknown, promised: unknown): void {
  try {
    assert.deepEqual(actual, promised);
  } catch {
    const show = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
    throw new Error(`${what} is not as promised\nPromised: ${show(promised)}\nIt is: ${show(actual)}`);
  }
}

/** The way through the steps. */
export class Walk {
  /** The server that is walked. */
  readonly server: Server;
  /** Whether the list is a throw-away one, which starts empty; another one may hold tasks. */
  readonly fresh: boolean;
  /** The texts of both lists before the first task was added. */
  readonly before = { all: "", pending: "" };
  /** The tasks that were added, as they are now; a deleted one stays. */
  readonly added: DemoTask[] = [];
  /** The names of all that was called, one for each call. */
  readonly called: string[] = [];
  #deleted = new Set<number>();

  /** Starts with nothing done. */
  constructor(server: Server, fresh: boolean) {
    this.server = server;
    this.fresh = fresh;
  }

  /** The task that was added as the first, second, … */
  task(index: number): DemoTask {
    const task = this.added[index];
    if (!task) throw new Error(`The walk has added no task ${index + 1}`);
    return task;
  }

  /** An id that no task has: in a throw-away list it is 99. */
  get missing(): number {
    return this.task(0).id + 98;
  }

  /** The tasks of the walk that are not deleted. */
  get left(): DemoTask[] {
    return this.added.filter(({ id }) => !this.#deleted.has(id));
  }

  /** Calls a tool. */
  async call(name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
    this.called.push(name);
    const result = await this.server.client.callTool({ name, arguments: args });
    const { content, structuredContent, isError } = parsed(ToolResult, `The answer of ${name}`, result);
    return { text: content[0].text, structured: structuredContent, isError: isError ?? false };
  }

  /** Reads a resource of a type. */
  async read(uri: string, mimeType: string): Promise<string> {
    this.called.push(uri);
    const result = await this.server.client.readResource({ uri });
    const [content] = parsed(Contents, `What ${uri} holds`, result).contents;
    same("The type", content.mimeType, mimeType);
    return content.text;
  }

  /** Gets a prompt's one message. */
  async prompt(name: string, args: Record<string, string>): Promise<string> {
    this.called.push(name);
    const result = await this.server.client.getPrompt({ name, arguments: args });
    return parsed(Messages, `The prompt ${name}`, result).messages[0].content.text;
  }

  /** Takes a task out of an answer: whole, its fields in order. */
  taskOf(value: unknown): DemoTask {
    const task = parsed(TaskShape, "The task", value);
    const order = Object.keys(TaskShape.shape).filter((key) => key in task);
    same("The order of the task's fields", Object.keys(Object(value)), order);
    return task;
  }

  /** Notes that a task was deleted. */
  deleted(id: number): void {
    this.#deleted.add(id);
  }

  /** Deletes what the walk left behind where it broke off in somebody's list. */
  async tidyUp(): Promise<void> {
    if (this.fresh) return;
    for (const { id } of this.left) {
      await this.server.client.callTool({ name: "delete_task", arguments: { task_id: id } }).catch(() => {});
    }
  }
}
