/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";
import { embedded, partOf } from "../domain/embed.ts";
import { scopeOf } from "../domain/prompt_scope.ts";
import { readSelection, select } from "../domain/select.ts";
import { RECENT } from "../domain/stats.ts";
import { suggestProjects } from "../domain/suggestions.ts";
import { nowText } from "../domain/when/mod.ts";

/** Has the model look back on a week and ahead. */
export const weeklyReview = definePrompt({
  name: "weekly_review",
  title: "Weekly review",
  description: "Looks back on the last seven days and ahead to the next.",
  input: z.object({ project: z.string().optional().describe("Only the tasks of this project") }),
  complete: { project: async (typed, { tasks }) => suggestProjects(await tasks.index(), typed) },
  async render({ project }, { tasks, clock }) {
    const at = clock();
    const index = await tasks.index();
    const { query, words } = scopeOf(index, project);
    const done = select(index, readSelection(`${query} ${RECENT} sort:-completed`, "completed", at), at);
    const overdue = select(index, readSelection(query, "overdue", at), at);
    const soon = select(index, readSelection(`${query} due<7d -is:overdue`, "open", at), at);
    const shown = new Set([...overdue, ...soon].map(({ id }) => id));
    const others = select(index, readSelection(query, "open", at), at).filter(({ id }) => !shown.has(id));
    return `Review my week with the tasks${words}. It is ${nowText(at.now, at.zone)}.

1. Sum up what was completed in the last seven days, and what it shows
2. Say of each overdue task whether to do it, move it or drop it
3. Point out what is blocked, claimed for long or untouched, and the next step for it
4. Suggest the three things that matter most in the coming week
5. Ask before you change a task; then use update_task or complete_task

${
      embedded([
        partOf("Completed in the last seven days", done),
        partOf("Overdue", overdue),
        partOf("Due within seven days", soon),
        partOf("Open besides", others),
      ])
    }`;
  },
});
