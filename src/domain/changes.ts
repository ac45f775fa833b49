/** @module */

import type { Change } from "./operation.ts";

/** A change in a list. */
export interface ChangeRow {
  /** Its number. */
  readonly change_id: number;
  /** When: an ISO 8601 instant in UTC. */
  readonly at: string;
  /** Who. */
  readonly by: string;
  /** The tool or command. */
  readonly tool: string;
  /** The tasks that it touched. */
  readonly task_ids: number[];
  /** What it did, in a few words. */
  readonly summary: string;
  /** The change that took it back. */
  readonly undone_by?: number;
}

/** A change as a list shows it. */
export function changeRow(change: Change & { readonly change_id: number }): ChangeRow {
  const { change_id, at, by, tool, task_ids, summary, undone_by } = change;
  return {
    ...{ change_id, at, by, tool, task_ids: task_ids.toSorted((a, b) => a - b), summary },
    ...(undone_by === undefined ? {} : { undone_by }),
  };
}
