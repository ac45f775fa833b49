/**
 * Flags and variables, read once into one frozen object. A flag wins over its variable, and an empty variable counts
 * as none.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { closestMatch } from "leven";
import { dataPlace, type Host, type Place } from "./data_place.ts";
import { UsageError } from "./errors.ts";
import type { Level, LogFormat } from "./log.ts";

/** What the program is to do. */
export type Command = "stdio" | "doctor" | "help" | "version";

/** Everything that can be set. */
export interface Config {
  /** What to do. */
  readonly command: Command;
  /** Where the tasks are. */
  readonly data: Place;
  /** The least level that is logged. */
  readonly logLevel: Level;
  /** How log lines look. */
  readonly logFormat: LogFormat;
  /** How many changes are kept for history. */
  readonly history: number;
  /** What the deployment calls itself. */
  readonly environment: string;
  /** Where a joke comes from. */
  readonly jokeUrl: string;
}

/** One thing that can be set, as help and README show it. */
export interface Option {
  /** The flag, without its dashes. */
  readonly flag?: string;
  /** The variable. */
  readonly variable?: string;
  /** What stands for the value. */
  readonly value: string;
  /** What it is without either. */
  readonly fallback: string;
  /** What it does. */
  readonly text: string;
}

/** Where a joke comes from, unless it is said otherwise. */
export const JOKE_URL = "https://official-joke-api.appspot.com/random_joke";

/** All that can be set. */
export const OPTIONS = {
  db: {
    flag: "db",
    variable: "TASKTRACKER_DB",
    value: "PATH",
    fallback: "data/tasks.db beside deno.json",
    text: "File of the tasks; needs the right to read and write it",
  },
  logLevel: {
    flag: "log-level",
    variable: "LOG_LEVEL",
    value: "debug|info|warning|error",
    fallback: "info",
    text: "Least level that is logged on standard error",
  },
  logFormat: {
    flag: "log-format",
    variable: "TASKTRACKER_LOG_FORMAT",
    value: "text|json",
    fallback: "text",
    text: "Log lines for people, or one JSON object a line",
  },
  history: {
    flag: "history",
    variable: "TASKTRACKER_HISTORY",
    value: "N",
    fallback: "100000",
    text: "How many changes are kept",
  },
  environment: {
    variable: "ENVIRONMENT",
    value: "NAME",
    fallback: "development",
    text: "Shown by config://app-info",
  },
  jokeUrl: {
    variable: "TASKTRACKER_JOKE_URL",
    value: "URL",
    fallback: JOKE_URL,
    text: "Where fetch_joke asks; another host needs --allow-net=HOST",
  },
} as const satisfies Readonly<Record<string, Option>>;

const COMMANDS: readonly Command[] = ["stdio", "doctor", "help", "version"];
const LEVELS: readonly Level[] = ["debug", "info", "warning", "error"];
const FORMATS: readonly LogFormat[] = ["text", "json"];

/** What holds where nothing is set, but for the place of the tasks, which depends on the machine. */
const DEFAULTS: Omit<Config, "command"> = {
  data: { path: undefined, text: OPTIONS.db.fallback },
  logLevel: "info",
  logFormat: "text",
  history: Number(OPTIONS.history.fallback),
  environment: OPTIONS.environment.fallback,
  jokeUrl: JOKE_URL,
};

/** KV takes it from the environment by itself, and nothing would be kept. */
export const MEMORY_VARIABLE = "DENO_KV_DB_MODE";

/** Every variable that is read: what the permission sets grant, and no more. */
export const VARIABLES: readonly string[] = [
  MEMORY_VARIABLE,
  ...Object.values(OPTIONS).flatMap((option) => option.variable),
].sort();

/**
 * Reads the command line.
 *
 * @param args What follows the program's name.
 * @param env A variable's value.
 * @param host The machine, as data.
 * @throws {UsageError} that names the flag or variable, what it must be and what came.
 */
