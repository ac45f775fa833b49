/** @module */

import type { TaskIndex } from "./index.ts";
import { findProject, projectQuery } from "./projects.ts";
import { visibleJson } from "./text_view.ts";

/** Which tasks a prompt speaks of. */
export interface Scope {
  /** The query for them. */
  readonly query: string;
  /** The same in words, to stand behind "tasks". */
  readonly words: string;
}

/**
 * The tasks of a project; without one, or with an empty name as hosts send it for a field left empty, all tasks.
 *
 * @throws {UserError} where there is no such project.
 */
export function scopeOf(index: TaskIndex, project = ""): Scope {
  if (project.trim() === "") return { query: "", words: "" };
  const { name } = findProject(index, project);
  return { query: projectQuery(name), words: ` of the project ${visibleJson(name)}` };
}
