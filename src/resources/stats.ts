/** @module */

import type { Resource } from "../capability.ts";
import { statsOf } from "../domain/stats.ts";
import { visibleJson } from "../domain/text_view.ts";

/** The list in figures. */
export const stats: Resource = {
  uri: "tasks://stats",
  name: "stats",
  title: "Statistics",
  description:
    "How many tasks there are by status, state, priority and project, and how many were completed lately.",
  mimeType: "application/json",
  async read({ tasks, clock }) {
    const at = clock();
    return visibleJson(statsOf(await tasks.index(), at));
  },
};
