/**
 * Lines in, no faster than they can be served.
 *
 * @module
 */

import { type Line, LineSplitter } from "./lines.ts";

/** Reads a stream line by line, and reads no further while it is told to wait. */
export class LineReader {
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #splitter: LineSplitter;
  #stopped = false;

  /** Takes the stream, and the most bytes a line may have. */
  constructor(input: ReadableStream<Uint8Array>, limit: number) {
    this.#reader = input.getReader();
    this.#splitter = new LineSplitter(limit);
  }

  /**
   * Gives each line to `take`, in order and at once, and then waits for what `room` returns, if it returns anything.
   * Resolves at the end of the stream, or when stopped. Rejects where the stream fails.
   */
  async run(take: (line: Line) => void, room: () => Promise<void> | undefined): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (this.#stopped) return;
      if (done) break;
      for (const line of this.#splitter.push(value)) {
        take(line);
        const wait = room();
        if (wait) await wait;
        if (this.#stopped) return;
      }
    }
    const rest = this.#splitter.end();
    if (rest) take(rest);
  }

  /** Reads no more; what was read and not yet given is let go. */
  stop(): void {
    this.#stopped = true;
    this.#reader.cancel().catch(() => {
      // The stream failed before: there is nothing left to stop.
    });
  }
}
