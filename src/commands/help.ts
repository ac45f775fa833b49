/** @module */

import { type Option, OPTIONS } from "../config.ts";
import { JSON_FLAG } from "./cli/args.ts";
import type { CliCommand } from "./cli/command.ts";
import { cliCommands } from "./cli/mod.ts";

/**
 * What `--help` prints.
 *
 * @param words What stands after `help`: a command for people, or nothing.
 */
export function helpText(version: string, [topic]: readonly string[] = []): string {
  const command = cliCommands.find(({ name }) => name === topic);
  return command ? commandHelp(command) : generalHelp(version);
}

function generalHelp(version: string): string {
  const flags = Object.values<Option>(OPTIONS).flatMap((option) =>
    option.flag ? [row(option, option.flag)] : []
  );
  const variables = Object.values<Option>(OPTIONS).flatMap((option) =>
    option.flag || !option.variable
      ? []
      : [`  ${option.variable}=${option.value}\n      ${option.text} [${option.fallback}]`]
  );
  return `TaskTracker ${version}: a task list for AI hosts, over the Model Context Protocol

Usage: tasktracker [COMMAND] [FLAGS]

Commands:
  stdio      Serve over standard input and output; what hosts start, and the default
  doctor     Check the database, the permissions and the joke's upstream
  help       Show this text (--help, -h)
  version    Show the version (--version, -V)

Commands for people, on the same tasks while hosts are running:
${cliCommands.map(commandRow).join("\n")}

  Each has --json, and "help COMMAND" shows its flags.

Flags, each also by its variable:
${flags.join("\n")}

Variables alone:
${variables.join("\n")}

From a clone, "deno task start" serves, "deno task cli COMMAND" runs a command, "deno task demo" walks all of it.
`;
}

function row({ variable, value, isSwitch, text, fallback }: Option, flag: string): string {
  return `  --${flag}${isSwitch ? "" : ` ${value}`}   ${variable}\n      ${text} [${fallback}]`;
}

function commandRow({ name, usage, text }: CliCommand): string {
  return `  ${`${name} ${usage}`.padEnd(16)} ${text}`;
}

/** What `help COMMAND` prints. */
function commandHelp({ name, usage, text, flags }: CliCommand): string {
  const rows = Object.entries({ ...flags, ...JSON_FLAG }).map(([flag, { value, text }]) =>
    `  --${flag}${value === undefined ? "" : ` ${value}`}\n      ${text}`
  );
  return `${text}

Usage: tasktracker ${[name, usage, "[FLAGS]"].filter((part) => part !== "").join(" ")}

Flags, besides those of "help":
${rows.join("\n")}`;
}
