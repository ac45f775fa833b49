/** @module */

import type { Resource } from "../capability.ts";
import { allView } from "../domain/text_view.ts";

/** Everything on the list. */
export const allTasks: Resource = {
  uri: "tasks://all",
  name: "all-tasks",
  title: "All tasks",
  description: "Every task, pending and completed, in order of id.",
  mimeType: "text/plain",
  read: async ({ tasks, clock }) => allView(await tasks.all(), clock().iso),
};
