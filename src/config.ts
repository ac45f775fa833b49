/**
 * Flags and variables, read once into one frozen object. A flag wins over its variable, and an empty variable counts
 * as none.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { closestMatch } from "leven";
import { type Toolset, TOOLSETS } from "./capability.ts";
import { dataPlace, type Host, type Place } from "./data_place.ts";
import { readZone } from "./domain/when/mod.ts";
import { UsageError } from "./errors.ts";
import type { Level, LogFormat } from "./log.ts";
import { JOKE_URL, MEMORY_VARIABLE, type Option, OPTIONS } from "./options.ts";

export { JOKE_URL, MEMORY_VARIABLE, type Option, OPTIONS, VARIABLES } from "./options.ts";

/** The commands for people, on the tasks themselves. */
export const TASK_COMMANDS = ["list", "show", "add", "done", "next", "undo", "log"] as const;

/** One of {@linkcode TASK_COMMANDS}. */
export type TaskCommand = (typeof TASK_COMMANDS)[number];

/** What the program is to do. */
export type Command = "stdio" | "doctor" | "help" | "version" | TaskCommand;

/** Everything that can be set. */
export interface Config {
  /** What to do. */
  readonly command: Command;
  /** What stands after one of {@linkcode TASK_COMMANDS}, but for the flags that are everybody's. */
  readonly words?: readonly string[];
  /** Where the tasks are. */
  readonly data: Place;
  /** The least level that is logged. */
  readonly logLevel: Level;
  /** How log lines look. */
  readonly logFormat: LogFormat;
  /** The zone whose days count where a caller names none. */
  readonly zone: string;
  /** How many changes are kept for history. */
  readonly history: number;
  /** The sets of tools that are offered. */
  readonly toolsets: readonly Toolset[];
  /** Whether only tools that change nothing are offered. */
  readonly readOnly: boolean;
  /** What the deployment calls itself. */
  readonly environment: string;
  /** Where a joke comes from. */
  readonly jokeUrl: string;
}

const COMMANDS: readonly Command[] = ["stdio", "doctor", "help", "version", ...TASK_COMMANDS];
const LEVELS: readonly Level[] = ["debug", "info", "warning", "error"];
const SWITCH = ["true", "false"] as const;
const FORMATS: readonly LogFormat[] = ["text", "json"];

/** What holds where nothing is set, but for the place of the tasks, which depends on the machine. */
const DEFAULTS: Omit<Config, "command"> = {
  data: { path: undefined, text: OPTIONS.db.fallback },
  logLevel: "info",
  logFormat: "text",
  zone: "UTC",
  history: Number(OPTIONS.history.fallback),
  toolsets: TOOLSETS,
  readOnly: false,
  environment: OPTIONS.environment.fallback,
  jokeUrl: JOKE_URL,
};

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
  const { flags, command, words } = readFlags(args);
  // Whoever asks for help may do so because something is set wrong: then nothing else is looked at.
  if (command === "help" || command === "version") return Object.freeze({ ...DEFAULTS, command, words });
  const read = (option: Option) => {
    const flag = option.flag === undefined ? undefined : flags[option.flag];
    if (flag !== undefined) return { value: flag, from: `--${option.flag}` };
    const value = option.variable === undefined ? undefined : env(option.variable);
    return value ? { value, from: `${option.variable}` } : undefined;
  };
  if (env(MEMORY_VARIABLE) === "memory") {
    throw new UsageError(`Variable ${MEMORY_VARIABLE} is "memory", which would keep no task: unset it`);
  }
  const forPeople = isTaskCommand(command);
  return Object.freeze({
    command,
    ...(forPeople ? { words } : {}),
    data: dataPlace(read(OPTIONS.db)?.value, host),
    logLevel: choice(read(OPTIONS.logLevel), LEVELS, forPeople ? "warning" : DEFAULTS.logLevel),
    logFormat: choice(read(OPTIONS.logFormat), FORMATS, DEFAULTS.logFormat),
    zone: zone(read(OPTIONS.zone), host),
    history: count(read(OPTIONS.history), DEFAULTS.history),
    toolsets: toolsets(read(OPTIONS.toolsets)),
    readOnly: choice(read(OPTIONS.readOnly), SWITCH, "false") === "true",
    environment: read(OPTIONS.environment)?.value ?? DEFAULTS.environment,
    jokeUrl: url(read(OPTIONS.jokeUrl), DEFAULTS.jokeUrl),
  });
}

