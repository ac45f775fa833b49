/**
 * Cuts a stream of bytes into lines, with a bound on what one line may hold.
 *
 * @module
 */

/** What stands in for a line that is over the limit; its bytes were let go. */
export const TOO_LONG = Symbol("too long");

/** The bytes of a line without its end, or {@linkcode TOO_LONG}. */
export type Line = Uint8Array | typeof TOO_LONG;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const SMALL = 65_536;

/**
 * Splits chunks at newlines (LF or CRLF). An unfinished line is copied into one buffer that doubles, so the
 * work is linear, and a chunk that holds a few bytes of it does not keep its whole buffer alive.
 *
 * The lines of a chunk must be taken, to the last, before the next chunk is pushed. The bytes of a line are valid
 * until the next line is asked for.
 *
 * @example
 * ```ts
 * import { LineSplitter } from "./lines.ts";
 *
 * const splitter = new LineSplitter(80);
 * const lines = [...splitter.push(new TextEncoder().encode("one\r\ntwo"))];
 * console.assert(lines.length === 1);
 * ```
 */
export class LineSplitter {
  #limit: number;
  #buffer = new Uint8Array(0);
  #size = 0;
  #skipping = false;

  /** Takes the most bytes that a line may have without its end. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Yields the lines that end in this chunk; {@linkcode TOO_LONG} as soon as a line is over the limit. */
  *push(chunk: Uint8Array): Generator<Line, void> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const piece = chunk.subarray(start, end < 0 ? chunk.length : end);
      if (!this.#skipping && this.#size + piece.length > this.#limit + 1) {
        this.#clear();
        this.#skipping = true;
        yield TOO_LONG;
      }
      if (end < 0) {
        if (!this.#skipping) this.#keep(piece);
        return;
      }
      start = end + 1;
      if (this.#skipping) {
        this.#skipping = false;
        continue;
      }
      if (this.#size > 0) {
        this.#keep(piece);
        yield this.#finish();
      } else {
        yield this.#bounded(piece);
      }
    }
  }

  /** The unfinished line at the end of the stream, if there is one. */
  end(): Line | undefined {
    return this.#size > 0 ? this.#finish() : undefined;
  }

  #finish(): Line {
    const line = this.#bounded(this.#buffer.subarray(0, this.#size));
    this.#clear();
    return line;
  }

  /** Takes the CR off; the one byte over the limit that was let in was for it. */
  #bounded(line: Uint8Array): Line {
    const bare = line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
    return bare.length > this.#limit ? TOO_LONG : bare;
  }

  #keep(piece: Uint8Array): void {
    const size = this.#size + piece.length;
    if (size > this.#buffer.length) {
      const larger = new Uint8Array(Math.min(Math.max(size, this.#buffer.length * 2), this.#limit + 1));
      larger.set(this.#buffer.subarray(0, this.#size));
      this.#buffer = larger;
    }
    this.#buffer.set(piece, this.#size);
    this.#size = size;
  }

  #clear(): void {
    this.#size = 0;
    // A large line is rare: its memory is not held for the next one.
    if (this.#buffer.length > SMALL) this.#buffer = new Uint8Array(0);
  }
}
