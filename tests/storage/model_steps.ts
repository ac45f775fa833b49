/**
 * The steps of a random run, each as the store does it and as the model does.
 *
 * @module
 */

import fc from "fast-check";
import { type Fields, type Patch, readFields } from "../../src/domain/fields.ts";
import { addTask, addTasks, type NewTask } from "../../src/domain/operations/add.ts";
import { claimFirst, claimTask, releaseTask } from "../../src/domain/operations/claim.ts";
import { deleteTask } from "../../src/domain/operations/delete.ts";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Operation } from "../../src/domain/operation.ts";
import { clockAt } from "../../src/domain/states.ts";
import { numbers } from "../helpers/store_dump.ts";
import type { Model } from "./model.ts";
import type { ModelAdd } from "./model_task.ts";

/** The spaces of a run. */
export const SPACES = ["default", "räume/🌍"] as const;

const WRITES = [
  ...["add", "add", "addTasks", "update", "update", "update", "note", "complete", "reopen_task", "delete"],
  ...["claim", "claimFirst", "renew", "release", "undo", "undo", "undoOwn", "undoOwn"],
] as const;
const READS = ["all", "open", "index", "changes"] as const;

// Few ids, so that they meet again; the highest are seldom there.
const id = fc.integer({ min: 1, max: 6 });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary, weight: 2 });
const fields: fc.Arbitrary<Fields> = fc.record({
  title: fc.constantFrom("milk", "bread", "eggs"),
  description: fc.string({ unit: "binary", maxLength: 9 }).filter((text) => text.isWellFormed()),
  priority: fc.constantFrom("urgent", "low"),
  due: fc.constantFrom("2026-11-27", "2026-12-01T17:00[Europe/Berlin]"),
  project: fc.constantFrom("home", "work"),
  tags: fc.subarray(["a", "b", "c"]),
  add_tags: fc.subarray(["c", "d"]),
  remove_tags: fc.subarray(["a", "d"]),
  repeat: seldom(fc.constant("FREQ=DAILY")),
  parent_id: seldom(id),
  blocked_by: seldom(fc.array(id, { maxLength: 3 })),
  clear: fc.subarray(["description", "defer_until", "parent_id", "blocked_by", "repeat"]),
}, { requiredKeys: [] });

const step = fc.record({
  does: fc.oneof(
    { arbitrary: fc.constantFrom(...WRITES), weight: 12 },
    { arbitrary: fc.constantFrom(...READS), weight: 3 },
    { arbitrary: fc.constantFrom("reopen", "tick", "tick"), weight: 1 },
  ),
  space: fc.oneof({ arbitrary: fc.constant(SPACES[0]), weight: 3 }, fc.constant(SPACES[1])),
  author: fc.record({ by: fc.constantFrom("ann", "bob"), session: fc.constantFrom("1", "2") }),
  // One that is not awaited is in flight while the next ones are issued.
  awaited: fc.boolean(),
  ids: fc.array(id, { minLength: 1, maxLength: 3 }),
  fields,
  adds: fc.array(fields, { minLength: 1, maxLength: 4 }),
  note: seldom(fc.constantFrom("first", "second", "third")),
  subtree: fc.boolean(),
  token: seldom(fc.constantFrom("1", "2", "3")),
  minutes: fc.integer({ min: 1, max: 40 }),
  change: fc.integer({ min: 1, max: 25 }),
});

/** A write, awaited or not. */
export const writeStep: fc.Arbitrary<Step> = step.map((one) => ({
  ...one,
  does: WRITES.find((does) => does === one.does) ?? "update",
}));

/** A step. */
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Adds the tasks that a run begins with: what names a task finds one. */
export const FIRST: Step["fields"][] = numbers(1, 5).map((n) => ({ title: `first ${n}` }));

/** Runs of steps. Without a size, fast-check makes ten at most. */
export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 15, maxLength: 60, size: "max" });

/** A write of the store, and the same of the model. */
export interface Call {
  /** For the store. */
  readonly operation: Operation<unknown>;
  /** For the model. */
  readonly plan: () => unknown;
}

