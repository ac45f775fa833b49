/**
 * The keys of the query language, and what is so near to one that it must be meant.
 *
 * @module
 */

import leven from "leven";

/** Each key with an example of its right form. */
export const EXAMPLES = {
  project: "project:home",
  tag: "tag:errand",
  priority: "priority:high,urgent",
  status: "status:pending",
  is: "is:ready",
  due: "due<7d",
  created: "created>2026-11-01",
  completed: "completed>-7d",
  updated: "updated>-7d",
  parent: "parent:5",
  claim: "claim:planner",
  id: "id:5,7-9",
  sort: "sort:-due",
} as const;

/** What may stand before an operator. */
export type Key = keyof typeof EXAMPLES;

/** The key that a name is, in whatever case. */
export function keyOf(name: string): Key | undefined {
  const lower = name.toLowerCase();
  return isKey(lower) ? lower : undefined;
}

function isKey(name: string): name is Key {
  return Object.hasOwn(EXAMPLES, name);
}

/**
 * The key that a wrong name is nearly: its start, its plural, the name of the task's field, or a slip of the finger.
 * The shorter a key, the more ordinary words look like it, so `dune:2` and `sport:x` are none.
 */
export function nearKey(name: string): Key | undefined {
  const lower = name.toLowerCase().replaceAll("-", "_");
  const bare = lower.replace(/^task_/, "").replace(/_?(?:at|by|date|id|name|on|s)$/, "");
  // Nothing is left of the first, and too much of the others.
  if (lower === "task_id") return "id";
  if (lower === "claimed" || lower === "claimed_by") return "claim";
  return keyOf(bare) ?? Object.keys(EXAMPLES).filter(isKey).find((key) => isNear(lower, key));
}

function isNear(name: string, key: Key): boolean {
  if (name.length >= 4 && key.startsWith(name)) return true;
  if (key.length >= 3 && isSwapped(name, key)) return true;
  const slips = key.length >= 8 ? 2 : key.length >= 6 ? 1 : 0;
  return leven(name, key, { maxDistance: slips + 1 }) <= slips;
}

/** Whether two neighbouring letters changed places. */
function isSwapped(name: string, key: Key): boolean {
  if (name.length !== key.length) return false;
  const first = [...key].findIndex((letter, at) => letter !== name[at]);
  return key === name.slice(0, first) + (name[first + 1] ?? "") + name[first] + name.slice(first + 2);
}
