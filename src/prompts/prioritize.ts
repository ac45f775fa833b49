/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";
import { embedded, partOf } from "../domain/embed.ts";
import { scopeOf } from "../domain/prompt_scope.ts";
import { readSelection, select } from "../domain/select.ts";
import { suggestProjects } from "../domain/suggestions.ts";
import { nowText } from "../domain/when/mod.ts";

/** Has the model put what is open in order. */
export const prioritize = definePrompt({
  name: "prioritize",
  title: "Prioritize",
  description: "Puts the open tasks in order and suggests priorities.",
  input: z.object({ project: z.string().optional().describe("Only the tasks of this project") }),
  complete: { project: async (typed, { tasks }) => suggestProjects(await tasks.index(), typed) },
  async render({ project }, { tasks, clock }) {
    const at = clock();
    const index = await tasks.index();
    const { query, words } = scopeOf(index, project);
    const open = select(index, readSelection(query, "open", at), at);
    return `Put the open tasks${words} in order. It is ${nowText(at.now, at.zone)}.

1. Weigh what is due, what others wait for, and what each is worth against its effort
2. Give each task a priority (urgent, high, normal or low) with a reason in a few words; few are urgent
3. Say which tasks look stale, double or too large, and what to do with them
4. Show the changes as a list and ask; then make them with update_task

${embedded([partOf("Open, in their order of now", open)])}`;
  },
});