/** A setting that was given, and by what. */
interface Given {
  readonly value: string;
  readonly from: string;
}

/** Whether a command is one of {@linkcode TASK_COMMANDS}. */
export function isTaskCommand(command: Command | undefined): command is TaskCommand {
  return TASK_COMMANDS.some((one) => one === command);
}

/** What a command line says; nothing of it is checked yet but its names. */
interface Line {
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly command: Command;
  readonly words: readonly string[];
}

function readFlags(args: readonly string[]): Line {
  const options = Object.values<Option>(OPTIONS);
  const names = options.flatMap(({ flag }) => flag ?? []);
  const switches = options.flatMap(({ flag, isSwitch }) => isSwitch && flag ? [flag] : []);
  const typed = Object.fromEntries(
    names.map((
      name,
    ) => [name, { type: switches.includes(name) ? "boolean" : "string", multiple: true } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...typed,
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "V" },
    },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const flags: Record<string, string | undefined> = {};
  const everybodys = new Set([...names, "help", "version"].map((name) => `--${name}`));
  const words = new Map<number, string>();
  let command: Command | undefined;
  for (const token of tokens) {
    const word = args[token.index] ?? "";
    // A word with one dash, such as -tag:x, comes as a token for each of its letters.
    const own = token.kind !== "option" || !(everybodys.has(token.rawName) || word === "-h" || word === "-V");
    if (isTaskCommand(command) && own) {
      words.set(token.index, word);
      continue;
    }
    if (token.kind === "positional") {
      const known = COMMANDS.find((one) => one === token.value);
      if (!known) throw new UsageError(`Unknown command "${token.value}": ${nearest(token.value, COMMANDS)}`);
      if (command === "help") words.set(token.index, word);
      command ??= known;
    } else if (token.kind === "option") {
      if (token.name === "help" || token.name === "version") {
        if (isTaskCommand(command) && token.name === "help") {
          return { flags, command: "help", words: [command] };
        }
        command = token.name;
      } else if (!names.includes(token.name)) {
        const known = [...names, "help", "version"].map((name) => `--${name}`);
        throw new UsageError(`Unknown flag "${token.rawName}": ${nearest(token.rawName, known)}`);
      } else if (switches.includes(token.name) && token.value === undefined) {
        flags[token.name] = "true";
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
  return { flags, command: command ?? "stdio", words: [...words.values()] };
}

function nearest(name: string, known: readonly string[]): string {
  const match = closestMatch(name.slice(0, 100), known, {
    maxDistance: Math.min(4, Math.ceil(name.length / 2)),
  });
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

function toolsets(given: Given | undefined): readonly Toolset[] {
  if (!given) return DEFAULTS.toolsets;
  const names = given.value.split(",").map((name) => name.trim()).filter((name) => name !== "");
  const chosen = names.map((value) => choice({ ...given, value }, TOOLSETS, "tasks"));
  if (chosen.length === 0) {
    throw new UsageError(
      `${given.from} must name some of ${TOOLSETS.join(", ")}, but it is "${given.value}"`,
    );
  }
  return TOOLSETS.filter((set) => chosen.includes(set));
}

function zone(given: Given | undefined, host: Host): string {
  try {
    return readZone(given?.value ?? host.zone);
  } catch (error) {
    throw new UsageError(
      `${given?.from ?? "The machine's zone"}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
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
