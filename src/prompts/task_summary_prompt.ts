/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";

/** Has the model sum up the list. */
export const taskSummaryPrompt = definePrompt({
  name: "task_summary_prompt",
  title: "Task summary",
  description: "Analyses the current task list and suggests what to do next.",
  input: z.object({}),
  render: () =>
    Promise.resolve([
      "Analyse the current task list and give:",
      "1. The total number of tasks, completed against pending",
      "2. Any overdue or high-priority items",
      "3. Suggested next actions",
      "4. An assessment of the overall progress",
      "",
      "Use the tasks://all resource for the complete list.",
    ].join("\n")),
});
