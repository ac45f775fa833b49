/**
 * A process that writes to a store: `worker.ts FILE IN_FLIGHT STEPS…`, each step one of `add:1-250` (titles),
 * `complete:1-200`, `delete:200-1` (ids), `shift:3000` (with so many open, until the end of standard input) and, before
 * the others, `deadline:300` (of the store, in milliseconds).
 *
 * It says `ready`, and starts at the first byte of standard input. Each answer is then a line: the step, its number,
 * and the task or the error.
 *
 * @module
 */

import { addTask, completeTask, deleteTask } from "../helpers/operations.ts";
import type { Operation } from "../../src/domain/operation.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { shift } from "../helpers/store_operations.ts";

const [path, inFlight, ...steps] = Deno.args;
const author = { by: "worker", session: `${Deno.pid}` };
let ended = false;

/** An operation and how its answer's line begins. */
interface Call {
  readonly name: string;
  readonly operation: Operation<unknown>;
}

function* calls(): Generator<Call> {
  for (const step of steps) {
    const { what, from, to } = parse(step);
    if (what === "deadline") continue;
    for (let n = 0; what === "shift" && !ended; n++) yield { name: `shift ${n}`, operation: shift(n, from) };
    for (let n = from; what !== "shift" && n !== to; n += Math.sign(to - from)) {
      yield { name: `${what} ${n}`, operation: operationOf(what, n) };
    }
  }
}

/** A step's range, from its first number up to, but without, `to`. */
function parse(step: string) {
  const [, what = "", first, last = first] = /^(\w+):(\d+)(?:-(\d+))?$/.exec(step) ?? [];
  const [from, end] = [Number(first), Number(last)];
  return { what, from, to: end < from ? end - 1 : end + 1 };
}

function operationOf(what: string, n: number): Operation<unknown> {
  if (what === "add") return addTask({ title: `${Deno.pid}/${n}`, description: "" });
  return what === "complete" ? completeTask(n) : deleteTask(n);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

async function untilEnd(): Promise<void> {
  while (await Deno.stdin.read(new Uint8Array(16)) !== null);
  ended = true;
}

async function main(): Promise<void> {
  print("ready");
  await Deno.stdin.read(new Uint8Array(1));
  void untilEnd();
  const deadline = steps.map(parse).find(({ what }) => what === "deadline")?.from;
  const store = await openStore({ path, ...(deadline === undefined ? {} : { deadline }) });
  const all = calls();
  await Promise.all(Array.from({ length: Number(inFlight) }, async () => {
    for (const { name, operation } of all) {
      try {
        print(`${name} ${JSON.stringify(await store.write(DEFAULT_SPACE, author, operation)) ?? ""}`);
      } catch (error) {
        print(`${name} ${error}`);
      }
    }
  }));
  await store.close();
}

try {
  await main();
} catch (error) {
  console.error(`${error}`);
  Deno.exit(1);
}
Deno.exit();
