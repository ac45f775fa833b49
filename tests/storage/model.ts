/**
 * The plain list that the store must equal: one array a space, and the changes in the order of the calls.
 *
 * @module
 */

import type { StoredTask } from "../../src/domain/task.ts";
import type { Author } from "../../src/storage/store.ts";

/** A task, with the numbers of its changes where the store keeps times. */
export interface ModelTask {
  /** Its id. */
  readonly id: number;
  /** Its title. */
  readonly title: string;
  /** Its description. */
  readonly description: string;
  /** The change that added it. */
  readonly created: number;
  /** The change that completed it. */
  readonly completed?: number;
  /** The change that deleted it. */
  readonly deleted?: number;
  /** The newest change. */
  readonly version: number;
}

/** What the history must say of a change. */
export interface ModelChange {
  /** Who. */
  readonly by: string;
  /** Through which connection. */
  readonly session: string;
  /** By which tool. */
  readonly tool: string;
  /** Which tasks. */
  readonly task_ids: readonly number[];
}

/** What an operation must answer: a task, or an error's text. */
export type Outcome = ModelTask | string;

/** One space. */
export class Model {
  /** The tasks after each change, the empty list first; deleted ones too. */
  readonly states: (readonly ModelTask[])[] = [[]];
  /** The changes, oldest first. */
  readonly changes: ModelChange[] = [];

  /** Adds a task. */
  add(author: Author, title: string, description: string): Outcome {
    const version = this.rev + 1;
    const task = { id: this.now.length + 1, title, description, created: version, version };
    return this.#change(author, "add_task", task);
  }

  /** Completes a task. */
  complete(author: Author, id: number): Outcome {
    const task = this.#existing(id);
    if (!task) return `Task ${id} not found`;
    if (task.completed !== undefined) return task;
    const version = this.rev + 1;
    return this.#change(author, "complete_task", { ...task, completed: version, version });
  }

  /** Deletes a task; the answer is the task as it was. */
  delete(author: Author, id: number): Outcome {
    const task = this.#existing(id);
    if (!task) return `Task ${id} not found`;
    const version = this.rev + 1;
    this.#change(author, "delete_task", { ...task, deleted: version, version });
    return task;
  }

  /** How many changes there were. */
  get rev(): number {
    return this.changes.length;
  }

  /** The tasks now, deleted ones too. */
  get now(): readonly ModelTask[] {
    return this.states.at(-1) ?? [];
  }

  #existing(id: number): ModelTask | undefined {
    return this.now.find((task) => task.id === id && task.deleted === undefined);
  }

  #change(author: Author, tool: string, task: ModelTask): ModelTask {
    const tasks = [...this.now];
    tasks[task.id - 1] = task;
    this.states.push(tasks);
    this.changes.push({ ...author, tool, task_ids: [task.id] });
    return task;
  }
}

/** The task as the store must keep it, once the time of each change is known. */
export function storedAs(task: ModelTask, at: (change: number) => string): StoredTask {
  const { id, title, description, created, completed, deleted, version } = task;
  return {
    id,
    title,
    description,
    status: completed === undefined ? "pending" : "completed",
    created_at: at(created),
    ...(completed === undefined ? {} : { completed_at: at(completed) }),
    ...(deleted === undefined ? {} : { deleted_at: at(deleted) }),
    updated_at: at(version),
    version,
  };
}
