/** @module */

import { isOpenItem, type TaskIndex } from "./index.ts";
import { projectsOf } from "./projects.ts";
import { readSelection, select } from "./select.ts";
import type { Clock } from "./states.ts";
import { nowText } from "./when/mod.ts";

/** The most projects that are counted one by one. */
const PROJECTS = 50;

/** How many tasks there are, of each kind. */
export interface Stats {
  /** All that are not deleted. */
  readonly total: number;
  /** By their status. */
  readonly status: { readonly pending: number; readonly completed: number };
  /** Of the pending ones by what follows from them; one may count for several. */
  readonly is: Readonly<Record<"ready" | "blocked" | "deferred" | "claimed" | "overdue", number>>;
  /** Of the pending ones by priority. */
  readonly priority: Readonly<Record<"urgent" | "high" | "normal" | "low", number>>;
  /** Those that were completed within seven days. */
  readonly completed_last_7_days: number;
  /** The projects, those with the most pending tasks first. */
  readonly projects: readonly {
    readonly project: string;
    readonly pending: number;
    readonly completed: number;
  }[];
  /** How many projects there are besides. */
  readonly more_projects?: number;
  /** The time for which it holds, in the zone whose days count. */
  readonly now: string;
}

/** Counts the tasks. A task without a priority counts as `normal`. */
export function statsOf(index: TaskIndex, clock: Clock): Stats {
  index.clock = clock;
  const status = { pending: 0, completed: 0 };
  const is = { ready: 0, blocked: 0, deferred: 0, claimed: 0, overdue: 0 };
  const priority = { urgent: 0, high: 0, normal: 0, low: 0 };
  for (const item of index.items()) {
    if (item.task.deleted_at !== undefined) continue;
    status[item.status]++;
    if (!isOpenItem(item)) continue;
    priority[item.priority ?? "normal"]++;
    for (const state of item.stateList) {
      if (state !== "completed" && state !== "deleted") is[state]++;
    }
  }
  const projects = [...projectsOf(index).values()];
  return {
    total: status.pending + status.completed,
    status,
    is,
    priority,
    completed_last_7_days: select(index, readSelection(RECENT, "completed", clock), clock).length,
    projects: projects.slice(0, PROJECTS).map(({ name, open, completed }) => ({
      project: name,
      pending: open,
      completed,
    })),
    ...(projects.length > PROJECTS ? { more_projects: projects.length - PROJECTS } : {}),
    now: nowText(clock.now, clock.zone),
  };
}

/** The query for what was completed lately. */
export const RECENT = "completed>-7d";
