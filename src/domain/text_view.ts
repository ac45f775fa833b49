/**
 * Tasks as text for people and models. A title may hold anything, so nothing in a view is taken as it came: what
 * cannot be seen is spelled out, and a line break stays inside its block.
 *
 * @module
 */

import type { Task } from "./task.ts";

/**
 * Control, bidi, zero-width and other format characters (`Cc`, `Cf`), line and paragraph separators, blank letters, tag
 * characters and variation selectors, but for the one that gives an emoji its colour. Line feeds are dealt with apart.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0\uFE00-\uFE0E\u{E0000}-\u{E0FFF}]|(?<!\p{Emoji})\uFE0F/gu;

/**
 * A text on as many lines as it has, the later ones indented by `column` spaces, with what is invisible in it shown as
 * `\u{202E}`.
 *
 * @example
 * ```ts
 * import { visible } from "./text_view.ts";
 *
 * console.assert(visible("a\u202Eb", 3) === "a\\u{202E}b");
 * console.assert(visible("one\ntwo", 3) === "one\n   two");
 * ```
 */
export function visible(text: string, column: number): string {
  return text
    .toWellFormed()
    .split(/\r?\n/)
    .map((line) => line.replace(INVISIBLE, spelledOut))
    .join("\n" + " ".repeat(column));
}

function spelledOut(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/** Both views indent a block's lines by this many spaces. */
const INDENT = 3;

/** The text of `tasks://all`: every task in order of id. */
export function allView(tasks: readonly Task[]): string {
  if (tasks.length === 0) return "No tasks found";
  return "Current Tasks:\n\n" + tasks.map(fullBlock).join("");
}

/** The text of `tasks://pending`: what is still to be done, in order of id. */
export function pendingView(tasks: readonly Task[]): string {
  if (tasks.length === 0) return "No pending tasks!";
  return "Pending Tasks:\n\n" + tasks.map(shortBlock).join("");
}

function fullBlock(task: Task): string {
  const lines = [headline(task)];
  if (task.description) {
    lines.push(`Description: ${visible(task.description, INDENT + "Description: ".length)}`);
  }
  lines.push(`Status: ${task.status}`, `Created: ${task.created_at}`);
  return block(lines);
}

function shortBlock(task: Task): string {
  const lines = [headline(task)];
  if (task.description) lines.push(visible(task.description, INDENT));
  return block(lines);
}

function headline(task: Task): string {
  const mark = `${task.status === "completed" ? "✅" : "⏳"} [${task.id}] `;
  // The sign is one code unit, but fills two columns of a screen.
  return mark + visible(task.title, mark.length + 1);
}

function block(lines: readonly string[]): string {
  return lines.join("\n" + " ".repeat(INDENT)) + "\n\n";
}
