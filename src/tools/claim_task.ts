/** @module */

import { z } from "zod";
import { type Context, defineTool } from "../capability.ts";
import { LEASE } from "../domain/claims.ts";
import { checkedName } from "../domain/limits.ts";
import { reasonsFor, startable } from "../domain/next.ts";
import { claimFirst, type Claiming, claimTask as claimed, releaseTask } from "../domain/operations/claim.ts";
import { claimToken, nestedTask, note, taskId, waiting } from "../domain/schemas.ts";
import { answerOf, type StoredTask } from "../domain/task.ts";
import { UserError } from "../errors.ts";

/** How many ready tasks one try offers: so many rivals may be faster. */
const CANDIDATES = 40;

/** So often it looks again where rivals took all that were offered. */
const TRIES = 50;

/** Takes a task for a while, so that nobody else does. */
export const claimTask = defineTool({
  name: "claim_task",
  title: "Claim task",
  description:
    "Takes a task, or the next ready one, so that no other agent does; also renews or releases it by its claim_token.",
  toolset: "agents",
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    task_id: taskId.optional(),
    query: z.string().optional().describe("As in list_tasks, without task_id"),
    agent: z.string().optional().describe("Your label"),
    lease_minutes: z.int().min(1).max(LEASE.longest).default(LEASE.standard),
    claim_token: claimToken,
    release: z.boolean().optional(),
    note,
  }),
  output: z.object({
    claimed: z.boolean(),
    task: nestedTask.optional(),
    claim_token: z.string().optional(),
    until: z.string().optional(),
    reasons: z.array(z.string()).optional(),
    waiting: waiting.optional(),
  }),
  async run({ task_id, query, agent, lease_minutes, claim_token, release, note }, context) {
    const { tasks, caller, clock } = context;
    if (task_id === undefined && (release || claim_token !== undefined)) {
      throw new UserError(
        'Arguments "release" and "claim_token" need "task_id": send the task that they are for',
      );
    }
    if (task_id !== undefined && query !== undefined) {
      throw new UserError('Arguments "task_id" and "query" exclude each other: send one of them');
    }
    if (release && task_id !== undefined) {
      const task = await tasks.write(releaseTask(task_id, { claim_token, note }));
      return { claimed: false, task: answerOf(task, clock().iso) };
    }
    const label = checkedName("agent", agent ?? caller.by);
    const { session } = caller;
    const claiming = { agent: label, session, minutes: lease_minutes, claim_token, note };
    if (task_id === undefined) return await claimNext(context, query ?? "", claiming);
    return claimAnswer(await tasks.write(claimed(task_id, claiming)), clock().iso);
  },
});

/** Claims the best ready task. Where rivals took all that were offered, it looks again. */
async function claimNext({ tasks, clock }: Context, query: string, claiming: Claiming) {
  for (let tries = 1;; tries++) {
    const at = clock();
    const index = await tasks.index();
    const { ready, waiting } = startable(index, query, at);
    if (ready.length === 0 || tries > TRIES) return { claimed: false, waiting };
    const offered = ready.slice(0, CANDIDATES);
    const reasons = new Map(offered.map((item) => [item.id, reasonsFor(item, index, at)]));
    const task = await tasks.write(claimFirst(offered.map(({ id }) => id), claiming, at.zone));
    if (task) return { ...claimAnswer(task, clock().iso), reasons: reasons.get(task.id) ?? [] };
  }
}

function claimAnswer(task: StoredTask, now: string) {
  const { claim } = task;
  if (!claim) throw new Error(`Task ${task.id} was claimed and has no claim`);
  return { claimed: true, task: answerOf(task, now), claim_token: claim.token, until: claim.until };
}
