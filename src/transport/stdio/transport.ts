/**
 * MCP over a pair of byte streams: what comes in is served or refused with an answer, what goes out keeps its order.
 *
 * @module
 */

import type {
  JSONRPCErrorResponse,
  JSONRPCMessage,
  RequestId,
  Transport,
} from "@modelcontextprotocol/server";
import type { Log } from "../../log.ts";
import { Calls } from "./calls.ts";
import * as frame from "./frame.ts";
import { type Ending, LIMITS, type Limits } from "./limits.ts";
import { type Line, TOO_LONG } from "./lines.ts";
import { LineReader } from "./reader.ts";
import { Condition, within } from "./waiting.ts";
import { LineWriter, type Output } from "./writer.ts";

/** What a {@linkcode StdioTransport} is made of. */
export interface StdioTransportOptions {
  /** Where messages come from, one a line. */
  input: ReadableStream<Uint8Array>;
  /** Where messages go to. */
  output: Output;
  /** Hears why a line was refused, never what it held. */
  log: Log;
  /** Other bounds than the usual ones. */
  limits?: Partial<Limits>;
}

/**
 * The SDK's `Transport` over standard input and output. Every line with a usable id that is no response is answered
 * exactly once, whatever it holds. The one exception is the protocol's own: a cancelled call may stay unanswered.
 *
 * It ends in two steps. {@linkcode ended} resolves when nothing more is read and the calls in flight are done; its
 * owner then calls {@linkcode close} (through the SDK's handle, so that open subscriptions get their last answer),
 * which lets the output out, and {@linkcode finished} resolves.
 */
export class StdioTransport implements Transport {
  /** Set by the SDK: hears each message, in order. */
  onmessage?: Transport["onmessage"];
  /** Set by the SDK: hears that the connection is closed. */
  onclose?: Transport["onclose"];
  /** Set by the SDK: hears what went wrong apart from any message. */
  onerror?: Transport["onerror"];

  #log: Log;
  #limits: Limits;
  #reader: LineReader;
  #writer: LineWriter;
  #calls = new Calls();
  #state = new Condition();
  #reason: Ending | undefined;
  #endedAt = 0;
  #signalled = false;
  #hurried = false;
  #flooded = false;
  #hungUp = false;
  #closing: Promise<void> | undefined;
  #ended = Promise.withResolvers<Ending>();
  #finished = Promise.withResolvers<Ending>();

  /** Takes the streams; nothing is read before {@linkcode start}. */
  constructor({ input, output, log, limits = {} }: StdioTransportOptions) {
    this.#log = log;
    this.#limits = { ...LIMITS, ...limits };
    this.#reader = new LineReader(input, this.#limits.line);
    this.#writer = new LineWriter(output, () => this.#onOutput());
  }

  /** Resolves once no more input is served and the calls in flight are done or given up. Never rejects. */
  get ended(): Promise<Ending> {
    return this.#ended.promise;
  }

  /** Resolves after {@linkcode close}, once the output is out or given up. Never rejects. */
  get finished(): Promise<Ending> {
    return this.#finished.promise;
  }

