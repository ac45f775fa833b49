/** @module */

import type { Note, Operation } from "../operation.ts";
import type { State } from "../query/mod.ts";
import { existing } from "../relations.ts";
import { clockAt, statesOf } from "../states.ts";
import type { StoredTask } from "../task.ts";

/** The most notes that are shown. */
const NOTES = 20;

/** A task and its neighbours, all as they were at one instant. */
export interface Seen {
  /** The task. */
  readonly task: StoredTask;
  /** What follows from it. */
  readonly states: readonly State[];
  /** Its newest notes, oldest first. */
  readonly notes: readonly Note[];
  /** Its parts. */
  readonly children: readonly StoredTask[];
  /** The tasks that have to be done first. */
  readonly blockers: readonly StoredTask[];
  /** The tasks that wait for it. */
  readonly blocks: readonly StoredTask[];
}

/** Looks at one task. It changes nothing; as an operation it sees everything at one instant. */
export function lookAt(id: number, zone: string): Operation<Seen> {
  return {
    tool: "get_task",
    reads: [id],
    follows: [id],
    plan(draft) {
      const task = existing(draft, id);
      return {
        task,
        states: statesOf(task, draft, clockAt(draft.at, zone)),
        notes: draft.notes(task, NOTES),
        children: draft.children(id),
        blockers: (task.blocked_by ?? []).flatMap((blocker) => draft.task(blocker) ?? []),
        blocks: draft.dependents(id),
      };
    },
  };
}
