/**
 * All tools, in the order in which clients see them.
 *
 * @module
 */

import type { Tool } from "../capability.ts";
import { addTask } from "./add_task.ts";
import { completeTask } from "./complete_task.ts";
import { deleteTask } from "./delete_task.ts";
import { fetchJoke } from "./fetch_joke.ts";
import { generateRandomNumber } from "./generate_random_number.ts";

/** A new tool is one new file and one line here. */
export const tools: readonly Tool[] = [
  addTask,
  completeTask,
  deleteTask,
  fetchJoke,
  generateRandomNumber,
];
