/**
 * All resources, in the order in which clients see them.
 *
 * @module
 */

import type { Resource } from "../capability.ts";
import { allTasks } from "./all_tasks.ts";
import { appInfo } from "./app_info.ts";
import { pendingTasks } from "./pending_tasks.ts";

/** A new resource is one new file and one line here. */
export const resources: readonly Resource[] = [
  appInfo,
  allTasks,
  pendingTasks,
];
