/**
 * All tasks of a space in memory, prepared to be searched: each look at a task is cheap, and what depends on the clock
 * is worked out only where a query asks for it.
 *
 * @module
 */

import { isOpen, liveClaim, type Priority, type Status, type StoredTask } from "./task.ts";
import type { Tasks } from "./operation.ts";
import { fold, type Searchable, searchText, type State, type TimeRange } from "./query/mod.ts";
import { type Clock, statesOf } from "./states.ts";
import { parseWhen, type Range, rangeOf, type When } from "./when/mod.ts";

/** A task in the index. */
export interface Item extends Searchable {
  /** The task. */
  readonly task: StoredTask;
  /** What follows from it at the index's clock, in a fixed order. */
  readonly stateList: readonly State[];
}

/** The tasks, deleted ones too, and who refers to whom. */
export class TaskIndex implements Tasks {
  /** The clock of the query under way; it is set before each, as a query runs without a pause. */
  clock: Clock;
  readonly #items = new Map<number, IndexedTask>();
  readonly #children = new Map<number, Set<number>>();
  readonly #dependents = new Map<number, Set<number>>();
  #bytes = 0;

  /** Starts empty. */
  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** About how much memory it takes, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Puts a task in its place. */
  put(task: StoredTask, notes: readonly string[]): void {
    const before = this.#items.get(task.id);
    if (before) this.#unlink(before);
    const item = new IndexedTask(this, task, notes);
    this.#items.set(task.id, item);
    this.#bytes += item.bytes;
    if (task.parent_id !== undefined) link(this.#children, task.parent_id, task.id);
    for (const id of task.blocked_by ?? []) link(this.#dependents, id, task.id);
  }

  /** Every task, deleted ones too. */
  items(): Iterable<Item> {
    return this.#items.values();
  }

  /** A task, deleted or not. */
  item(id: number): Item | undefined {
    return this.#items.get(id);
  }

  /** A task that is not deleted. */
  task(id: number): StoredTask | undefined {
    const task = this.#items.get(id)?.task;
    return task?.deleted_at === undefined ? task : undefined;
  }

  /** The parts of a task, deleted ones left out. */
  children(id: number): readonly StoredTask[] {
    return this.#linked(this.#children, id);
  }

  /** The tasks that wait for a task, deleted ones left out. */
  dependents(id: number): readonly StoredTask[] {
    return this.#linked(this.#dependents, id);
  }

  #linked(links: ReadonlyMap<number, ReadonlySet<number>>, id: number): readonly StoredTask[] {
    const ids = links.get(id);
    return ids ? [...ids].sort((a, b) => a - b).flatMap((one) => this.task(one) ?? []) : [];
  }

  #unlink({ task, bytes }: IndexedTask): void {
    this.#bytes -= bytes;
    if (task.parent_id !== undefined) this.#children.get(task.parent_id)?.delete(task.id);
    for (const id of task.blocked_by ?? []) this.#dependents.get(id)?.delete(task.id);
  }
}

/** What a task takes besides its texts, and more with a due, and for each name and reference; measured on 100,000. */
const BYTES = { task: 450, due: 250, each: 70 } as const;

class IndexedTask implements Item {
  readonly task: StoredTask;
  readonly id: number;
  readonly text: string;
  readonly status: Status;
  readonly priority: Priority | undefined;
  readonly project: string | undefined;
  readonly tags: readonly string[];
  readonly parent_id: number | undefined;
  readonly created: number;
  readonly updated: number;
  readonly completed: number | undefined;
  readonly #index: TaskIndex;
  readonly #due: When | undefined;
  #range: (TimeRange & { readonly zone: string }) | undefined;

  constructor(index: TaskIndex, task: StoredTask, notes: readonly string[]) {
    this.#index = index;
    this.task = task;
    this.id = task.id;
    this.text = searchText(task.title, task.description, notes);
    this.status = task.status;
    this.priority = task.priority;
    this.project = task.project === undefined ? undefined : fold(task.project);
    this.tags = (task.tags ?? []).map(fold);
    this.parent_id = task.parent_id;
    this.created = Date.parse(task.created_at);
    this.updated = Date.parse(task.updated_at);
    this.completed = task.completed_at === undefined ? undefined : Date.parse(task.completed_at);
    this.#due = task.due === undefined ? undefined : parseWhen(task.due);
  }

  get bytes(): number {
    const { title, description, project, tags = [], parent_id, blocked_by = [] } = this.task;
    const single = [project, parent_id].filter((value) => value !== undefined).length;
    return BYTES.task + (this.#due ? BYTES.due : 0) +
      BYTES.each * (single + tags.length + blocked_by.length) +
      sizeOf(this.text) + sizeOf(title) + sizeOf(description);
  }

  get due(): TimeRange | undefined {
    const { zone } = this.#index.clock;
    // A sort looks at it many times.
    if (this.#due && this.#range?.zone !== zone) {
      this.#range = { zone, ...timeRangeOf(rangeOf(this.#due, zone)) };
    }
    return this.#range;
  }

  get claim(): string | undefined {
    const claim = liveClaim(this.task, this.#index.clock.iso);
    return claim && fold(claim.agent);
  }

  get stateList(): readonly State[] {
    return statesOf(this.task, this.#index, this.#index.clock);
  }

  get states(): ReadonlySet<State> {
    return new Set(this.stateList);
  }
}

/** A text takes a byte a character, two where one of them is beyond Latin-1. */
function sizeOf(text: string): number {
  return /[^\0-\xff]/.test(text) ? 2 * text.length : text.length;
}

/** A range in epoch milliseconds. */
export function timeRangeOf({ from, to }: Range): TimeRange {
  return { start: from.epochMilliseconds, end: to.epochMilliseconds };
}

function link(links: Map<number, Set<number>>, to: number, from: number): void {
  const ids = links.get(to) ?? new Set();
  links.set(to, ids.add(from));
}

/** Whether an item is one of those that are still to be done. */
export function isOpenItem({ task }: Item): boolean {
  return isOpen(task);
}
