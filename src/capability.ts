/**
 * What a tool, a resource and a prompt are: data and one function. They know no SDK, no database and no transport;
 * all that they may touch comes in the {@linkcode Context}.
 *
 * @module
 */

import type { z } from "zod";
import type { Operation } from "./domain/operation.ts";
import type { StoredTask } from "./domain/task.ts";
import type { Log } from "./log.ts";

/** The tasks of the caller's own space. */
export interface Tasks {
  /** Makes a change; resolves when it is on disk. */
  write<T>(operation: Operation<T>): Promise<T>;
  /** Every task that is not deleted, in order of id. */
  all(): Promise<StoredTask[]>;
  /** Every task that is neither completed nor deleted, in order of id. */
  open(): Promise<StoredTask[]>;
}

/** What a deployment sets and capabilities look at. */
export interface Settings {
  /** The version of this program. */
  readonly version: string;
  /** What the deployment calls itself, such as `production`. */
  readonly environment: string;
  /** Where a joke comes from. */
  readonly jokeUrl: string;
}

/** All that a capability may touch. A test replaces just the network, or just randomness. */
export interface Context {
  /** The caller's list. */
  readonly tasks: Tasks;
  /** What the deployment sets. */
  readonly settings: Settings;
  /** So many random bytes, of cryptographic quality. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** The network. */
  readonly fetch: typeof fetch;
  /** The log. */
  readonly log: Log;
  /** Aborted when the caller no longer waits. */
  readonly signal: AbortSignal;
}

/** What a tool does to the world, for hosts that ask before a call. All four are always stated. */
export interface Hints {
  /** It changes nothing. */
  readonly readOnlyHint: boolean;
  /** It may take away what was there. */
  readonly destructiveHint: boolean;
  /** Doing it twice is the same as doing it once. */
  readonly idempotentHint: boolean;
  /** It reaches beyond this server. */
  readonly openWorldHint: boolean;
}

/** An answer: an object as its output schema has it. */
export type Answer = Readonly<Record<string, unknown>>;

/** How a tool is written down. */
export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  /** The name that clients call. */
  readonly name: string;
  /** The name that people see. */
  readonly title: string;
  /** What it is for and when to take another one; at most two sentences. */
  readonly description: string;
  /** All four hints. */
  readonly hints: Hints;
  /** The arguments. An unknown one is refused. */
  readonly input: I;
  /** The answer. */
  readonly output: O;
  /**
   * The answer as text.
   *
   * @default compact JSON
   */
  readonly text?: (answer: z.output<O>) => string;
  /** Keys that an error's answer has before `error`. */
  readonly failure?: Answer;
  /** Does the work. What a caller can cause is thrown as a UserError. */
  run(args: z.output<I>, context: Context): Promise<z.output<O>>;
}

/** What an answer is sent as. */
export interface ToolAnswer {
  /** For clients that read text. */
  readonly text: string;
  /** For clients that read structure. */
  readonly structured: Answer;
}

/** A tool that the server can list and call without knowing its types. */
export interface Tool extends Omit<ToolDefinition<z.ZodObject, z.ZodObject>, "run" | "text"> {
  /** Runs it on arguments that have not been checked yet; `check` checks them. */
  call(args: unknown, context: Context, check: Check): Promise<ToolAnswer>;
}

/** Checks what came against a schema, or throws a UserError that says what is wrong. */
export type Check = <S extends z.ZodObject>(schema: S, args: unknown) => z.output<S>;

/** Makes a tool of its definition. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): Tool {
  const { run, text = (answer) => JSON.stringify(answer), ...data } = definition;
  return {
    ...data,
    // Not an async function: the check and the start of the work happen in the order of the calls, so that a read
    // sent right behind a write finds the write queued.
    call(args, context, check) {
      return run(check(definition.input, args), context).then((answer) => ({
        text: text(answer),
        structured: answer,
      }));
    },
  };
}

/** A text that a client can read at a fixed address. */
export interface Resource {
  /** Its address. */
  readonly uri: string;
  /** Its name in lists for programs. */
  readonly name: string;
  /** Its name in lists for people. */
  readonly title: string;
  /** What it holds, and when to read it. */
  readonly description: string;
  /** The type of its text. */
  readonly mimeType: string;
  /** Its text. */
  read(context: Context): Promise<string>;
}

/** How a prompt is written down. */
export interface PromptDefinition<I extends z.ZodObject> {
  /** The name that clients ask for. */
  readonly name: string;
  /** The name that people see. */
  readonly title: string;
  /** What it is for. */
  readonly description: string;
  /** The arguments: strings, as the protocol has it. */
  readonly input: I;
  /** The text of its one user message. */
  render(args: z.output<I>, context: Context): Promise<string>;
}

/** A prompt that the server can list and get without knowing its types. */
export interface Prompt extends Omit<PromptDefinition<z.ZodObject>, "render"> {
  /** Renders it with arguments that have not been checked yet. */
  get(args: unknown, context: Context, check: Check): Promise<string>;
}

/** Makes a prompt of its definition. */
export function definePrompt<I extends z.ZodObject>(definition: PromptDefinition<I>): Prompt {
  const { render, ...data } = definition;
  return { ...data, get: (args, context, check) => render(check(definition.input, args), context) };
}
