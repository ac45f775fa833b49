/** @module */

import type { ResourceTemplate } from "../capability.ts";
import { lookAt } from "../domain/operations/look.ts";
import { readSelection, select } from "../domain/select.ts";
import { suggestTasks } from "../domain/suggestions.ts";
import { readId } from "../domain/task_id.ts";
import { taskView } from "../domain/task_view.ts";
import { visible } from "../domain/text_view.ts";
import { taskUri } from "../domain/touched.ts";

/** The most tasks that a list of resources has. */
const LISTED = 50;

/** All of one task. */
export const task: ResourceTemplate = {
  prefix: "tasks://task/",
  variable: "id",
  name: "task",
  title: "Task",
  description: "One task whole: its fields, notes, parts, blockers and what it blocks.",
  mimeType: "text/plain",
  async list({ tasks, clock }) {
    const at = clock();
    const found = select(await tasks.index(), readSelection("", "open", at), at);
    return found.slice(0, LISTED).map(({ id, task }) => ({
      uri: taskUri(id),
      name: `task-${id}`,
      title: `[${id}] ${visible(task.title.replace(/\s*\n\s*/g, " "), 0)}`,
    }));
  },
  async complete(typed, { tasks, clock }) {
    return suggestTasks(await tasks.index(), typed, "all", clock());
  },
  async read(value, { tasks, clock }) {
    const at = clock();
    return taskView(await tasks.write(lookAt(readId(value, "Address tasks://task/{id}"), at.zone)), at.iso);
  },
};
