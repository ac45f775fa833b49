/**
 * All prompts, in the order in which clients see them.
 *
 * @module
 */

import type { Prompt } from "../capability.ts";
import { breakDownTask } from "./break_down_task.ts";
import { greetingPrompt } from "./greeting_prompt.ts";
import { planDay } from "./plan_day.ts";
import { prioritize } from "./prioritize.ts";
import { taskSummaryPrompt } from "./task_summary_prompt.ts";
import { weeklyReview } from "./weekly_review.ts";

/** A new prompt is one new file and one line here. */
export const prompts: readonly Prompt[] = [
  greetingPrompt,
  taskSummaryPrompt,
  planDay,
  prioritize,
  breakDownTask,
  weeklyReview,
];
