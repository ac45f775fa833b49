/**
 * The queue of one process: operations are committed in the order they came, many at once, and again where another
 * process was faster.
 *
 * @module
 */

import type { Operation } from "../domain/operation.ts";
import { attempt, type Job } from "./commit.ts";
import { busyError, faultOf, isBusy } from "./faults.ts";
import type { Planned } from "./space_state.ts";
import type { Author } from "./store.ts";

/** The longest pause before another try, in milliseconds. */
const PAUSE_LIMIT = 50;

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
interface Waiting {
  readonly job: Job;
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
    const job: Job = {
      space,
      author,
      operation,
      plan: (state, at, mark) => planned = state.plan(operation, author, at, mark),
      settle: () => planned && resolve(planned.answer),
      fail: reject,
    };
    this.#waiting.push({ job, until: performance.now() + this.#options.deadline });
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
    await Promise.resolve();
    let tries = 0;
    // One caller's fault must fail alone: so many operations of a commit that failed are tried by themselves.
    let alone = 0;
    while (this.#waiting.length > 0) {
      const jobs = alone > 0 ? this.#waiting.slice(0, 1) : [...this.#waiting];
      try {
        const taken = await this.#attempt(jobs);
        if (taken > 0) {
          tries = 0;
          alone = Math.max(0, alone - taken);
          continue;
        }
      } catch (error) {
        if (!isBusy(error)) {
          if (jobs.length > 1) alone = jobs.length;
          else {
            this.#waiting.shift()?.job.fail(faultOf(error, this.#options.place));
            alone = Math.max(0, alone - 1);
          }
          continue;
        }
      }
      await pause(this.#options.random() * Math.min(PAUSE_LIMIT, 2 ** tries++));
      this.#expire();
    }
    this.#running = false;
  }

  /** How many operations were taken off the head of the queue; 0 where another process was faster. */
  async #attempt(jobs: readonly Waiting[]): Promise<number> {
    const at = new Date(this.#options.now()).toISOString();
    const mark = Math.floor(this.#options.random() * 2 ** 48).toString(36);
    const { taken, written } = await attempt(this.#options.kv, jobs.map(({ job }) => job), at, mark);
    this.#waiting.splice(0, taken);
    for (const { space, from, to } of written) this.#options.written(space, from, to);
    return taken;
  }

  #expire(): void {
    const now = performance.now();
    const late = this.#waiting.filter(({ until }) => until <= now);
    this.#waiting = this.#waiting.filter(({ until }) => until > now);
    for (const { job } of late) job.fail(busyError(this.#options.deadline));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