const CLOCK = clockAt("2026-11-22T00:00:00.000Z", "UTC");

/** Adds several tasks. */
export function addAll(adds: readonly Fields[], model: Model): Call {
  return {
    operation: answering(addTasks(adds.map(newTask)), ({ tasks }) => tasks),
    plan: () => model.add(adds.map(modelAdd)),
  };
}

/** What a step writes. */
export function callOf(step: Step, model: Model): Call {
  const { ids: [id = 1], author: { session }, subtree, token, minutes } = step;
  const claiming = { agent: step.author.by, session, minutes };
  switch (step.does) {
    case "add":
      return {
        operation: answering(addTask(newTask(step.fields)), (task) => task),
        plan: () => model.add([modelAdd(step.fields)])[0],
      };
    case "addTasks":
      return addAll(step.adds, model);
    case "delete":
      return {
        operation: answering(deleteTask({ id, subtree, claim_token: token }), ({ ids }) => ids),
        plan: () => model.delete(id, subtree, token),
      };
    case "claim":
    case "renew": {
      const claim_token = step.does === "renew" ? token : undefined;
      return {
        operation: claimTask(id, { ...claiming, claim_token }),
        plan: () => model.claim(id, claiming.agent, session, minutes, claim_token),
      };
    }
    case "claimFirst":
      return {
        operation: claimFirst(step.ids, claiming, "UTC"),
        plan: () => model.claimFirst(step.ids, claiming.agent, session, minutes),
      };
    case "release":
      return {
        operation: answering(releaseTask(id, { claim_token: token }), () => undefined),
        plan: () => model.release(id, token),
      };
    case "undo":
    case "undoOwn":
      return undoing(
        step.does === "undo" ? step.change : newestOwn(model.changes, session) ?? step.change,
        model,
      );
    default:
      return updating(step, model);
  }
}

function undoing(change: number, model: Model): Call {
  return {
    operation: answering(undoChange(change), () => undefined),
    plan: () => model.undo(change),
  };
}

/** The change that `undo` takes without a number, of all changes from the first on. */
export function newestOwn(
  changes: readonly { session: string; undone_by?: number | undefined; undoes?: number | undefined }[],
  session: string,
): number | undefined {
  const index = changes.findLastIndex((change) =>
    change.session === session && change.undone_by === undefined && change.undoes === undefined
  );
  return index < 0 ? undefined : index + 1;
}

function updating({ does, ids, fields, note, token }: Step, model: Model): Call {
  const status = does === "complete"
    ? "completed" as const
    : does === "reopen_task"
    ? "pending" as const
    : undefined;
  const patch = does === "update" ? patchOf(fields) : patchOf({});
  const update = { ids, patch, status, note: does === "note" ? note ?? "note" : note, zone: "UTC" };
  const shown = does === "note" ? undefined : token;
  const tool = status === "completed" ? "complete_task" : "update_task";
  return {
    operation: answering(updateTasks(tool, { ...update, claim_token: shown }), ({ task }) => task),
    plan: () => model.update([...new Set(ids)], patch, status, update.note, shown),
  };
}

/** Fields as they are read; what is given and cleared at once is only given. */
function patchOf(fields: Fields): Patch {
  const clear = fields.clear?.filter((name) => fields[name] === undefined);
  return readFields({ ...fields, clear, repeat: fields.due && fields.repeat }, CLOCK);
}

function adding({ clear: _, parent_id, blocked_by, ...fields }: Fields) {
  // A repeat without a due is refused, which the model does not look at.
  const repeat = fields.due === undefined ? undefined : fields.repeat;
  return { patch: readFields({ title: "eggs", ...fields, repeat }, CLOCK), parent_id, blocked_by };
}

function newTask(fields: Fields): NewTask {
  return adding(fields);
}

function modelAdd(fields: Fields): ModelAdd {
  return adding(fields);
}

function answering<A, B>(operation: Operation<A>, answer: (from: A) => B): Operation<B> {
  const { tool, reads, follows = [], plan } = operation;
  return { tool, reads, follows, plan: (draft) => answer(plan(draft)) };
}
