/**
 * A task of the plain model.
 *
 * @module
 */

import { given, type Patch } from "../../src/domain/fields.ts";
import type { Claim, StoredTask } from "../../src/domain/task.ts";

/** A task but for what follows from its changes. */
export type Fields = Omit<StoredTask, "id" | "updated_at" | "version" | "state_of" | "claim" | "claims">;

/** A task after a change. `state` is the change that first made its fields what they are, 0 where none did. */
export interface State {
  /** Its fields. */
  readonly fields: Fields;
  /** Who works on it. */
  readonly claim?: Claim | undefined;
  /** How many claims there were. */
  readonly claims?: number | undefined;
  /** See above. */
  readonly state: number;
  /** The newest change. */
  readonly version: number;
  /** When that was. */
  readonly at: string;
}

/** A task to add. */
export interface ModelAdd {
  /** Its fields. */
  readonly patch: Patch;
  /** The task it is a part of. */
  readonly parent_id?: number | undefined;
  /** The tasks it waits for. */
  readonly blocked_by?: readonly number[] | undefined;
}

/** What is not there refers to nothing. */
export const NOTHING = { title: "", description: "", status: "pending", created_at: "" } as const;

/** The task that a task is a part of, if any. */
export function parentsOf({ parent_id }: Pick<StoredTask, "parent_id">): readonly number[] {
  return parent_id === undefined ? [] : [parent_id];
}

/** Whether a task is neither completed nor deleted. */
export function isOpen({ status, deleted_at }: Pick<StoredTask, "status" | "deleted_at">): boolean {
  return status === "pending" && deleted_at === undefined;
}

/** So many minutes later. */
export function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** A task as the store must keep it. */
export function storedAs(id: number, { fields, claim, claims, state, version, at }: State): StoredTask {
  const state_of = state === version ? undefined : state;
  return given({ id, ...fields, claim, claims: claims || undefined, updated_at: at, version, state_of });
}

/** A task as one text, whatever the order of its keys. */
export function text(task: StoredTask): string {
  return JSON.stringify(Object.entries(given(task)).sort(([a], [b]) => a < b ? -1 : 1));
}