  /** Starts to read. The SDK calls this. */
  start(): Promise<void> {
    this.#reader.run((line) => this.#receive(line), () => this.#room())
      .catch((error: unknown) => this.#log.warn("Input failed: {error}", { error: String(error) }))
      .finally(() => this.#end("end of input"));
    return Promise.resolve();
  }

  /**
   * Queues a message and resolves. While output waits beyond its bound a notification is dropped, an answer never.
   * An answer that has no JSON goes out as an internal error; any other message that has none rejects.
   */
  send(message: JSONRPCMessage): Promise<void> {
    if (this.#hungUp) return Promise.resolve();
    try {
      if ("method" in message) this.#notify(message);
      else this.#answer(message);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Ends as a signal does: reads no more and drains, within the limits. The second time it waits for nothing. */
  stop(reason: Ending): void {
    this.#hurried = this.#signalled;
    this.#signalled = true;
    this.#end(reason);
    this.#state.check();
  }

  /** Lets the output out and hangs up. Calls that are still unanswered are told so. */
  close(): Promise<void> {
    return this.#closing ??= this.#shut();
  }

  /** Takes one line. What the SDK would drop without a word is answered here. */
  #receive(line: Line): void {
    const read = line === TOO_LONG ? frame.tooLong(this.#limits.line) : frame.readFrame(line);
    if (read.kind === "blank") return;
    if (read.kind === "refused") return this.#refuse(read.reply);
    const { message } = read;
    if (read.kind === "request") {
      const { id } = read.message;
      if (this.#calls.has(id)) return this.#refuse(frame.inUse(id));
      this.#calls.open(id);
    }
    this.#deliver(message);
    if (read.kind === "notification") {
      // The SDK may never answer a cancelled call, so nothing waits for it from here on.
      const id = frame.cancelledId(read.message);
      if (id !== undefined) this.#settle(id);
    }
  }

  #deliver(message: JSONRPCMessage): void {
    try {
      this.onmessage?.(message);
    } catch (error) {
      this.#log.error("A message was not taken: {error}", { error: String(error) });
      if ("method" in message && "id" in message && this.#calls.has(message.id)) {
        this.#answer(frame.internalError(message.id));
      }
    }
  }

  #refuse(reply: JSONRPCErrorResponse): void {
    this.#log.warn("Refused a message: {reason}", { reason: reply.error.message });
    this.#writer.push(JSON.stringify(reply));
  }

  #answer(message: Exclude<JSONRPCMessage, { method: string }>): void {
    let line: string;
    try {
      line = JSON.stringify(message);
    } catch (error) {
      this.#log.error("An answer has no JSON: {error}", { error: String(error) });
      line = JSON.stringify(frame.internalError(message.id));
    }
    this.#writer.push(line);
    if (message.id !== undefined) this.#settle(message.id);
  }

  #notify(message: Extract<JSONRPCMessage, { method: string }>): void {
    const line = JSON.stringify(message);
    const acknowledged = frame.acknowledgedId(message);
    const flooded = this.#writer.waiting >= this.#limits.waiting;
    if (flooded && !this.#flooded) {
      this.#log.warn("Notifications are dropped until the client reads its input");
    }
    this.#flooded = flooded;
    if (!flooded || "id" in message || acknowledged !== undefined) this.#writer.push(line);
    if (acknowledged !== undefined) this.#calls.subscribe(acknowledged);
    this.#state.check();
  }

  #settle(id: RequestId): void {
    this.#calls.settle(id);
    this.#state.check();
  }

  /** What to wait for before more is read: half of a bound, so that reading does not start and stop by the line. */
  #room(): Promise<void> | undefined {
    const { calls, waiting } = this.#limits;
    if (this.#calls.size < calls && this.#writer.waiting < waiting) return undefined;
    return this.#state.until(() =>
      this.#reason !== undefined || (this.#calls.size <= calls / 2 && this.#writer.waiting <= waiting / 2)
    );
  }

  #onOutput(): void {
    if (this.#writer.closed && !this.#hungUp) this.#end("output closed");
    this.#state.check();
  }

  /** Stops reading, and resolves {@linkcode ended} when the calls are done, or cannot be, or the time is over. */
  #end(reason: Ending): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#endedAt = performance.now();
    this.#reader.stop();
    const done = this.#state.until(() => this.#calls.size === 0 || this.#hurried || this.#writer.closed);
    within(done, this.#limits.drain).then(() => this.#ended.resolve(reason));
    this.#state.check();
  }

  async #shut(): Promise<void> {
    this.#end("closed");
    for (const id of this.#calls.ids) this.#answer(frame.unfinished(id));
    this.#hungUp = true;
    await this.#flush();
    this.#writer.close();
    this.onclose?.();
    this.#finished.resolve(this.#reason ?? "closed");
  }

  /** Waits until the output is out. A client that closed its end and still reads slowly gets all of it. */
  async #flush(): Promise<void> {
    const done = this.#state.until(() => this.#writer.waiting === 0 || this.#hurried);
    let limit = this.#limits.flush - (performance.now() - this.#endedAt);
    for (let before = this.#writer.written;; before = this.#writer.written) {
      if (await within(done, limit)) return;
      if (this.#signalled || this.#reason !== "end of input" || this.#writer.written === before) return;
      limit = this.#limits.flush;
    }
  }
}
