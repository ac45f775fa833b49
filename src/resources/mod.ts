/**
 * All resources and templates of resources, in the order in which clients see them.
 *
 * @module
 */

import type { Resource, ResourceTemplate } from "../capability.ts";
import { allTasks } from "./all_tasks.ts";
import { appInfo } from "./app_info.ts";
import { pendingTasks } from "./pending_tasks.ts";
import { project } from "./project.ts";
import { readyTasks } from "./ready_tasks.ts";
import { stats } from "./stats.ts";
import { task } from "./task.ts";

/** A new resource is one new file and one line here. */
export const resources: readonly Resource[] = [
  appInfo,
  allTasks,
  pendingTasks,
  readyTasks,
  stats,
];

/** A new template is one new file and one line here. */
export const templates: readonly ResourceTemplate[] = [
  task,
  project,
];
