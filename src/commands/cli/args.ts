/**
 * The words and flags of a command, read.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { closestMatch } from "leven";
import { UsageError } from "../../errors.ts";
import type { Flags } from "./command.ts";

/** The flag that every command has. */
export const JSON_FLAG: Flags = { json: { text: "Print the answer of the tool it stands for, as JSON" } };

/** What stands after the name of a command. */
export class Args {
  /** The words that belong to no flag. */
  readonly words: readonly string[];
  #values: ReadonlyMap<string, readonly string[]>;

  /** Takes the words, and the values of each flag that was given. */
  constructor(words: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.words = words;
    this.#values = values;
  }

  /** Whether a flag is there. */
  has(flag: string): boolean {
    return this.#values.has(flag);
  }

  /** The value of a flag; the last one, where it was given twice. */
  one(flag: string): string | undefined {
    return this.#values.get(flag)?.at(-1);
  }

  /** All values of a flag that may be given more than once. */
  all(flag: string): readonly string[] | undefined {
    return this.#values.get(flag);
  }

  /** The value of a flag that is a whole number from 1 on. */
  number(flag: string): number | undefined {
    const value = this.one(flag);
    return value === undefined ? undefined : wholeNumber(`Flag --${flag}`, value);
  }

  /** The values of a flag that are whole numbers, also several in one with commas between. */
  numbers(flag: string): number[] | undefined {
    return this.all(flag)?.flatMap((value) =>
      split(value).map((part) => wholeNumber(`Flag --${flag}`, part))
    );
  }

  /** Refuses words, for a command that takes flags alone. */
  none(command: string): void {
    const [word] = this.words;
    if (word !== undefined) {
      throw new UsageError(`Command ${command} takes no ${JSON.stringify(word)}, only flags`);
    }
  }

  /** All words as ids, also several in one with commas between. */
  ids(): number[] {
    return this.words.flatMap(split).map((part) => wholeNumber("An id", part));
  }

  /**
   * All words as one text; undefined without any. A word with a space in it came in quotation marks of the shell, which
   * are its own.
   */
  text(): string | undefined {
    return this.words.length === 0 ? undefined : this.words.join(" ");
  }
}

/**
 * Reads what stands after the name of a command. Flags have two dashes: a word with one, such as `-tag:x`, is a word.
 *
 * @throws {UsageError} that names the flag, and the nearest right one.
 */
export function readArgs(flags: Flags, args: readonly string[]): Args {
  const known: Flags = { ...flags, ...JSON_FLAG };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) =>
      [name, { type: value === undefined ? "boolean" : "string", multiple: true }] as const
    ),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const words: string[] = [];
  const values = new Map<string, string[]>();
  let last = -1;
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    else if (token.kind === "option") {
      if (!token.rawName.startsWith("--")) {
        // The letters of a word with one dash come as a token each.
        if (token.index !== last) words.push(args[token.index] ?? "");
        last = token.index;
        continue;
      }
      const flag = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
      if (!flag) {
        throw new UsageError(`Unknown flag "${token.rawName}": ${nearestFlag(token.rawName, known)}`);
      }
      const value = checkedValue(
        token.name,
        flag.value !== undefined,
        token.value,
        token.inlineValue === true,
      );
      values.set(token.name, [...values.get(token.name) ?? [], value]);
    }
  }
  return new Args(words, values);
}

function checkedValue(name: string, takes: boolean, value: string | undefined, inline: boolean): string {
  if (!takes) {
    if (value !== undefined) throw new UsageError(`Flag --${name} takes no value`);
    return "";
  }
  // Of two flags in a row the second is no value of the first.
  if (value === undefined || (!inline && value.startsWith("-"))) {
    throw new UsageError(`Flag --${name} needs a value; one that starts with a dash comes after "="`);
  }
  return value;
}

function nearestFlag(name: string, known: Flags): string {
  const names = Object.keys(known).map((one) => `--${one}`);
  const match = closestMatch(name.slice(0, 100), names, {
    maxDistance: Math.min(4, Math.ceil(name.length / 2)),
  });
  return match === undefined ? `known are ${names.join(", ")}` : `did you mean ${match}?`;
}

function split(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

function wholeNumber(what: string, text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`${what} must be a whole number from 1, but it is ${JSON.stringify(text)}`);
}
