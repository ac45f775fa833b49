/**
 * Both ends of a connection in memory, for the tests of the stdio transport.
 *
 * @module
 */

import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import type { Log } from "../../src/log.ts";
import { type Limits, StdioTransport } from "../../src/transport/stdio/mod.ts";

const encoder = new TextEncoder();

/** A log that keeps what it hears, for the tests of what it may hear. */
export class Heard implements Log {
  /** Each line, its level first. */
  lines: string[] = [];

  /** The parts of it keep their lines with it. */
  getChild = (): Log => this;
  /** Keeps a line. */
  debug = (message: string, properties = {}): void => this.#keep("debug", message, properties);
  /** Keeps a line. */
  info = (message: string, properties = {}): void => this.#keep("info", message, properties);
  /** Keeps a line. */
  warn = (message: string, properties = {}): void => this.#keep("warn", message, properties);
  /** Keeps a line. */
  error = (message: string, properties = {}): void => this.#keep("error", message, properties);

  #keep(level: string, message: string, properties: Record<string, unknown>): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(properties)}`);
  }
}

/** A line of input as the client would send it. */
export function request(id: number | string, method = "ping", params?: Record<string, unknown>): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, ...(params && { params }) });
}

/** The client's end of the input. Nothing is handed out before it is asked for. */
export class Source {
  /** How many chunks were read. */
  taken = 0;
  /** What the server reads. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Whether the server said that it reads no more. */
  cancelled = false;
  #chunks: Uint8Array[] = [];
  #ended = false;
  #failure: Error | undefined;
  #more = Promise.withResolvers<void>();

  /** Makes an open, empty input. */
  constructor() {
    this.stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        while (this.#chunks.length === 0 && !this.#ended && !this.#failure) {
          await this.#more.promise;
        }
        if (this.#failure) return controller.error(this.#failure);
        const chunk = this.#chunks.shift();
        if (!chunk) return controller.close();
        this.taken++;
        controller.enqueue(chunk);
      },
      cancel: () => {
        this.cancelled = true;
      },
    }, { highWaterMark: 0 });
  }

  /** Sends a chunk: bytes as they are, or text with a newline after it. */
  send(...chunks: (string | Uint8Array)[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(typeof chunk === "string" ? encoder.encode(chunk + "\n") : chunk);
    }
    this.#wake();
  }

  /** Closes the client's end, after what was sent. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Breaks the input. */
  fail(error: Error): void {
    this.#failure = error;
    this.#wake();
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }
}

/** The client's end of the output. */
export class Sink {
  /** The size of each write that was taken. */
  writes: number[] = [];
  /** The most bytes one write takes. */
  most = Infinity;
  #text = "";
  #decoder = new TextDecoder();
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => {};
  #failure: Error | undefined;
  #grown = Promise.withResolvers<void>();

  /** Takes bytes, as the client reads them. */
  async write(bytes: Uint8Array): Promise<number> {
    await this.#gate;
    if (this.#failure) throw this.#failure;
    const part = bytes.subarray(0, this.most);
    this.#text += this.#decoder.decode(part, { stream: true });
    this.writes.push(part.length);
    this.#grown.resolve();
    this.#grown = Promise.withResolvers();
    return part.length;
  }

  /** Reads no more until {@linkcode release}. */
  hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    this.#open = resolve;
  }

  /** Reads on. */
  release(): void {
    this.#open();
  }

  /** Fails every later write. */
  fail(error: Error): void {
    this.#failure = error;
    this.#open();
  }

  /** The whole lines so far. */
  get lines(): string[] {
    return this.#text.split("\n").slice(0, -1);
  }

  /** Resolves once there are so many lines. */
  async until(count: number): Promise<string[]> {
    while (this.lines.length < count) await this.#grown.promise;
    return this.lines;
  }
}

/** A started transport without the SDK, and all that it gave to the server so far. */
export function connect(limits: Partial<Limits> = {}) {
  const source = new Source();
  const sink = new Sink();
  const received: JSONRPCMessage[] = [];
  const log = new Heard();
  const transport = new StdioTransport({
    input: source.stream,
    output: sink,
    log,
    // No test may pass because a limit helped it out: one that is about a limit names it.
    limits: { drain: 60_000, flush: 60_000, ...limits },
  });
  let grown = Promise.withResolvers<void>();
  transport.onmessage = (message) => {
    received.push(message);
    grown.resolve();
    grown = Promise.withResolvers();
  };
  void transport.start();
  return {
    source,
    sink,
    received,
    log,
    transport,
    /** Resolves once so many messages have come. */
    async until(count: number): Promise<void> {
      while (received.length < count) await grown.promise;
    },
    /** Answers a call with an empty result, or with text of a size. */
    answer(id: number | string, size = 0): Promise<void> {
      return transport.send({ jsonrpc: "2.0", id, result: size > 0 ? { text: "x".repeat(size) } : {} });
    },
  };
}

/** Lets everything happen that needs no clock: a few turns of the event loop. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
