/** @module */

import type { ResourceTemplate } from "../capability.ts";
import { findProject, projectQuery, projectsOf } from "../domain/projects.ts";
import { readSelection, select } from "../domain/select.ts";
import { suggestProjects } from "../domain/suggestions.ts";
import { projectView, visible, visibleJson } from "../domain/text_view.ts";
import { projectUri } from "../domain/touched.ts";
import { UserError } from "../errors.ts";

/** The most projects that a list of resources has. */
const LISTED = 50;

/** The tasks of one project. */
export const project: ResourceTemplate = {
  prefix: "tasks://project/",
  variable: "name",
  name: "project",
  title: "Project",
  description:
    "The tasks of one project, pending ones first, most pressing first. Its name is percent-encoded.",
  mimeType: "text/plain",
  async list({ tasks }) {
    const open = [...projectsOf(await tasks.index()).values()].filter(({ open }) => open > 0);
    return open.slice(0, LISTED).map(({ name }) => ({
      uri: projectUri(name),
      name: `project-${encodeURIComponent(name)}`,
      title: visible(name.replace(/\s*\n\s*/g, " "), 0),
    }));
  },
  async complete(typed, { tasks }) {
    return suggestProjects(await tasks.index(), typed);
  },
  async read(value, { tasks, clock }) {
    const wanted = decoded(value);
    const at = clock();
    const index = await tasks.index();
    const { name } = findProject(index, wanted);
    const query = projectQuery(name);
    const open = select(index, readSelection(query, "open", at), at);
    const done = select(index, readSelection(`${query} sort:-completed`, "completed", at), at);
    return projectView(name, [...open, ...done].map(({ task }) => task), at.iso);
  },
};

/** @throws {UserError} where the value is empty or no percent-encoded UTF-8. */
function decoded(value: string): string {
  const advice = "percent-encode its name in UTF-8, such as tasks://project/Big%20House";
  if (value.trim() === "") throw new UserError(`Address tasks://project/{name} names no project: ${advice}`);
  try {
    return decodeURIComponent(value);
  } catch (cause) {
    const shown = visibleJson(value.slice(0, 60).toWellFormed());
    throw new UserError(`Address tasks://project/{name} has the malformed name ${shown}: ${advice}`, {}, {
      cause,
    });
  }
}
