/** @module */

import { UserError } from "../../errors.ts";
import { checkFree, checkToken, type Holder, newClaim } from "../claims.ts";
import { checkedName } from "../limits.ts";
import type { Draft, Operation } from "../operation.ts";
import { existing } from "../relations.ts";
import { clockAt, openBlockers, statesOf } from "../states.ts";
import { liveClaim, type StoredTask } from "../task.ts";
import { addNote } from "./note.ts";
import { summaryOf } from "./summary.ts";

/** Whom to claim for, and for how long. */
export interface Claiming extends Holder {
  /** The label of the claimer. */
  readonly agent: string;
  /** The session of the claimer: the label alone is no identity. */
  readonly session: string;
  /** The length of the lease. */
  readonly minutes: number;
  /** A note for the task. */
  readonly note?: string | undefined;
}

/** Claims a task, or renews the claim whose token is shown. */
export function claimTask(id: number, claiming: Claiming): Operation<StoredTask> {
  return {
    tool: "claim_task",
    reads: [id],
    plan(draft) {
      const task = existing(draft, id);
      if (task.status === "completed") {
        throw new UserError(`Task ${id} is completed: reopen it with update_task, or take another`);
      }
      checkToken(task, claiming, draft.at);
      if (claiming.claim_token === undefined) {
        const held = liveClaim(task, draft.at);
        const own = held?.agent === claiming.agent && held.session === claiming.session;
        if (!own) checkFree(task, claiming, draft.at);
        const open = openBlockers(task, draft);
        if (open.length > 0) {
          const ids = open.map((blocker) => blocker.id).join(", ");
          throw new UserError(`Task ${id} is blocked by ${ids}: complete those first, or take another task`);
        }
      }
      return claimOne(draft, task, claiming);
    },
  };
}

/** Claims the first of some tasks that is ready; undefined where none of them is any more. */
export function claimFirst(
  ids: readonly number[],
  claiming: Claiming,
  zone: string,
): Operation<StoredTask | undefined> {
  return {
    tool: "claim_task",
    reads: ids,
    plan(draft) {
      const clock = clockAt(draft.at, zone);
      for (const id of ids) {
        const task = draft.task(id);
        if (task && statesOf(task, draft, clock).includes("ready")) return claimOne(draft, task, claiming);
      }
      return undefined;
    },
  };
}

/** Gives a task back. Giving back what is not held is no harm. */
export function releaseTask(
  id: number,
  { claim_token, force, note }: Omit<Claiming, "agent" | "session" | "minutes">,
): Operation<StoredTask> {
  return {
    tool: "claim_task",
    reads: [id],
    plan(draft) {
      const task = existing(draft, id);
      checkToken(task, { claim_token }, draft.at);
      const held = liveClaim(task, draft.at);
      if (!held) return note === undefined ? task : noted(draft, task, note);
      if (claim_token === undefined && !force) {
        throw new UserError(
          `Task ${id} is claimed by ${JSON.stringify(held.agent)} until ${held.until}: ` +
            "show its claim_token to release it",
        );
      }
      draft.summarize(summaryOf("Released", [task]));
      return noted(draft, { ...task, claim: undefined }, note);
    },
  };
}

function claimOne(draft: Draft, task: StoredTask, claiming: Claiming): StoredTask {
  const { claim_token, minutes, note } = claiming;
  const next = newClaim(task, claiming, draft.at);
  if (claim_token === undefined || !task.claim) {
    draft.summarize(summaryOf("Claimed", [task]));
    return noted(draft, { ...task, ...next }, note);
  }
  draft.summarize(summaryOf("Renewed the claim of", [task]));
  return noted(draft, { ...task, claim: { ...task.claim, minutes, until: next.claim.until } }, note);
}

function noted(draft: Draft, task: StoredTask, note: string | undefined): StoredTask {
  if (note === undefined) return draft.replace(task);
  return addNote(draft, task, checkedName("note", note));
}
