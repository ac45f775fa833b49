/**
 * Whether this process may touch the file of the tasks, and what to run where it may not.
 *
 * @module
 */

import type { Place } from "../data_place.ts";
import { UserError } from "../errors.ts";

/** The rights that a process has, by name. */
export type Granted = (descriptor: Deno.PermissionDescriptor) => boolean;

/** How this process was started, for the command that a refusal prints. */
export interface Started {
  /** The path of main.ts. */
  readonly main: string;
  /** What follows it. */
  readonly args: readonly string[];
  /** Whether it is a compiled binary, whose rights cannot be given later. */
  readonly standalone: boolean;
}

/**
 * Refuses where the file may not be read and written.
 *
 * @throws {UserError} with the whole command to copy.
 */
export function checkAccess(
  { path, text, folder }: Place,
  granted: Granted,
  { main, args, standalone }: Started,
): void {
  if (path === undefined || path === ":memory:") return;
  if (granted({ name: "read", path }) && granted({ name: "write", path })) return;
  if (standalone) {
    throw new UserError(
      `This program may not touch ${text}: build it with deno task compile --data DIR for that folder`,
    );
  }
  if (path.includes(",")) {
    throw new UserError(
      `This server may not touch ${text}: no flag of Deno grants a path with a comma, name another with --db`,
    );
  }
  const named = args.some((arg) => arg === "--db" || arg.startsWith("--db="));
  // The set grants the usual place; another one takes two more flags.
  const flags = folder === undefined ? [`--allow-read=${path}`, `--allow-write=${path}`] : [];
  const db = folder === undefined && !named ? ["--db", path] : [];
  const command = ["deno", "run", "-q", "-P=stdio", ...flags, "--no-prompt", main, ...db, ...args];
  const quoted = /^(?:[a-z]:)?\\/i.test(path) ? windowsWord : shellWord;
  throw new UserError(
    `This server may not touch ${text}: start it with ${command.map(quoted).join(" ")}`,
  );
}

/** A word as POSIX shells take it. Single quotes, as within double ones `$(…)` would be run by whoever copies it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word as the shells of Windows take it; no path there holds a double quote. */
function windowsWord(word: string): string {
  return /^[\w@+=:./\\-]+$/.test(word) ? word : `"${word}"`;
}
