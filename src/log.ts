/**
 * Structured log lines on standard error: time, level, logger and message.
 *
 * Standard output belongs to the protocol, so nothing here writes there. A standard error that nobody reads must
 * not block the server: lines wait in a bounded queue, and what does not fit is counted and said later.
 *
 * @module
 */

import {
  configureSync,
  getJsonLinesFormatter,
  getLogger,
  getTextFormatter,
  type LogLevel,
  type LogRecord,
  type Sink,
} from "@logtape/logtape";
import { visible } from "./domain/text_view.ts";

/** Values that a line's `{name}` stand for; a JSON line has them all. */
export type Properties = Record<string, unknown>;

/** What a part of the server may do with the log. */
export interface Log {
  /** What only somebody who looks for a defect reads; the one level that may hold a task's text. */
  debug(message: string, properties?: Properties): void;
  /** What happened. */
  info(message: string, properties?: Properties): void;
  /** What went wrong without harm. */
  warn(message: string, properties?: Properties): void;
  /** What went wrong. */
  error(message: string, properties?: Properties): void;
  /** The log of a part, named after it. */
  getChild(name: string): Log;
}

/** The least level that is written. */
export type Level = "debug" | "info" | "warning" | "error";

/** How a line looks: words for people, or one JSON object a line for machines. */
export type LogFormat = "text" | "json";

/** The most characters that wait for a reader of standard error; a line beyond that is dropped and counted. */
const WAITING_LIMIT = 1_048_576;

/** A line writer that never blocks: it holds a bounded queue in front of an asynchronous `write`. */
export class LineQueue {
  #write: (bytes: Uint8Array) => Promise<unknown>;
  #waiting: string[] = [];
  #size = 0;
  #dropped = 0;
  #busy: Promise<void> | undefined;
  /** The line that says how many were dropped; the log gives it its own form. */
  dropLine: (count: number) => string = (count) => `tasktracker: ${count} lines dropped, nobody read them\n`;

  /** Takes the function that writes bytes and may take for ever, such as `Deno.stderr`'s. */
  constructor(write: (bytes: Uint8Array) => Promise<unknown>) {
    this.#write = write;
  }

  /** Queues a line, or drops and counts it where {@linkcode WAITING_LIMIT} is reached. */
  push(line: string): void {
    if (this.#size + line.length > WAITING_LIMIT) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(line);
    this.#size += line.length;
    this.#busy ??= this.#drain();
  }

  /** Resolves once all is written, or after `limit` milliseconds where nobody reads. */
  async flush(limit: number): Promise<void> {
    if (!this.#busy) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, limit);
    await Promise.race([this.#busy, promise]);
    clearTimeout(timer);
  }

  async #drain(): Promise<void> {
    // Whatever follows, `push` has to have this promise before it ends.
    await Promise.resolve();
    const encoder = new TextEncoder();
    while (this.#waiting.length > 0 || this.#dropped > 0) {
      let chunk = this.#waiting.join("");
      this.#waiting = [];
      if (this.#dropped > 0) {
        chunk += this.dropLine(this.#dropped);
        this.#dropped = 0;
      }
      try {
        const bytes = encoder.encode(chunk);
        for (let sent = 0; sent < bytes.length;) {
          const count = await this.#write(bytes.subarray(sent));
          sent += typeof count === "number" ? count : bytes.length;
        }
      } catch {
        // Standard error is closed: there is nowhere left to say so.
      }
      this.#size = this.#waiting.reduce((sum, line) => sum + line.length, 0);
    }
    this.#busy = undefined;
  }
}

/** The name of this program in the log; each part is a child of it. */
const ROOT = "tasktracker";

/** How far the later lines of a value are indented, so that no text can forge a line of the log. */
const INDENT = 4;

/** Turns a record into a line. Exported for the tests of its form. */
export function formatter(format: LogFormat): (record: LogRecord) => string {
  if (format === "json") return getJsonLinesFormatter({ categorySeparator: ".", message: "rendered" });
  return getTextFormatter({
    timestamp: "rfc3339",
    level: "ABBR",
    category: ".",
    value: (value) => visible(typeof value === "string" ? value : Deno.inspect(value), INDENT),
  });
}

/** Starts the log of the process, in front of the queue that its end flushes. */
export function startLog(level: Level, format: LogFormat, queue: LineQueue): Log {
  const line = formatter(format);
  const sink: Sink = (record) => queue.push(line(record));
  queue.dropLine = (count) =>
    line({
      category: [ROOT, "log"],
      level: "warning",
      message: ["", count, " lines dropped, nobody read them"],
      rawMessage: "{count} lines dropped, nobody read them",
      properties: { count },
      timestamp: Date.now(),
    });
  const lowestLevel: LogLevel = level;
  configureSync({
    reset: true,
    sinks: { stderr: sink },
    loggers: [
      { category: ROOT, sinks: ["stderr"], lowestLevel },
      { category: ["logtape", "meta"], sinks: [], lowestLevel: "fatal" },
    ],
  });
  return getLogger(ROOT);
}
