/**
 * How the benchmarks measure and print.
 *
 * @module
 */

import { join } from "node:path";

/** The value in the middle; of an even number of values the upper one of the two. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error("There is no median of nothing");
  return middle;
}

/** How long something takes, in milliseconds. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Does something `count` times at once, waits for all of them, and begins again. Returns how many a second. */
export async function atOnce(
  milliseconds: number,
  count: number,
  work: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < milliseconds) {
    await Promise.all(Array.from({ length: count }, work));
    done += count;
  }
  return done / (performance.now() - start) * 1_000;
}

/**
 * Has `count` callers do something again as soon as it is done. What is not done in time does not count, so that there
 * are as many in flight at the end as at the beginning. Returns how many a second.
 */
export async function keptInFlight(
  milliseconds: number,
  count: number,
  work: () => Promise<unknown>,
): Promise<number> {
  let done = 0;
  const end = performance.now() + milliseconds;
  const caller = async () => {
    for (;;) {
      await work();
      if (performance.now() >= end) return;
      done++;
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  return done / milliseconds * 1_000;
}

/** A file in a folder of its own, which is removed with what is in it. */
export async function tempDatabase(): Promise<{ path: string } & AsyncDisposable> {
  const folder = await Deno.makeTempDir({ prefix: "tasktracker-bench-" });
  return {
    path: join(folder, "tasks.db"),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** A line of the table: what was measured, its figure, and how it compares. */
export type Row = readonly [what: string, figure: string, compared?: string];

/** Prints rows under a heading, in columns. */
export function print(heading: string, rows: readonly Row[]): void {
  console.log(`\n${heading}`);
  for (const [what, figure, compared = ""] of rows) {
    console.log(`  ${what.padEnd(58)}${figure.padStart(14)}  ${compared}`.trimEnd());
  }
}

/** A number for people: with few digits, and commas. */
export function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
