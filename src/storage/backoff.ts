/**
 * The pause before another try where somebody else was faster.
 *
 * @module
 */

/** The longest pause, in milliseconds: with 50, who lost a few times hardly came to its turn among those who had not. */
const LIMIT = 16;

/**
 * Waits with full jitter: any time from nothing to a limit that doubles with each try. Without it all come again at
 * the same moment, and most of them in vain.
 *
 * @param tries How many tries there were before.
 * @param random A random number from 0 up to, but without, 1.
 */
export function backOff(tries: number, random: () => number = Math.random): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, random() * Math.min(LIMIT, 2 ** tries)));
}
