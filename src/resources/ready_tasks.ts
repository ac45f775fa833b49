/** @module */

import type { Resource } from "../capability.ts";
import { readSelection, select } from "../domain/select.ts";
import { readyView } from "../domain/text_view.ts";
import { nowText } from "../domain/when/mod.ts";

/** What can be started now. */
export const readyTasks: Resource = {
  uri: "tasks://ready",
  name: "ready-tasks",
  title: "Ready tasks",
  description:
    "The tasks that can be started now, most pressing first: nothing blocks, defers or claims them.",
  mimeType: "text/plain",
  async read({ tasks, clock }) {
    const at = clock();
    const found = select(await tasks.index(), readSelection("", "ready", at), at);
    return readyView(found.map(({ task }) => task), at.iso, nowText(at.now, at.zone));
  },
};
