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
  { path, text }: Place,
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
  const rest = args.some((arg) => arg === "--db" || arg.startsWith("--db=")) ? args : ["--db", path, ...args];
  const command = [
    "deno",
    "run",
    "-q",
    "-P=stdio",
    `--allow-read=${path}`,
    `--allow-write=${path}`,
    "--no-prompt",
    main,
  ];
  throw new UserError(
    `This server may not touch ${text}: start it with ${[...command, ...rest].map(shellWord).join(" ")}`,
  );
}

/** A word as shells take it: quoted where it holds more than plain characters. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
