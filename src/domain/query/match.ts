/**
 * Whether a task is what a query asks for.
 *
 * @module
 */

import type { Priority, Status } from "../task.ts";
import type { IdRange, Query, State, Term, TimeRange } from "./query.ts";

/**
 * What a query looks at in a task, prepared once so that each look is cheap. Every key is always there, so that all
 * tasks have one shape for the engine. Names are folded; times are epoch milliseconds. What depends on the clock or on
 * the caller's zone may be a getter.
 */
export interface Searchable {
  /** See {@linkcode Task.id}. */
  readonly id: number;
  /** What {@linkcode searchText} makes of its title, description and notes. */
  readonly text: string;
  /** See {@linkcode Task.status}. */
  readonly status: Status;
  /** Its priority. */
  readonly priority: Priority | undefined;
  /** When it is due: a day, or a moment. */
  readonly due: TimeRange | undefined;
  /** The project, folded. */
  readonly project: string | undefined;
  /** The tags, folded. */
  readonly tags: readonly string[];
  /** The task that it is a part of. */
  readonly parent_id: number | undefined;
  /** Who holds it now, folded. */
  readonly claim: string | undefined;
  /** When it was added. */
  readonly created: number;
  /** When it was changed last. */
  readonly updated: number;
  /** When it was completed. */
  readonly completed: number | undefined;
  /** What follows from it. */
  readonly states: Pick<ReadonlySet<State>, "has">;
}

/** Whether all of a query's terms match a task. Views are not looked at. */
export function matches({ terms }: Query, item: Searchable): boolean {
  for (const term of terms) {
    if (holds(term, item) === term.negated) return false;
  }
  return true;
}

function holds(term: Term, item: Searchable): boolean {
  switch (term.key) {
    case "text":
      return item.text.includes(term.text);
    case "project":
    case "claim":
      return isOneOf(term, item[term.key]);
    case "tag":
      return item.tags.length === 0 ? term.none : item.tags.some((tag) => term.values.includes(tag));
    case "priority":
      return isOneOf(term, item.priority);
    case "status":
      return isOneOf(term, item.status);
    case "is":
      return term.values.some((state) => item.states.has(state));
    case "id":
      return isWithin(term, item.id);
    case "parent":
      return isWithin(term, item.parent_id);
    case "due":
      return isDuring(term, item.due?.start);
    case "created":
    case "completed":
    case "updated":
      return isDuring(term, item[term.key]);
  }
}

/** Values of which one has to fit. */
interface Wanted<T> {
  readonly values: readonly T[];
  readonly none: boolean;
}

function isOneOf<T>({ values, none }: Wanted<T>, value: T | undefined): boolean {
  return value === undefined ? none : values.includes(value);
}

function isWithin({ values, none }: Wanted<IdRange>, id: number | undefined): boolean {
  return id === undefined ? none : values.some(({ from, to }) => from <= id && id <= to);
}

function isDuring({ values, none }: Wanted<TimeRange>, time: number | undefined): boolean {
  return time === undefined ? none : values.some(({ start, end }) => start <= time && time < end);
}
