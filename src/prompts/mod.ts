/**
 * All prompts, in the order in which clients see them.
 *
 * @module
 */

import type { Prompt } from "../capability.ts";
import { greetingPrompt } from "./greeting_prompt.ts";
import { taskSummaryPrompt } from "./task_summary_prompt.ts";

/** A new prompt is one new file and one line here. */
export const prompts: readonly Prompt[] = [
  greetingPrompt,
  taskSummaryPrompt,
];
