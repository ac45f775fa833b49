/**
 * A process that does what agents do: `agent.ts FILE WHAT SESSION COUNT`, where WHAT is
 *
 * - `claim`: claims and completes what is ready until nothing is left,
 * - `hold`: claims one task and does nothing more,
 * - `half:1` or `half:2`: makes one half of each of COUNT circles of two blockers,
 * - `mixed`: COUNT writes of all kinds.
 *
 * It says `ready`, and starts at the first byte of standard input. Each answer is then a line: `did N {…}` or, where it
 * was refused, `did N` and the error.
 *
 * @module
 */

import { addTask, addTasks } from "../../src/domain/operations/add.ts";
import { claimFirst, claimTask } from "../../src/domain/operations/claim.ts";
import { deleteTask } from "../../src/domain/operations/delete.ts";
import { undoChange } from "../../src/domain/operations/undo.ts";
import { updateTasks } from "../../src/domain/operations/update.ts";
import type { Operation } from "../../src/domain/operation.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { fieldsOf } from "../helpers/operations.ts";
import { numbers } from "../helpers/store_dump.ts";

const [path, what = "", session = "", count = "0"] = Deno.args;
const author = { by: "agent", session };
const claiming = { agent: session, session, minutes: 30 };

function print(n: number, answer: unknown): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`did ${n} ${answer}\n`));
}

function update(ids: readonly number[], fields: Parameters<typeof fieldsOf>[0], token?: string) {
  const status = token === undefined ? undefined : "completed" as const;
  return updateTasks("update_task", {
    ids,
    patch: fieldsOf(fields),
    status,
    claim_token: token,
    zone: "UTC",
  });
}

/** The n-th of the mixed writes, on few tasks, so that processes meet. */
function mixed(n: number): Operation<unknown> {
  const random = (most: number) => 1 + Math.floor(Math.random() * most);
  const some = [random(40), random(40), random(40)];
  const patch = fieldsOf({ title: `${session}/${n}` });
  switch (n % 7) {
    case 0:
      return addTask({ patch, parent_id: random(40), blocked_by: some });
    case 1:
      return addTasks([{ patch, ref: "a" }, { patch, blocked_by: ["a"] }]);
    case 2:
      return update(some, { title: `${session}/${n}`, blocked_by: [random(40)] });
    case 3:
      return updateTasks("complete_task", {
        ids: some,
        patch: fieldsOf({}),
        status: "completed",
        note: `${n}`,
        zone: "UTC",
      });
    case 4:
      return deleteTask({ id: random(60), subtree: true });
    case 5:
      return claimTask(random(40), claiming);
    default:
      return undoChange(random(n + 40));
  }
}

async function main(): Promise<void> {
  Deno.stdout.writeSync(new TextEncoder().encode("ready\n"));
  await Deno.stdin.read(new Uint8Array(1));
  const store = await openStore({ path });
  const write = <T>(operation: Operation<T>) => store.write(DEFAULT_SPACE, author, operation);
  const said = async (n: number, operation: Operation<unknown>) => {
    print(n, await write(operation).then(() => "", (error) => error));
  };
  if (what === "claim" || what === "hold") {
    for (;;) {
      const ids = (await store.open(DEFAULT_SPACE)).map(({ id }) => id).slice(0, 20);
      const task = await write(claimFirst(ids, claiming, "UTC"));
      if (!task) break;
      print(task.id, JSON.stringify(task));
      if (what === "hold") await new Promise(() => {});
      await write(update([task.id], {}, task.claim?.token));
    }
  } else if (what === "mixed") {
    const next = numbers(1, Number(count)).values();
    await Promise.all([1, 2, 3].map(async () => {
      for (const n of next) await said(n, mixed(n));
    }));
  } else {
    for (const n of numbers(1, Number(count))) {
      const pair = [2 * n - 1, 2 * n];
      const [id = 0, blocker = 0] = what === "half:1" ? pair : pair.reverse();
      await said(n, update([id], { blocked_by: [blocker] }));
    }
  }
  await store.close();
}

await main();
Deno.exit();
