/**
 * Tasks in lists: a line each, and pages that do not grow beyond what a model reads gladly.
 *
 * @module
 */

import type { Item } from "./index.ts";
import type { State } from "./query/mod.ts";
import type { Priority, Status, StoredTask } from "./task.ts";
import { parseWhen, whenText } from "./when/mod.ts";

/** The least of a task. */
export interface Row {
  /** See {@linkcode Task.id}. */
  readonly id: number;
  /** See {@linkcode Task.title}. */
  readonly title: string;
  /** See {@linkcode Task.status}. */
  readonly status: Status;
}

/** A task in a list. */
export interface ListedRow extends Row {
  /** What follows from it. */
  readonly is: readonly State[];
  /** See {@linkcode Task.priority}. */
  readonly priority?: Priority;
  /** See {@linkcode Task.due}. */
  readonly due?: string;
  /** See {@linkcode Task.project}. */
  readonly project?: string;
  /** See {@linkcode Task.tags}. */
  readonly tags?: readonly string[];
  /** See {@linkcode Task.parent_id}. */
  readonly parent_id?: number;
  /** See {@linkcode Task.blocked_by}. */
  readonly blocked_by?: readonly number[];
}

/** The least of a task. */
export function rowOf({ id, title, status }: StoredTask): Row {
  return { id, title, status };
}

/** The due of a task in words, where it has one: whoever set it sees how it was read. */
export function dueTextOf({ due }: Pick<StoredTask, "due">): { due_text?: string } {
  return due === undefined ? {} : { due_text: whenText(parseWhen(due)) };
}

/** A task in a list. */
export function listedRow({ task, stateList }: Item): ListedRow {
  const { priority, due, project, tags, parent_id, blocked_by } = task;
  return {
    ...rowOf(task),
    is: stateList,
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : { due }),
    ...(project === undefined ? {} : { project }),
    ...(tags === undefined ? {} : { tags }),
    ...(parent_id === undefined ? {} : { parent_id }),
    ...(blocked_by === undefined ? {} : { blocked_by }),
  };
}

/** The most bytes of a page's rows. */
export const PAGE_BYTES = 24_000;

/** The first of some rows that fit on a page: at most `limit`, and at least one however large it is. */
export function fitting<T>(rows: readonly T[], limit: number): T[] {
  const encoder = new TextEncoder();
  let bytes = 0;
  const page: T[] = [];
  for (const row of rows.slice(0, limit)) {
    bytes += encoder.encode(JSON.stringify(row)).length + 1;
    if (page.length > 0 && bytes > PAGE_BYTES) break;
    page.push(row);
  }
  return page;
}
