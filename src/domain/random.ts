/**
 * Random integers from random bytes.
 *
 * @module
 */

/** 2⁶⁴: how many numbers eight bytes make. */
const SPAN = 1n << 64n;

/**
 * An integer from `min` to `max`, both included and safe, each as likely as the other: a draw from the uneven rest of
 * 2⁶⁴ is thrown away and drawn again.
 *
 * @param randomBytes So many random bytes.
 */
export function uniformInteger(min: number, max: number, randomBytes: (count: number) => Uint8Array): number {
  const count = BigInt(max) - BigInt(min) + 1n;
  const even = SPAN - SPAN % count;
  for (;;) {
    const bytes = randomBytes(8);
    const draw = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
    if (draw < even) return Number(BigInt(min) + draw % count);
  }
}
