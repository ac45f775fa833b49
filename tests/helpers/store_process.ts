/**
 * Processes that write to one database file, each with the rights on that file and no others.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { StoredTask } from "../../src/domain/task.ts";
import { isTask } from "../../src/storage/record.ts";

const CONFIG = new URL("../deno.json", import.meta.url).pathname;
const WORKER = new URL("../storage/worker.ts", import.meta.url).pathname;

const AGENT = new URL("../storage/agent.ts", import.meta.url).pathname;

/** What a process said of one call. */
export interface Said {
  /** The step, such as `complete`. */
  readonly step: string;
  /** Its number: the id that was asked for, or the index of the call. */
  readonly n: number;
  /** The task that was answered. */
  readonly task?: StoredTask;
  /** The error that was answered, or nothing. */
  readonly text: string;
}

/** A process that runs `tests/storage/worker.ts` or, where it is told what to do instead of how much, `agent.ts`. */
export class StoreProcess {
  /** What it said so far. */
  readonly said: Said[] = [];
  #child: Deno.ChildProcess;
  #stdin: WritableStreamDefaultWriter<Uint8Array>;
  #reading: Promise<void>;
  #errors: Promise<string>;
  #ready = Promise.withResolvers<void>();
  #waiting: (() => void)[] = [];

  /** Starts the worker; `steps` as it takes them. */
  constructor(path: string, inFlight: number | string, ...steps: string[]) {
    const script = typeof inFlight === "number" ? WORKER : AGENT;
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-q", "--config", CONFIG, "--no-prompt", `--allow-read=${path}`, `--allow-write=${path}`],
        ...[script, path, `${inFlight}`, ...steps],
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#stdin = this.#child.stdin.getWriter();
    this.#reading = this.#read();
    this.#errors = new Response(this.#child.stderr).text();
  }

  /** Resolves when it only waits to be told to start. */
  async ready(): Promise<void> {
    await this.#ready.promise;
  }

  /** Tells it to start. */
  async start(): Promise<void> {
    await this.#stdin.write(new Uint8Array([10]));
  }

  /** Resolves when it has said so much, or nothing more comes. */
  async hasSaid(count: number): Promise<void> {
    let open = true;
    const end = this.#reading.then(() => open = false);
    while (open && this.said.length < count) {
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), end]);
    }
  }

  /** Ends it as a power cut would, and reads what it had said. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
    await this.#reading;
    await this.#errors;
    await this.#stdin.abort().catch(() => {});
  }

  /** Waits for its end, which must be a failure, and gives what it wrote to standard error. */
  async failure(): Promise<string> {
    const { code } = await this.#child.status;
    await this.#reading;
    await this.#stdin.abort().catch(() => {});
    assert.equal(code, 1);
    return await this.#errors;
  }

  /** Tells it to end, and waits until it has; it must end well. */
  async end(): Promise<void> {
    await this.#stdin.close();
    const { code } = await this.#child.status;
    await this.#reading;
    assert.equal(await this.#errors, "");
    assert.equal(code, 0);
  }

  async #read(): Promise<void> {
    let rest = "";
    for await (const text of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "ready") this.#ready.resolve();
        else this.said.push(parse(line));
      }
      for (const wake of this.#waiting.splice(0)) wake();
    }
    this.#ready.resolve();
  }
}

function parse(line: string): Said {
  const [, step = "", n, text = ""] = /^(\w+) (\d+) (.*)$/.exec(line) ?? assert.fail(`Worker said ${line}`);
  const value: unknown = text.startsWith("{") ? JSON.parse(text) : undefined;
  return isTask(value) ? { step, n: Number(n), task: value, text: "" } : { step, n: Number(n), text };
}

/** Starts all of them at the same moment, once each is ready. */
export async function startTogether(processes: readonly StoreProcess[]): Promise<void> {
  await Promise.all(processes.map((one) => one.ready()));
  await Promise.all(processes.map((one) => one.start()));
}
