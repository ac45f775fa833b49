/**
 * Many adds at once, and one after another.
 *
 * @module
 */

import { addTask } from "../helpers/operations.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { connectTo, factoryOf } from "../helpers/clients.ts";
import { connectBare } from "./bare_client.ts";
import { addByCheck } from "./comparison.ts";
import { atOnce, figure, keptInFlight, median, print, tempDatabase, time } from "./measure.ts";

const IN_FLIGHT = 64;

/** The ways take turns, so that a slow minute of the machine is everybody's. */
const ROUNDS = 5;

/** The milliseconds that each way has in a round. */
const TURN = 1_000;

const ARGS = { title: "Buy milk" };

const author = { by: "bench", session: "bench" };

/** A way to add, and what it is called. The first one of a list is what the others are compared with. */
type Way = readonly [name: string, add: () => Promise<unknown>];

/** How the rate of a way is found. */
type Rate = (milliseconds: number, count: number, work: () => Promise<unknown>) => Promise<number>;

async function compare(heading: string, rate: Rate, ways: readonly Way[]): Promise<void> {
  const rates = ways.map((): number[] => []);
  for (const [, add] of ways) await rate(TURN / 4, IN_FLIGHT, add);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, add]] of ways.entries()) {
      rates[index]?.push(await rate(TURN, IN_FLIGHT, add));
    }
  }
  const medians = rates.map(median);
  print(
    `${heading} (median of ${ROUNDS} rounds, slowest and fastest)`,
    ways.map(([name], index) => {
      const [base = 1] = medians;
      const middle = medians[index] ?? 0;
      const of = rates[index] ?? [];
      const range = `${figure(Math.min(...of))} to ${figure(Math.max(...of))}`;
      return [name, `${figure(middle)}/s`, `${figure(middle / base)}×  (${range})`];
    }),
  );
}

/** Measures adds through the server, through the bare store, and the simplest right way, on files of their own. */
export async function measureAdds(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const path = async () => stack.use(await tempDatabase()).path;
  const served = stack.adopt(await openStore({ path: await path() }), (store) => store.close());
  const bare = stack.adopt(await openStore({ path: await path() }), (store) => store.close());
  const kv = stack.adopt(await Deno.openKv(await path()), (kv) => kv.close());
  const factory = factoryOf({ store: served });
  const client = stack.adopt(await connectBare(factory), (client) => client.close());
  const peer = stack.adopt(await connectTo("v2 client, 2026-07-28", factory), (peer) => peer.close());

  const ways: Way[] = [
    ["a commit each, with jittered retry", () => addByCheck(kv, ARGS.title)],
    ["through the server", () => client.ask("tools/call", { name: "add_task", arguments: ARGS })],
    ["through the server and the SDK's client, in one process", () => peer.call("add_task", ARGS)],
    [
      "through the bare store",
      () => bare.write(DEFAULT_SPACE, author, addTask({ ...ARGS, description: "" })),
    ],
  ];
  await compare(`${IN_FLIGHT} adds at once, until all are answered`, atOnce, ways);
  // Whoever has just added tries at once while the others pause, and so adds alone: the rate is that of one caller.
  await compare(`${IN_FLIGHT} callers, each of which adds again at once`, keptInFlight, ways);

  const singles: string[] = [];
  for (const [, add] of ways) {
    const times: number[] = [];
    for (let n = 0; n < 500; n++) times.push(await time(add));
    singles.push(`${figure(median(times))} ms`);
  }
  print("One add after another (median of 500)", ways.map(([name], index) => [name, singles[index] ?? ""]));
}
