/**
 * What a caller wants a task's fields to be, checked and read as far as that needs no other task.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { checkedDescription, checkedName, checkedTags, nameKey } from "./limits.ts";
import type { Unstamped } from "./operation.ts";
import { readRepeat, repeatText, type Rule, type Series, startSeries } from "./repeat/mod.ts";
import type { Clock } from "./states.ts";
import type { Priority, StoredTask } from "./task.ts";
import { readWhen, storedWhen, whenText } from "./when/mod.ts";

/** Fields as they come. */
export interface Fields {
  /** See {@linkcode Task.title}. */
  readonly title?: string | undefined;
  /** See {@linkcode Task.description}. */
  readonly description?: string | undefined;
  /** See {@linkcode Task.priority}. */
  readonly priority?: Priority | undefined;
  /** A date in any of the forms that are read. */
  readonly due?: string | undefined;
  /** A date in any of the forms that are read. */
  readonly defer_until?: string | undefined;
  /** A rule of RFC 5545, as far as it is taken. */
  readonly repeat?: string | undefined;
  /** See {@linkcode Task.project}. */
  readonly project?: string | undefined;
  /** All tags. */
  readonly tags?: readonly string[] | undefined;
  /** Tags to have besides. */
  readonly add_tags?: readonly string[] | undefined;
  /** Tags not to have any more. */
  readonly remove_tags?: readonly string[] | undefined;
  /** See {@linkcode Task.parent_id}. */
  readonly parent_id?: number | undefined;
  /** See {@linkcode Task.blocked_by}. */
  readonly blocked_by?: readonly number[] | undefined;
  /** Fields to empty. */
  readonly clear?: readonly Clearable[] | undefined;
}

/** The fields that can be emptied. */
export const CLEARABLE = [
  "description",
  "priority",
  "due",
  "defer_until",
  "repeat",
  "project",
  "tags",
  "parent_id",
  "blocked_by",
] as const;

/** One of {@linkcode CLEARABLE}. */
export type Clearable = (typeof CLEARABLE)[number];

/** Fields that were read: what to set, what to empty, and how the due was understood. */
export interface Patch {
  /** The new values. */
  readonly set: { readonly [K in "title" | Clearable]?: StoredTask[K] | undefined };
  /** The rule, where `set.repeat` is its text. */
  readonly rule?: Rule | undefined;
  /** Tags to add to what is there. */
  readonly addTags: readonly string[];
  /** Tags to take from what is there. */
  readonly removeTags: readonly string[];
  /** The fields to empty. */
  readonly clear: readonly Clearable[];
  /** The due in words, for whoever set it. */
  readonly dueText?: string | undefined;
}

/**
 * Reads fields.
 *
 * @throws {UserError} that says which one is wrong, and what it must be.
 */
export function readFields(fields: Fields, clock: Clock): Patch {
  const clear = [...new Set(fields.clear ?? [])];
  const both = clear.find((name) =>
    fields[name] !== undefined && !(name === "description" && fields.description === "")
  );
  if (both) throw new UserError(`Argument "${both}" is given and cleared at once: send one of them`);
  const due = fields.due === undefined ? undefined : readWhen(fields.due, clock);
  const rule = fields.repeat === undefined ? undefined : readRepeat(fields.repeat);
  const set = {
    title: fields.title === undefined ? undefined : checkedName("title", fields.title),
    description: fields.description === undefined ? undefined : checkedDescription(fields.description),
    priority: fields.priority,
    due: due && storedWhen(due),
    defer_until: fields.defer_until === undefined
      ? undefined
      : storedWhen(readWhen(fields.defer_until, clock)),
    repeat: rule && repeatText(rule),
    project: fields.project === undefined ? undefined : checkedName("project", fields.project),
    tags: fields.tags === undefined ? undefined : checkedTags(fields.tags),
    parent_id: fields.parent_id,
    blocked_by: fields.blocked_by === undefined ? undefined : [...new Set(fields.blocked_by)],
  };
  return {
    set: given(set),
    rule,
    addTags: checkedTags(fields.add_tags ?? []),
    removeTags: fields.remove_tags ?? [],
    clear,
    dueText: due === undefined ? undefined : whenText(due),
  };
}

/** An object without what is undefined in it. */
export function given<T extends object>(object: T): T {
  const kept: T = { ...object };
  for (const name of Object.keys(kept)) {
    if (Reflect.get(kept, name) === undefined) Reflect.deleteProperty(kept, name);
  }
  return kept;
}

/**
 * A task with a patch applied; an emptied list is an unset one.
 *
 * @throws {UserError} where it would repeat without a due, or have too many tags.
 */
export function patched<T extends Unstamped>(task: T, patch: Patch): T {
  const cleared = Object.fromEntries(
    patch.clear.map((name) => [name, name === "description" ? "" : undefined]),
  );
  const next: T = { ...task, ...patch.set, ...cleared };
  const gone = new Set(patch.removeTags.map(nameKey));
  const kept = (next.tags ?? []).filter((tag) => !gone.has(nameKey(tag)));
  const tags = checkedTags([...kept, ...patch.addTags]);
  const blocked_by = next.blocked_by?.length ? next.blocked_by : undefined;
  return { ...next, tags: tags.length > 0 ? tags : undefined, blocked_by, series: seriesOf(next, patch) };
}

/** A new rule starts a new series at the due; a moved due moves one occurrence of the series that is there. */
function seriesOf(next: Unstamped, { rule }: Patch): Series | undefined {
  if (next.repeat === undefined) return undefined;
  if (next.due === undefined) {
    throw new UserError(
      'A task with "repeat" needs "due", the day of its first occurrence: send "due" too, or clear "repeat"',
    );
  }
  return rule ? startSeries(rule, next.due) : next.series;
}
