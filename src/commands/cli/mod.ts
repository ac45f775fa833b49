/**
 * The commands for people, on the list that the hosts have too.
 *
 * @module
 */

import type { Context } from "../../capability.ts";
import type { TaskCommand } from "../../config.ts";
import { UserError } from "../../errors.ts";
import { add } from "./add.ts";
import { readArgs } from "./args.ts";
import type { CliCommand, Output } from "./command.ts";
import { done } from "./done.ts";
import { list } from "./list.ts";
import { log } from "./log.ts";
import { next } from "./next.ts";
import { show } from "./show.ts";
import { undo } from "./undo.ts";

/** A new command is one new file, one line here, and its name in src/config.ts. */
export const cliCommands: readonly CliCommand[] = [list, show, add, done, next, undo, log];

/** Who makes the changes of commands. Their session is one, so that a later command can undo what an earlier one did. */
export const CLI_AUTHOR = { by: "cli", session: "cli" } as const;

/** Finds a command. */
export function cliCommand(name: TaskCommand): CliCommand {
  const found = cliCommands.find((command) => command.name === name);
  if (!found) throw new Error(`Command ${name} is in no list`);
  return found;
}

/** What holds for any command. */
export interface Terms extends Output {
  /** Whether nothing may be changed. */
  readonly readOnly: boolean;
}

/**
 * Reads what stands after a command's name.
 *
 * @returns what does the work, once there is a list to do it on.
 * @throws {UsageError} where a flag is wrong.
 * @throws {UserError} where the command would change something that may not be changed.
 */
export function prepareCommand(
  name: TaskCommand,
  words: readonly string[],
  { readOnly, ...output }: Terms,
): (context: Context) => Promise<void> {
  const command = cliCommand(name);
  const args = readArgs(command.flags, words);
  if (readOnly && command.writes) {
    throw new UserError(
      `Command ${name} changes tasks, but this is read-only: leave out --read-only to allow it`,
    );
  }
  return (context) => command.run(args, context, output);
}
