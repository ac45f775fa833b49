/**
 * What is open, read among few and among many tasks.
 *
 * @module
 */

import { addTask, completeTask } from "../helpers/operations.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { connectTo, factoryOf, type Peer } from "../helpers/clients.ts";
import { figure, median, print, type Row, tempDatabase, time } from "./measure.ts";

/** How many tasks are open in either list. */
const OPEN = 1_000;

/** How many tasks there are in all. */
const TOTALS = [1_000, 100_000] as const;

/** The lists take turns, so that a slow second of the machine is everybody's. */
const READS = 200;

/** How many writes wait at once while a list is filled. */
const IN_FLIGHT = 2_000;

const author = { by: "bench", session: "bench" };

/** Fills a list: every so many tasks one is open, the others are completed. */
async function fill(store: TaskStore, total: number): Promise<void> {
  const each = total / OPEN;
  for (let from = 1; from <= total; from += IN_FLIGHT) {
    const writes: Promise<unknown>[] = [];
    for (let id = from; id < Math.min(from + IN_FLIGHT, total + 1); id++) {
      const task = { title: `Task ${id} of this list`, description: "With a few words on it" };
      writes.push(store.write(DEFAULT_SPACE, author, addTask(task)));
      if (id % each !== 0) writes.push(store.write(DEFAULT_SPACE, author, completeTask(id)));
    }
    await Promise.all(writes);
  }
}

/** A filled list behind a server. */
interface List {
  readonly total: number;
  readonly store: TaskStore;
  readonly peer: Peer;
  /** Milliseconds of each read of the resource, of each right behind a write, and of each without a server. */
  readonly times: Record<"settled" | "afterWrite" | "bare", number[]>;
}

async function measureOnce({ store, peer, times }: List): Promise<void> {
  times.settled.push(await time(() => peer.read("tasks://pending")));
  times.bare.push(await time(() => store.open(DEFAULT_SPACE)));
  const { structured } = await peer.call("add_task", { title: "One more" });
  times.afterWrite.push(await time(() => peer.read("tasks://pending")));
  await peer.call("complete_task", { task_id: structured?.["id"] });
}

/** Measures `tasks://pending` among so many tasks. */
export async function measureReads(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const lists: List[] = [];
  const filling: Row[] = [];
  for (const total of TOTALS) {
    const { path } = stack.use(await tempDatabase());
    const store = stack.adopt(await openStore({ path }), (store) => store.close());
    const took = await time(() => fill(store, total));
    filling.push([`${figure(total)} tasks`, `${figure(took / 1_000)} s`]);
    const peer = stack.adopt(
      await connectTo("v2 client, 2026-07-28", factoryOf({ store })),
      (peer) => peer.close(),
    );
    lists.push({ total, store, peer, times: { settled: [], afterWrite: [], bare: [] } });
  }
  print("Filling the lists", filling);
  for (const list of lists) for (let n = 0; n < 20; n++) await measureOnce(list);
  for (const { times } of lists) for (const values of Object.values(times)) values.length = 0;
  for (let n = 0; n < READS; n++) for (const list of lists) await measureOnce(list);

  const rows = (name: string, of: keyof List["times"]): Row[] => {
    const [few = 1] = lists.map(({ times }) => median(times[of]));
    return lists.map(({ total, times }) => {
      const middle = median(times[of]);
      return [`${name} among ${figure(total)}`, `${figure(middle)} ms`, `${figure(middle / few)}×`];
    });
  };
  print(`${figure(OPEN)} open tasks (median of ${READS})`, [
    ...rows("tasks://pending", "settled"),
    ...rows("tasks://pending right after a write", "afterWrite"),
    ...rows("the bare store's open tasks", "bare"),
  ]);
}
