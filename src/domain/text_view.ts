/**
 * Tasks as text for people and models. A title may hold anything, so nothing in a view is taken as it came: what
 * cannot be seen is spelled out, and a line break stays inside its block.
 *
 * @module
 */

import type { Task } from "./task.ts";
import { parseWhen, whenText } from "./when/mod.ts";

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

/**
 * Compact JSON in which what is invisible is escaped: it is on one line, can be seen whole, and reads back the same.
 *
 * @example
 * ```ts
 * import { visibleJson } from "./text_view.ts";
 *
 * console.assert(visibleJson(["a\u202Eb"]) === '["a\\u202eb"]');
 * ```
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(INVISIBLE, escaped);
}

function escaped(char: string): string {
  return Array.from(
    { length: char.length },
    (_, n) => `\\u${char.charCodeAt(n).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** All views indent a block's lines by this many spaces. */
const INDENT = 3;

/** The text of `tasks://all`: every task in order of id. A claim counts until the instant `now`, in ISO 8601. */
export function allView(tasks: readonly Task[], now: string): string {
  if (tasks.length === 0) return "No tasks found";
  return "Current Tasks:\n\n" + tasks.map((task) => block(fullLines(task, now))).join("");
}

/** The text of `tasks://pending`: what is still to be done, in order of id. */
export function pendingView(tasks: readonly Task[], now: string): string {
  if (tasks.length === 0) return "No pending tasks!";
  return "Pending Tasks:\n\n" + tasks.map((task) => block(shortLines(task, now))).join("");
}

/** The text of `tasks://ready`: what can be started, in the order that is given; `at` is the time in the zone it holds for. */
export function readyView(tasks: readonly Task[], now: string, at: string): string {
  if (tasks.length === 0) return `No ready tasks at ${at}`;
  return `Ready Tasks at ${at}:\n\n` + tasks.map((task) => block(namedLines(task, now))).join("");
}

/** The text of `tasks://project/NAME`: how many tasks there are, and each of them in the order that is given. */
export function projectView(name: string, tasks: readonly Task[], now: string): string {
  const open = tasks.filter(({ status }) => status === "pending").length;
  const head = [
    `Project: ${visible(name, "Project: ".length)}`,
    `Open: ${open}`,
    `Completed: ${tasks.length - open}`,
  ].join("\n");
  return `${head}\n\n` + tasks.map((task) => block(namedLines(task, now))).join("");
}

/** The lines of a block with all that lists show: contract's first, then those of the fields that are set. */
export function fullLines(task: Task, now: string): string[] {
  const [first = "", ...rest] = namedLines(task, now);
  const described = task.description ? 1 : 0;
  const fixed = [`Status: ${task.status}`, `Created: ${task.created_at}`];
  return [first, ...rest.slice(0, described), ...fixed, ...rest.slice(described)];
}

function namedLines(task: Task, now: string): string[] {
  const description = task.description ? [named("Description", task.description, INDENT)] : [];
  return [headline(task, 0), ...description, ...fieldLines(task, now)];
}

function shortLines(task: Task, now: string): string[] {
  const description = task.description ? [visible(task.description, INDENT)] : [];
  return [headline(task, 0), ...description, ...fieldLines(task, now)];
}

/** A line for each field that is set, besides those that every task has. */
function fieldLines(task: Task, now: string): string[] {
  const { priority, due, defer_until, repeat, project, tags, parent_id, blocked_by, claim } = task;
  const lines: string[] = [];
  if (priority !== undefined) lines.push(`Priority: ${priority}`);
  if (due !== undefined) lines.push(`Due: ${due} (${whenText(parseWhen(due))})`);
  if (defer_until !== undefined) {
    lines.push(`Deferred until: ${defer_until} (${whenText(parseWhen(defer_until))})`);
  }
  if (repeat !== undefined) lines.push(`Repeats: ${repeat}`);
  if (project !== undefined) lines.push(named("Project", project, INDENT));
  if (tags !== undefined) lines.push(named("Tags", tags.map(tagText).join(", "), INDENT));
  if (parent_id !== undefined) lines.push(`Part of: [${parent_id}]`);
  if (blocked_by !== undefined) {
    lines.push(`Blocked by: ${blocked_by.map((id) => `[${id}]`).join(", ")}`);
  }
  // The name comes last, so that it cannot look like the end of the lease.
  if (claim !== undefined && claim.until > now) {
    lines.push(named(`Claimed until ${claim.until} by`, claim.agent, INDENT));
  }
  return lines;
}

/** A tag that could be taken for two, or begin a line, is quoted. */
function tagText(tag: string): string {
  return /[,"\n]/.test(tag) ? JSON.stringify(tag) : tag;
}

/** A text behind its name, its later lines below its first. */
export function named(name: string, text: string, column: number): string {
  return `${name}: ${visible(text, column + name.length + 2)}`;
}

/** What a block begins with, where it begins in a column. */
export function headline(
  { id, title, status }: Pick<Task, "id" | "title" | "status">,
  column: number,
): string {
  const mark = `${status === "completed" ? "✅" : "⏳"} [${id}] `;
  // The sign is one code unit, but fills two columns of a screen.
  return mark + visible(title, column + mark.length + 1);
}

/** Lines as a block: an empty line ends it. */
export function block(lines: readonly string[]): string {
  return lines.join("\n" + " ".repeat(INDENT)) + "\n\n";
}
