/**
 * What goes on from what a person has typed, best first.
 *
 * @module
 */

import { isOpenItem, type Item, type TaskIndex } from "./index.ts";
import { projectsOf } from "./projects.ts";
import { fold } from "./query/mod.ts";
import { readSelection, select, type View } from "./select.ts";
import type { Clock } from "./states.ts";

/** The ids of the tasks of a view whose title holds the text, or whose id begins with it; pending ones first. */
export function suggestTasks(index: TaskIndex, typed: string, view: View, clock: Clock): string[] {
  const wanted = fold(typed);
  const fits = (item: Item) => titleOf(item).includes(wanted) || `${item.id}`.startsWith(wanted);
  const found = select(index, readSelection("", view, clock), clock).filter(fits);
  return [...found.filter(isOpenItem), ...found.filter((item) => !isOpenItem(item))].map(({ id }) => `${id}`);
}

/** The names of the projects that hold the text, those that begin with it first. */
export function suggestProjects(index: TaskIndex, typed: string): string[] {
  const wanted = fold(typed);
  const found = [...projectsOf(index)].filter(([key]) => key.includes(wanted));
  const begin = found.filter(([key]) => key.startsWith(wanted));
  const others = found.filter(([key]) => !key.startsWith(wanted));
  return [...begin, ...others].map(([, { name }]) => name);
}

/** The zones of the IANA's list that hold the text. */
export function suggestZones(typed: string): string[] {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  return ["UTC", ...Intl.supportedValuesOf("timeZone")].filter((zone) => zone.toLowerCase().includes(wanted));
}

/** The folded title is the first line of what is searched. */
function titleOf({ text }: Item): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}
