/** @module */

import type { Seen } from "./operations/look.ts";
import { block, fullLines, headline, named } from "./text_view.ts";
import type { StoredTask } from "./task.ts";

/** Where the lines of a list in a block begin. */
const COLUMN = 6;

/** The text of `tasks://task/ID`: all of one task, with its neighbours and its newest notes. */
export function taskView({ task, states, notes, children, blockers, blocks }: Seen, now: string): string {
  const lines = fullLines(task, now);
  if (task.completed_at !== undefined) lines.push(`Completed: ${task.completed_at}`);
  lines.push(`Updated: ${task.updated_at}`, `Version: ${task.version}`, `Is: ${states.join(", ")}`);
  const all = task.notes ?? 0;
  const newest = notes.length < all ? ` (newest ${notes.length} of ${all})` : "";
  lines.push(
    ...listed("Parts", children.map(short)),
    ...listed("Blockers", blockers.map(short)),
    ...listed("Blocks", blocks.map(short)),
    ...listed(
      `Notes${newest}`,
      notes.map(({ at, by, text }) => [at, named("By", by, COLUMN + 3), named("Text", text, COLUMN + 3)]),
    ),
  );
  return block(lines);
}

function short(task: StoredTask): string[] {
  return [headline(task, COLUMN)];
}

/** A named list, each entry's first line in one column and its others further in; nothing where it is empty. */
function listed(name: string, entries: readonly (readonly string[])[]): string[] {
  if (entries.length === 0) return [];
  return [
    `${name}:`,
    ...entries.flatMap(([first = "", ...rest]) => [`   ${first}`, ...rest.map((line) => `      ${line}`)]),
  ];
}
