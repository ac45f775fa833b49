/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";
import { embedded, partOf } from "../domain/embed.ts";
import { scopeOf } from "../domain/prompt_scope.ts";
import { readSelection, select } from "../domain/select.ts";
import { suggestProjects, suggestZones } from "../domain/suggestions.ts";
import { nowText } from "../domain/when/mod.ts";

/** Has the model make a plan for today. */
export const planDay = definePrompt({
  name: "plan_day",
  title: "Plan the day",
  description: "Plans today from what is due, overdue and ready.",
  input: z.object({
    time_zone: z.string().optional().describe("IANA zone whose today is meant"),
    project: z.string().optional().describe("Only the tasks of this project"),
  }),
  complete: {
    time_zone: (typed) => Promise.resolve(suggestZones(typed)),
    project: async (typed, { tasks }) => suggestProjects(await tasks.index(), typed),
  },
  async render({ time_zone, project }, { tasks, clock }) {
    const at = clock(time_zone?.trim() || undefined);
    const index = await tasks.index();
    const { query, words } = scopeOf(index, project);
    const due = select(index, readSelection(query, "today", at), at);
    const dueIds = new Set(due.map(({ id }) => id));
    const ready = select(index, readSelection(query, "ready", at), at).filter(({ id }) => !dueIds.has(id));
    return `Plan my day with the tasks${words}. It is ${nowText(at.now, at.zone)}.

1. Begin with what is overdue or due today, and say of what is blocked what has to happen first
2. Fill the rest of the day with ready tasks, the most pressing first, and no more than fits
3. Name what should be deferred, delegated or dropped, and why
4. Ask before you change a task; then use update_task or complete_task

${embedded([partOf("Due today or overdue", due), partOf("Ready besides", ready)])}`;
  },
});
