/**
 * What a tool, a resource and a prompt are: data and one function. They know no SDK, no database and no transport;
 * all that they may touch comes in the {@linkcode Context}.
 *
 * @module
 */

import type { z } from "zod";
import type { TaskIndex } from "./domain/index.ts";
import type { Author, Operation } from "./domain/operation.ts";
import type { Clock } from "./domain/states.ts";
import type { StoredTask } from "./domain/task.ts";
import type { Log } from "./log.ts";
import type { NumberedChange } from "./storage/changes.ts";

/** The tasks of the caller's own space. */
export interface Tasks {
  /** Makes a change; resolves when it is on disk. */
  write<T>(operation: Operation<T>): Promise<T>;
  /** Every task that is not deleted, in order of id. */
  all(): Promise<StoredTask[]>;
  /** Every task that is neither completed nor deleted, in order of id. */
  open(): Promise<StoredTask[]>;
  /** All tasks in memory, to be searched at once: it may not be kept across a pause. */
  index(): Promise<TaskIndex>;
  /** The changes before a number (all where it is undefined), newest first. */
  changes(before?: number): AsyncIterable<NumberedChange>;
}

/** What a deployment sets and capabilities look at. */
export interface Settings {
  /** The version of this program. */
  readonly version: string;
  /** What the deployment calls itself, such as `production`. */
  readonly environment: string;
  /** Where a joke comes from. */
  readonly jokeUrl: string;
  /** The zone whose days count where the caller names none. */
  readonly zone: string;
}

/** All that a capability may touch. A test replaces just the network, or just randomness. */
export interface Context {
  /** The caller's list. */
  readonly tasks: Tasks;
  /** Who calls, and through which connection. */
  readonly caller: Author;
  /**
   * The clock: the instant, and the zone whose days count.
   *
   * @param zone What the caller named.
   * @throws {UserError} where that is no zone.
   */
  readonly clock: (zone?: string) => Clock;
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

/** A value that is only shown. */
export type Shown<T> = T extends readonly (infer U)[] ? readonly Shown<U>[]
  : T extends object ? { readonly [K in keyof T]: Shown<T[K]> }
  : T;

/** The sets of tools that a deployment offers or leaves out, in the order in which they are shown. */
export const TOOLSETS = ["tasks", "agents", "history", "demo"] as const;

/** One of {@linkcode TOOLSETS}. */
export type Toolset = (typeof TOOLSETS)[number];

/** How a tool is written down. */
export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  /** The name that clients call. */
  readonly name: string;
  /** The name that people see. */
  readonly title: string;
  /** What it is for and when to take another one; at most two sentences. */
  readonly description: string;
  /** The set that it belongs to. */
  readonly toolset: Toolset;
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
  readonly text?: (answer: Shown<z.output<O>>) => string;
  /** Keys that an error's answer has before `error`. */
  readonly failure?: Answer;
  /** What a person is to be asked before the work is done, where the client can ask; undefined where there is no need. */
  question?(args: z.output<I>, context: Context): Promise<string | undefined>;
  /** Does the work. What a caller can cause is thrown as a UserError. */
  run(args: z.output<I>, context: Context): Promise<Shown<z.output<O>>>;
}

/** What an answer is sent as. */
export interface ToolAnswer {
  /** For clients that read text. */
  readonly text: string;
  /** For clients that read structure. */
  readonly structured: Answer;
}

/** A tool that the server can list and call without knowing its types. */
export interface Tool extends Omit<ToolDefinition<z.ZodObject, z.ZodObject>, "run" | "text" | "question"> {
  /** What to ask before the call; arguments that are wrong make it fail as the call would. */
  readonly question?: (args: unknown, context: Context, check: Check) => Promise<string | undefined>;
  /** Runs it on arguments that have not been checked yet; `check` checks them. */
  call(args: unknown, context: Context, check: Check): Promise<ToolAnswer>;
}

/** Checks what came against a schema, or throws a UserError that says what is wrong. */
export type Check = <S extends z.ZodObject>(schema: S, args: unknown) => z.output<S>;

/** Makes a tool of its definition. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): Tool {
  const { run, question, text = (answer) => JSON.stringify(answer), ...data } = definition;
  return {
    ...data,
    ...(question
      ? { question: async (args, context, check) => await question(check(definition.input, args), context) }
      : {}),
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

/** One of the addresses that a template stands for, as lists show it. */
export interface ListedAddress {
  /** The address. */
  readonly uri: string;
  /** Its name in lists for programs. */
  readonly name: string;
  /** Its name in lists for people, on one line. */
  readonly title: string;
}

/** All values that would go on from what was typed, best first. The server shows the first of them. */
export type Complete = (typed: string, context: Context) => Promise<readonly string[]>;

/** Texts that a client can read at addresses with one part that varies, which is their end. */
export interface ResourceTemplate {
  /** What all the addresses begin with. */
  readonly prefix: string;
  /** The name of the part that varies. */
  readonly variable: string;
  /** Its name in lists for programs. */
  readonly name: string;
  /** Its name in lists for people. */
  readonly title: string;
  /** What they hold, and when to read one. */
  readonly description: string;
  /** The type of their texts. */
  readonly mimeType: string;
  /** The addresses that lists show, the most telling first. */
  list(context: Context): Promise<readonly ListedAddress[]>;
  /** The values of the part that varies, as people type them: not percent-encoded. */
  readonly complete: Complete;
  /** The text at the address that ends so, as it came: not decoded. */
  read(value: string, context: Context): Promise<string>;
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
  /** Completes arguments, by their names. */
  readonly complete?: { readonly [K in keyof z.output<I>]?: Complete };
  /** The text of its one user message. */
  render(args: z.output<I>, context: Context): Promise<string>;
}

/** A prompt that the server can list and get without knowing its types. */
export interface Prompt extends Omit<PromptDefinition<z.ZodObject>, "render" | "complete"> {
  /** Completes arguments, by their names. */
  readonly complete?: Readonly<Record<string, Complete | undefined>>;
  /** Renders it with arguments that have not been checked yet. */
  get(args: unknown, context: Context, check: Check): Promise<string>;
}

/** Makes a prompt of its definition. */
export function definePrompt<I extends z.ZodObject>(definition: PromptDefinition<I>): Prompt {
  const { render, complete = {}, ...data } = definition;
  return {
    ...data,
    complete: { ...complete },
    get: (args, context, check) => render(check(definition.input, args), context),
  };
}
