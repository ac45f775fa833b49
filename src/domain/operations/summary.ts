/** @module */

import type { StoredTask } from "../task.ts";

/** The most characters of a title in a summary. */
const TITLE = 60;

/** What a change did, for the history: a verb, the first task's title, and how many more there were. */
export function summaryOf(verb: string, tasks: readonly Pick<StoredTask, "title">[]): string {
  const [first, ...more] = tasks;
  const points = [...first?.title ?? ""];
  const title = points.length > TITLE ? `${points.slice(0, TITLE).join("")}…` : points.join("");
  return `${verb} "${title}"${more.length > 0 ? ` and ${more.length} more` : ""}`;
}
