/** @module */

import type { Resource } from "../capability.ts";
import { pendingView } from "../domain/text_view.ts";

/** What is still to be done. */
export const pendingTasks: Resource = {
  uri: "tasks://pending",
  name: "pending-tasks",
  title: "Pending tasks",
  description: "The tasks that are not completed, in order of id.",
  mimeType: "text/plain",
  read: async ({ tasks, clock }) => pendingView(await tasks.open(), clock().iso),
};
