/**
 * A small calendar and prepared tasks for the tests of queries.
 *
 * @module
 */

import {
  fold,
  parseQuery,
  type Query,
  type Searchable,
  searchText,
  type State,
  type TimeRange,
} from "../../../src/domain/query/mod.ts";
import type { Priority, Status } from "../../../src/domain/task.ts";

/** The length of a unit in milliseconds. */
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A day. */
export const DAY = 86_400_000;

/** The now of all tests. */
export const NOW = Date.parse("2026-11-22T10:00:00Z");

/** The first millisecond of that day. */
const TODAY = Date.parse("2026-11-22");

/** Reads what the date module will read, in UTC. A span is a moment, and so is a time. */
export function dates(text: string): TimeRange | undefined {
  const offset = ["yesterday", "today", "tomorrow"].indexOf(text.toLowerCase());
  if (offset >= 0) return day(TODAY + (offset - 1) * DAY);
  const [, count, unit = ""] = /^([+-]?\d{1,4})([hdw])$/.exec(text) ?? [];
  if (count !== undefined) return moment(NOW + Number(count) * (UNITS[unit] ?? 0));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return known(Date.parse(text), day);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return known(Date.parse(`${text}Z`), moment);
  return undefined;
}

function known(time: number, range: (time: number) => TimeRange): TimeRange | undefined {
  return Number.isNaN(time) ? undefined : range(time);
}

/** The day that begins at a time. */
export function day(start: number): TimeRange {
  return { start, end: start + DAY };
}

/** A time of no length. */
export function moment(start: number): TimeRange {
  return { start, end: start };
}

/** A query as the tests read it. */
export function parse(text: string): Query {
  return parseQuery(text, { dates });
}

/** A task as a person thinks of it. */
export interface Sample {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly notes: readonly string[];
  readonly status: Status;
  readonly priority: Priority | undefined;
  readonly due: TimeRange | undefined;
  readonly project: string | undefined;
  readonly tags: readonly string[];
  readonly parent_id: number | undefined;
  readonly claim: string | undefined;
  readonly created: number;
  readonly updated: number;
  readonly completed: number | undefined;
  readonly states: readonly State[];
}

/** A task with nothing set but what is given. */
export function sample(given: Partial<Sample> = {}): Sample {
  return {
    id: 1,
    title: "Task",
    description: "",
    notes: [],
    status: "pending",
    priority: undefined,
    due: undefined,
    project: undefined,
    tags: [],
    parent_id: undefined,
    claim: undefined,
    created: NOW,
    updated: NOW,
    completed: undefined,
    states: [],
    ...given,
  };
}

/** The task as a search has it. */
export function prepared(task: Sample): Searchable {
  const { title, description, notes, project, claim, tags, states, ...rest } = task;
  return {
    ...rest,
    text: searchText(title, description, notes),
    project: project === undefined ? undefined : fold(project),
    tags: tags.map(fold),
    claim: claim === undefined ? undefined : fold(claim),
    states: new Set(states),
  };
}
