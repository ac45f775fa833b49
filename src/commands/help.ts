/** @module */

import { type Option, OPTIONS } from "../config.ts";

/** What `--help` prints. */
export function helpText(version: string): string {
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

Flags, each also by its variable:
${flags.join("\n")}

Variables alone:
${variables.join("\n")}

From a clone, "deno task start" serves, "deno task demo" walks all of it, "deno task doctor" checks.
`;
}

function row({ variable, value, text, fallback }: Option, flag: string): string {
  return `  --${flag} ${value}   ${variable}\n      ${text} [${fallback}]`;
}
