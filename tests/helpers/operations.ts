/**
 * The plain operations, for tests of what is below the tools.
 *
 * @module
 */

import { type Fields, type Patch, readFields } from "../../src/domain/fields.ts";
import { addTask as added } from "../../src/domain/operations/add.ts";
import { deleteTask as deleted } from "../../src/domain/operations/delete.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Draft, Operation } from "../../src/domain/operation.ts";
import { clockAt } from "../../src/domain/states.ts";
import type { StoredTask } from "../../src/domain/task.ts";

const CLOCK = clockAt("2026-11-22T10:00:00.000Z", "UTC");

/** Fields, read at a fixed clock. */
export function fieldsOf(fields: Fields): Patch {
  return readFields(fields, CLOCK);
}

/** Adds a task. */
export function addTask(
  fields: { readonly title: string; readonly description: string },
): Operation<StoredTask> {
  return added({ patch: readFields(fields, CLOCK) });
}

/** Completes a task, and answers it. */
export function completeTask(id: number): Operation<StoredTask> {
  const update = { ids: [id], patch: readFields({}, CLOCK), status: "completed" as const, zone: "UTC" };
  return answering(updateTasks("complete_task", update), ({ task }) => task);
}

/** Deletes a task, and answers it as it was. */
export function deleteTask(id: number): Operation<StoredTask> {
  return answering(deleted({ id, subtree: false }), ({ task }) => task);
}

function answering<A, B>(
  { tool, reads, follows = [], plan }: Operation<A>,
  answer: (from: A) => B,
): Operation<B> {
  return { tool, reads, follows, plan: (draft: Draft) => answer(plan(draft)) };
}
