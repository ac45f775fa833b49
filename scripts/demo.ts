/**
 * Walks all that the contract names, with a real client and a server in a process of its own.
 *
 * @module
 */

import { readCommand, startServer } from "./demo/server.ts";
import { type Step, steps } from "./demo/steps.ts";
import { Walk } from "./demo/walk.ts";

const USAGE = `Usage: deno task demo [--server COMMAND [ARGUMENT…]]

Walks everything that TaskTracker promises and prints each step: on a throw-away list, or on that of another server,
such as a compiled program. There, what it adds it deletes again, and nobody else may be writing meanwhile.`;

/** So many lines of one answer are shown: the first ones, and the last ones, where the walk's own tasks are. */
const SHOWN = { first: 4, last: 12 } as const;

/** A text whose invisible characters are spelled out: one of them could turn a line of the terminal around. */
function printable(text: string): string {
  return text.replace(
    /[[\p{Cf}\p{Cc}]--\n]/gv,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}

/** Prints a text indented, without the middle of a long one. */
function show(text: string): void {
  const lines = printable(text.trimEnd()).split("\n");
  const more = lines.length - SHOWN.first - SHOWN.last;
  if (more > 1) lines.splice(SHOWN.first, more, `… ${more} more lines`);
  console.log(lines.map((line) => `    ${line}`.trimEnd()).join("\n") + "\n");
}

/** Takes a step and prints it. Returns its title where what came back is not as promised. */
async function failedStep(step: Step, index: number, walk: Walk): Promise<string | undefined> {
  const number = String(index + 1).padStart(2);
  let title = "A step that needs what is missing";
  try {
    title = printable(step.title(walk));
    console.log(`${number}. ${title}`);
    show(await step.run(walk));
    return undefined;
  } catch (error) {
    show(error instanceof Error ? error.message : String(error));
    return title;
  }
}

/** Walks every step. Returns the exit status. */
async function demo(command: readonly string[] | undefined): Promise<number> {
  const server = startServer(command);
  console.log(`The server: ${server.shown}\n`);
  const walk = new Walk(server, command === undefined);
  try {
    for (const [index, step] of steps.entries()) {
      const failed = await failedStep(step, index, walk);
      if (failed === undefined) continue;
      await walk.tidyUp();
      await server.close();
      if (server.stderr !== "") {
        console.log("    The server's log:\n");
        show(server.stderr);
      }
      console.log(`Step ${index + 1} of ${steps.length} is not as promised: ${failed}`);
      return 1;
    }
    console.log(`${steps.length} steps, all as promised`);
    return 0;
  } finally {
    await server.close();
  }
}

if (import.meta.main) {
  const { help, command, problem } = readCommand(Deno.args);
  if (help || problem !== undefined) {
    if (problem === undefined) console.log(USAGE);
    else console.error(`${problem}\n\n${USAGE}`);
    Deno.exit(problem === undefined ? 0 : 2);
  }
  Deno.exit(await demo(command));
}
