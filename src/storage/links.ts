/**
 * The references between tasks, which are stored turned round too, so that they can be followed back.
 *
 * @module
 */

import type { StoredTask } from "../domain/task.ts";
import type { Link } from "./keys.ts";

/** What a task refers to, and by which link that refers back. */
export function linksOf(task: StoredTask | undefined): readonly (readonly [Link, number])[] {
  const { parent_id, blocked_by = [] } = task ?? {};
  return [
    ...parent_id === undefined ? [] : [["child", parent_id] as const],
    ...blocked_by.map((id) => ["dependent", id] as const),
  ];
}

/** A link as one word, to compare. */
export function linkText([link, to]: readonly [Link, number]): string {
  return `${link}/${to}`;
}
