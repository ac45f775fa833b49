/**
 * The projects of a list: the names that its tasks have, whatever their case.
 *
 * @module
 */

import { closestMatch } from "leven";
import { UserError } from "../errors.ts";
import { isOpenItem, type TaskIndex } from "./index.ts";
import { fold } from "./query/mod.ts";
import { visibleJson } from "./text_view.ts";

/** The tasks that have one project. */
export interface Project {
  /** Its name, as the first of its tasks spells it. */
  readonly name: string;
  /** How many of its tasks are still to be done. */
  readonly open: number;
  /** How many are completed. */
  readonly completed: number;
}

/** The projects by their folded names: those with the most open tasks first, then by name. */
export function projectsOf(index: TaskIndex): Map<string, Project> {
  const projects = new Map<string, Project>();
  for (const item of index.items()) {
    const { task, project: key } = item;
    if (key === undefined || task.project === undefined || task.deleted_at !== undefined) continue;
    const { name, open, completed } = projects.get(key) ?? { name: task.project, open: 0, completed: 0 };
    const more = isOpenItem(item) ? 1 : 0;
    projects.set(key, { name, open: open + more, completed: completed + 1 - more });
  }
  return new Map(
    [...projects].sort(([a, { open: x }], [b, { open: y }]) => y - x || (a < b ? -1 : 1)),
  );
}

/**
 * A project by its name.
 *
 * @throws {UserError} where no task has it; it offers the nearest.
 */
export function findProject(index: TaskIndex, name: string): Project {
  const projects = projectsOf(index);
  const key = fold(name);
  const found = projects.get(key);
  if (found) return found;
  const near = closestMatch(key.slice(0, 100), [...projects.keys()], { maxDistance: 2 + key.length / 4 });
  const candidates = [near === undefined ? undefined : projects.get(near)?.name, ...names(projects)]
    .filter((candidate) => candidate !== undefined);
  const offered = [...new Set(candidates)].slice(0, 5);
  throw new UserError(
    `Project ${visibleJson(shortened(name))} not found: ` +
      (offered.length > 0
        ? `take one such as ${visibleJson(offered[0])}`
        : "no task has a project yet, so give one to a task first"),
    offered.length > 0 ? { candidates: offered } : {},
  );
}

/** The query for the tasks of a project. */
export function projectQuery(name: string): string {
  return `project:"${name.replaceAll('"', '""')}"`;
}

function names(projects: ReadonlyMap<string, Project>): string[] {
  return [...projects.values()].map(({ name }) => name);
}

/** The longest name that an error repeats, in code points. */
const LONGEST = 100;

function shortened(name: string): string {
  const points = [...name.toWellFormed()];
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join("")}…` : points.join("");
}
