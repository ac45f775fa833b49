/**
 * Leases: who works on a task, and what nobody else may do meanwhile.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { type Claim, liveClaim, type StoredTask } from "./task.ts";

/** How long a lease lasts unless it is said otherwise, and the longest one, in minutes. */
export const LEASE = { standard: 30, longest: 1_440 } as const;

/** What a writer shows, and whether a person insists. */
export interface Holder {
  /** The token of the claim, where the writer has one. */
  readonly claim_token?: string | undefined;
  /** Goes on although somebody else holds the task; false where a person could insist on it. */
  readonly force?: boolean | undefined;
}

/**
 * Checks the token that a writer shows; one that shows none passes.
 *
 * @throws {UserError} where it is not the newest of the task, or its lease is over.
 */
export function checkToken(task: StoredTask, { claim_token }: Holder, now: string): void {
  if (claim_token === undefined) return;
  const { claim } = task;
  if (claim?.token !== claim_token) {
    throw new UserError(
      `Claim token "${claim_token}" of task ${task.id} is not the newest: claim the task again`,
    );
  }
  if (claim.until <= now) {
    throw new UserError(
      `Claim token "${claim_token}" of task ${task.id} ended at ${claim.until}: claim the task again`,
    );
  }
}

/**
 * Checks that nobody else holds a task that is to be completed, deleted or claimed.
 *
 * @throws {UserError} that names the holder and the end of the lease.
 */
export function checkFree(task: StoredTask, holder: Holder, now: string): void {
  checkToken(task, holder, now);
  const claim = liveClaim(task, now);
  if (!claim || holder.force || claim.token === holder.claim_token) return;
  const way = holder.force === undefined
    ? "show its claim_token, wait, or take another task"
    : "wait, take another task, or insist with --force";
  throw new UserError(
    `Task ${task.id} is claimed by ${JSON.stringify(claim.agent)} until ${claim.until}: ${way}`,
  );
}

/** The next claim of a task. Its token grows with each claim and never comes back. */
export function newClaim(
  task: StoredTask,
  { agent, session, minutes }: Pick<Claim, "agent" | "session" | "minutes">,
  at: string,
): { claim: Claim; claims: number } {
  const claims = (task.claims ?? 0) + 1;
  const token = `${claims}`;
  return { claim: { agent, session, until: minutesAfter(at, minutes), token, minutes }, claims };
}

/** Whether a token is that of the newest claim of a task, be it over or not. */
export function isNewest({ claims }: StoredTask, token: string | undefined): boolean {
  return token === `${claims ?? 0}`;
}

/** The claim after a write with its token. A clock that was set back does not shorten it. */
export function renewed(claim: Claim, at: string): Claim {
  const until = minutesAfter(at, claim.minutes);
  return { ...claim, until: until > claim.until ? until : claim.until };
}

/** The instant so many minutes after another, both in ISO 8601. */
function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
