/**
 * All tools, in the order in which clients see them.
 *
 * @module
 */

import type { Tool } from "../capability.ts";
import { addTask } from "./add_task.ts";
import { addTasks } from "./add_tasks.ts";
import { claimTask } from "./claim_task.ts";
import { completeTask } from "./complete_task.ts";
import { deleteTask } from "./delete_task.ts";
import { fetchJoke } from "./fetch_joke.ts";
import { generateRandomNumber } from "./generate_random_number.ts";
import { getTask } from "./get_task.ts";
import { listChanges } from "./list_changes.ts";
import { listTasks } from "./list_tasks.ts";
import { nextTask } from "./next_task.ts";
import { undo } from "./undo.ts";
import { updateTask } from "./update_task.ts";

/** A new tool is one new file and one line here. */
export const tools: readonly Tool[] = [
  addTask,
  addTasks,
  listTasks,
  getTask,
  nextTask,
  updateTask,
  completeTask,
  deleteTask,
  claimTask,
  undo,
  listChanges,
  fetchJoke,
  generateRandomNumber,
];