export function readConfig(
  args: readonly string[],
  env: (name: string) => string | undefined,
  host: Host,
): Config {
  const { flags, command } = readFlags(args);
  // Whoever asks for help may do so because something is set wrong: then nothing else is looked at.
  if (command === "help" || command === "version") return Object.freeze({ ...DEFAULTS, command });
  const read = (option: Option) => {
    const flag = option.flag === undefined ? undefined : flags[option.flag];
    if (flag !== undefined) return { value: flag, from: `--${option.flag}` };
    const value = option.variable === undefined ? undefined : env(option.variable);
    return value ? { value, from: `${option.variable}` } : undefined;
  };
  if (env(MEMORY_VARIABLE) === "memory") {
    throw new UsageError(`Variable ${MEMORY_VARIABLE} is "memory", which would keep no task: unset it`);
  }
  return Object.freeze({
    command,
    data: dataPlace(read(OPTIONS.db)?.value, host),
    logLevel: choice(read(OPTIONS.logLevel), LEVELS, DEFAULTS.logLevel),
    logFormat: choice(read(OPTIONS.logFormat), FORMATS, DEFAULTS.logFormat),
    history: count(read(OPTIONS.history), DEFAULTS.history),
    environment: read(OPTIONS.environment)?.value ?? DEFAULTS.environment,
    jokeUrl: url(read(OPTIONS.jokeUrl), DEFAULTS.jokeUrl),
  });
}

/** A setting that was given, and by what. */
interface Given {
  readonly value: string;
  readonly from: string;
}

function readFlags(args: readonly string[]): { flags: Record<string, string | undefined>; command: Command } {
  const names = Object.values<Option>(OPTIONS).flatMap(({ flag }) => flag ?? []);
  const strings = Object.fromEntries(
    names.map((name) => [name, { type: "string", multiple: true } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...strings,
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "V" },
    },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const flags: Record<string, string | undefined> = {};
  let command: Command | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") {
      const known = COMMANDS.find((one) => one === token.value);
      if (!known) throw new UsageError(`Unknown command "${token.value}": ${nearest(token.value, COMMANDS)}`);
      command ??= known;
    } else if (token.kind === "option") {
      if (token.name === "help" || token.name === "version") command = token.name;
      else if (!names.includes(token.name)) {
        const known = [...names, "help", "version"].map((name) => `--${name}`);
        throw new UsageError(`Unknown flag "${token.rawName}": ${nearest(token.rawName, known)}`);
      } else {
        // Of two flags in a row the second is no value of the first; a value that starts with a dash comes after `=`.
        if (!token.value || (!token.inlineValue && token.value.startsWith("-"))) {
          throw new UsageError(`Flag --${token.name} needs a value`);
        }
        // The last one wins, so that one can be added to a command that has one already.
        flags[token.name] = token.value;
      }
    }
  }
  return { flags, command: command ?? "stdio" };
}

function nearest(name: string, known: readonly string[]): string {
  const match = closestMatch(name.slice(0, 100), known, { maxDistance: 4 });
  return match === undefined ? `known are ${known.join(", ")}` : `did you mean ${match}?`;
}

function choice<T extends string>(given: Given | undefined, known: readonly T[], fallback: T): T {
  if (!given) return fallback;
  const value = given.value.toLowerCase();
  const found = known.find((one) => one === (value === "warn" ? "warning" : value));
  if (!found) {
    throw new UsageError(`${given.from} must be one of ${known.join(", ")}, but it is "${given.value}"`);
  }
  return found;
}

function count(given: Given | undefined, fallback: number): number {
  if (!given) return fallback;
  const value = Number(given.value);
  if (!/^\d+$/.test(given.value) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`${given.from} must be a whole number from 1, but it is "${given.value}"`);
  }
  return value;
}

function url(given: Given | undefined, fallback: string): string {
  if (!given) return fallback;
  if (!URL.canParse(given.value) || !/^https?:$/.test(new URL(given.value).protocol)) {
    throw new UsageError(`${given.from} must be an http or https address, but it is "${given.value}"`);
  }
  return given.value;
}
