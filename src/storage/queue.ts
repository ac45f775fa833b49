/**
 * The queue of one process: operations are committed in the order they came, many at once, and again where another
 * process was faster.
 *
 * @module
 */

import { setImmediate } from "node:timers";
import type { Operation } from "../domain/operation.ts";
import { backOff } from "./backoff.ts";
import { attempt, BATCH_LIMIT, batchOf, type Job } from "./commit.ts";
import { busyError, faultOf, isBusy } from "./faults.ts";
import type { Planned } from "./space_state.ts";
import type { Author } from "../domain/operation.ts";

/** What a queue works with. */
export interface QueueOptions {
  /** The database. */
  readonly kv: Deno.Kv;
  /** Where it is, for errors. */
  readonly place: string;
  /** How long an operation may wait for its commit, in milliseconds. */
  readonly deadline: number;
  /** The clock: milliseconds since 1970. */
  readonly now: () => number;
  /** A random number from 0 up to, but without, 1. */
  readonly random: () => number;
  /** Told of each space that was written, with its counter of changes before and after. */
  readonly written: (space: string, from: number, to: number) => void;
}

/** A job and when it has waited too long. */
interface Waiting extends Job {
  readonly until: number;
}

/** First in, first out, in front of one database. */
export class CommitQueue {
  #options: QueueOptions;
  #waiting: Waiting[] = [];
  #tail: Promise<unknown> = Promise.resolve();
  #running = false;

  /** Starts empty. */
  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Queues an operation at once, and resolves when its commit is on disk. */
  push<T>(space: string, author: Author, operation: Operation<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let planned: Planned<T> | undefined;
    this.#waiting.push({
      space,
      operation,
      until: performance.now() + this.#options.deadline,
      plan: (state, at, mark) => planned = state.plan(operation, author, at, mark),
      settle: () => planned && resolve(planned.answer),
      fail: (error) => reject(faultOf(error, this.#options.place)),
    });
    this.#tail = promise.catch(() => {});
    if (!this.#running) void this.#run();
    return promise;
  }

  /** Resolves when everything that was pushed before this call is settled. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // The commit begins after the calls of this turn of the loop have all been queued: they share it.
    await new Promise<void>((resolve) => setImmediate(resolve));
    let tries = 0;
    let size = BATCH_LIMIT;
    while (this.#waiting.length > 0) {
      const jobs = batchOf(this.#waiting, size);
      const half = Math.ceil(jobs.length / 2);
      try {
        if (await this.#attempt(jobs) > 0) {
          tries = 0;
          size = Math.min(size * 2, BATCH_LIMIT);
          continue;
        }
        // Another process was faster: half as many are ready sooner, and get their turn among single commits.
        if (jobs.length > 1) {
          size = half;
          continue;
        }
      } catch (error) {
        if (!isBusy(error)) {
          // One caller's fault must fail alone.
          if (jobs.length > 1) size = half;
          else this.#waiting.shift()?.fail(error);
          continue;
        }
      }
      await backOff(tries++, this.#options.random);
      this.#expire();
    }
    this.#running = false;
  }

  /** How many operations were taken off the head of the queue; 0 where another process was faster. */
  async #attempt(jobs: readonly Job[]): Promise<number> {
    const at = new Date(this.#options.now()).toISOString();
    const mark = Math.floor(this.#options.random() * 2 ** 48).toString(36);
    const { taken, written } = await attempt(this.#options.kv, jobs, at, mark);
    this.#waiting.splice(0, taken);
    for (const { space, from, to } of written) this.#options.written(space, from, to);
    return taken;
  }

  #expire(): void {
    const now = performance.now();
    const late = this.#waiting.filter(({ until }) => until <= now);
    this.#waiting = this.#waiting.filter(({ until }) => until > now);
    for (const job of late) job.fail(busyError(this.#options.deadline));
  }
}
