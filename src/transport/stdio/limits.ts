/**
 * What a connection is bounded by, and how it may end.
 *
 * @module
 */

/** Why a connection ended: the client closed its end or stopped reading, a signal came, or the server hung up. */
export type Ending = "end of input" | "output closed" | "closed" | Deno.Signal;

/** The bounds of a connection. Sizes are in bytes; times in milliseconds, from the end of input or the signal. */
export interface Limits {
  /** The longest line. @default 4194304 */
  line: number;
  /** How much output may wait before input is no longer read. @default 8388608 */
  waiting: number;
  /** How many calls may be in flight before input is no longer read. @default 1024 */
  calls: number;
  /** How long calls in flight may take to finish. @default 2000 */
  drain: number;
  /** When output that nobody takes is given up. @default 2400 */
  flush: number;
}

/** The usual bounds. A signal ends the process within three seconds, whatever the client does. */
export const LIMITS: Readonly<Limits> = {
  line: 4_194_304,
  waiting: 8_388_608,
  calls: 1_024,
  drain: 2_000,
  flush: 2_400,
};
