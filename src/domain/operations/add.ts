/** @module */

import { UserError, within } from "../../errors.ts";
import { type Patch, patched } from "../fields.ts";
import type { Draft, Operation, Request } from "../operation.ts";
import { checkReferences } from "../relations.ts";
import type { StoredTask } from "../task.ts";
import { summaryOf } from "./summary.ts";

/** A task to add, with its fields read. Of the others that are added with it, it may name the ones before it by `ref`. */
export interface NewTask {
  /** What the others call it. */
  readonly ref?: string | undefined;
  /** Its fields, but for the references. */
  readonly patch: Patch;
  /** The task that it is a part of. */
  readonly parent_id?: number | string | undefined;
  /** The tasks that have to be done first. */
  readonly blocked_by?: readonly (number | string)[] | undefined;
}

/** Adds one task. */
export function addTask(input: NewTask, request?: Request<StoredTask>): Operation<StoredTask> {
  return {
    tool: "add_task",
    reads: idsOf([input]),
    request,
    plan(draft) {
      const task = addOne(draft, input, new Map());
      draft.summarize(summaryOf("Added", [task]));
      return task;
    },
  };
}

/** What {@linkcode addTasks} answers. */
export interface AddedTasks {
  /** The tasks, in the order in which they came. */
  readonly tasks: readonly StoredTask[];
  /** The change that added them. */
  readonly change: number;
}

/** Adds several tasks at once: all of them, or none. */
export function addTasks(inputs: readonly NewTask[], request?: Request<AddedTasks>): Operation<AddedTasks> {
  return {
    tool: "add_tasks",
    reads: idsOf(inputs),
    request,
    plan(draft) {
      const refs = new Map<string, number>();
      const tasks = inputs.map((input, index) =>
        within(`tasks[${index}]`, () => {
          const task = addOne(draft, input, refs);
          if (input.ref !== undefined) {
            if (refs.has(input.ref)) {
              throw new UserError(`Two tasks have the ref "${input.ref}": give each its own`);
            }
            refs.set(input.ref, task.id);
          }
          return task;
        })
      );
      draft.summarize(summaryOf("Added", tasks));
      return { tasks, change: draft.change };
    },
  };
}

function addOne(
  draft: Draft,
  { patch, parent_id, blocked_by }: NewTask,
  refs: ReadonlyMap<string, number>,
): StoredTask {
  const idOf = (name: number | string): number => {
    if (typeof name === "number") return name;
    const id = refs.get(name.trim());
    if (id === undefined) {
      throw new UserError(`No task before this one has the ref "${name}": put the task that has it first`);
    }
    return id;
  };
  const references = {
    parent_id: parent_id === undefined ? undefined : idOf(parent_id),
    blocked_by: blocked_by === undefined ? undefined : [...new Set(blocked_by.map(idOf))],
  };
  checkReferences(draft, undefined, references);
  const blank = { title: "", description: "", status: "pending" as const, created_at: draft.at };
  return draft.add(patched({ ...blank, ...references }, patch));
}

function idsOf(inputs: readonly NewTask[]): number[] {
  const named = inputs.flatMap(({ parent_id, blocked_by }) => [parent_id, ...blocked_by ?? []]);
  return named.filter((name) => typeof name === "number");
}
