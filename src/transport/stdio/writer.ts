/**
 * Lines out, in order, without blocking the event loop.
 *
 * @module
 */

/** Where bytes go: {@linkcode Deno.stdout}, or a test's stand-in. It may take fewer bytes than it is given. */
export interface Output {
  /** Writes some of the bytes and says how many. Rejects where the reader has gone. */
  write(bytes: Uint8Array): Promise<number>;
}

/** The most bytes in one write: small enough that a slow reader's progress shows, large enough to save calls. */
const WRITE_SIZE = 65_536;

/** How many milliseconds a full pipe gets before it is tried again. */
const RETRY_AFTER = 5;

/** Writes lines in the order they came; those that wait share a write. */
export class LineWriter {
  #output: Output;
  #changed: () => void;
  #encoder = new TextEncoder();
  #lines: Uint8Array[] = [];
  #waiting = 0;
  #written = 0;
  #closed = false;
  #draining = false;

  /** Takes the output, and what to call after each write and when the output turns out to be closed. */
  constructor(output: Output, changed: () => void) {
    this.#output = output;
    this.#changed = changed;
  }

  /** How many bytes wait to be written. */
  get waiting(): number {
    return this.#waiting;
  }

  /** How many bytes were written so far, by which a slow reader is told from none. */
  get written(): number {
    return this.#written;
  }

  /** Whether nothing can be written any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Queues a line, given without its newline. Once closed, it goes nowhere. */
  push(line: string): void {
    if (this.#closed) return;
    const bytes = this.#encoder.encode(line + "\n");
    this.#lines.push(bytes);
    this.#waiting += bytes.length;
    if (!this.#draining) void this.#drain();
  }

  /** Gives up what waits. */
  close(): void {
    this.#closed = true;
    this.#lines = [];
    this.#waiting = 0;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    // Answers that come within the same turn go out together.
    await Promise.resolve();
    while (this.#lines.length > 0) {
      const bytes = this.#take();
      try {
        for (let sent = 0; sent < bytes.length && !this.#closed;) {
          const count = await this.#put(bytes.subarray(sent, sent + WRITE_SIZE));
          sent += count;
          this.#written += count;
          this.#waiting = Math.max(0, this.#waiting - count);
          this.#changed();
        }
      } catch {
        // The reader has gone: what waits has nobody to go to.
        this.close();
        this.#changed();
      }
    }
    // At once with the look at what waits: a line that comes now must not count on this round.
    this.#draining = false;
  }

  /** Writes some bytes. A host may hand over a pipe that does not block; where that is full, it is tried again. */
  async #put(bytes: Uint8Array): Promise<number> {
    try {
      const count = await this.#output.write(bytes);
      if (count > 0) return count;
      throw new Error("Output takes no bytes");
    } catch (error) {
      if (!(error instanceof Deno.errors.WouldBlock)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
      return 0;
    }
  }

  /** The next lines that fit one write, as one piece; a line that is larger comes alone. */
  #take(): Uint8Array {
    let size = 0;
    let count = 0;
    for (const line of this.#lines) {
      if (count > 0 && size + line.length > WRITE_SIZE) break;
      size += line.length;
      count++;
    }
    const lines = this.#lines.splice(0, count);
    const [first] = lines;
    if (first && count === 1) return first;
    const bytes = new Uint8Array(size);
    let offset = 0;
    for (const line of lines) {
      bytes.set(line, offset);
      offset += line.length;
    }
    return bytes;
  }
}
