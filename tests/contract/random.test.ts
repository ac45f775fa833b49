import assert from "node:assert/strict";
import fc from "fast-check";
import { uniformInteger } from "../../src/domain/random.ts";
import { connect } from "../helpers/clients.ts";
import { eachEra } from "../helpers/eras.ts";

const { MAX_SAFE_INTEGER: MAX, MIN_SAFE_INTEGER: MIN } = Number;

/** Random bytes that are the same in every run: the high bytes of xorshift64*, from a seed. */
function seeded(seed: bigint): (count: number) => Uint8Array {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state ^= state >> 12n;
      state = BigInt.asUintN(64, state ^ (state << 25n));
      state ^= state >> 27n;
      return Number(BigInt.asUintN(64, state * 0x2545F4914F6CDD1Dn) >> 56n);
    });
}

/** Random bytes from a list; it fails when asked for more. */
function scripted(...draws: readonly (readonly number[])[]): (count: number) => Uint8Array {
  const left = [...draws];
  return (count) => {
    const draw = left.shift();
    assert.ok(draw, "A draw more than expected was asked for");
    assert.equal(draw.length, count);
    return Uint8Array.from(draw);
  };
}

const ONES = [255, 255, 255, 255, 255, 255, 255, 255];

/** The chi-square statistic of draws from a range that starts at `min`. */
function chiSquare(min: number, size: number, draws: number, bytes: (count: number) => Uint8Array): number {
  const counts = new Array<number>(size).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    const index = uniformInteger(min, min + size - 1, bytes) - min;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const expected = draws / size;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

Deno.test("uniformInteger() is uniform, also over a range that does not divide the draws", () => {
  // Each bound is the value that one in a thousand fair generators exceeds; the seed makes it one and the same draw.
  assert.ok(chiSquare(-3, 6, 60_000, seeded(1n)) < 20.5, "6 values");
  assert.ok(chiSquare(0, 10, 60_000, seeded(2n)) < 27.9, "10 values");
  assert.ok(chiSquare(1_000_000, 97, 97_000, seeded(3n)) < 142, "97 values");
});

Deno.test("uniformInteger() throws away a draw from the uneven rest", () => {
  // 2⁶⁴ = 3 · 6148914691236517205 + 1: of all draws for three values just the last one is in the rest.
  const last = [...ONES.slice(0, 7), 254];
  assert.equal(uniformInteger(0, 2, scripted(ONES, [0, 0, 0, 0, 0, 0, 0, 7])), 1);
  assert.equal(uniformInteger(0, 2, scripted(last)), 2);
  // For a power of two there is no rest, so that every draw counts.
  assert.equal(uniformInteger(10, 13, scripted(ONES)), 13);
});

Deno.test("uniformInteger() reads the bytes with the highest first, and only those that it was given", () => {
  assert.equal(uniformInteger(0, 255, scripted([1, 2, 3, 4, 5, 6, 7, 8])), 8);
  assert.equal(uniformInteger(0, 65_535, scripted([1, 2, 3, 4, 5, 6, 7, 8])), 7 * 256 + 8);
  const within = Uint8Array.from([9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 5]).subarray(3);
  assert.equal(uniformInteger(0, 9, () => within), 5);
});

Deno.test("uniformInteger() spans the full range of safe integers exactly", () => {
  // The range has 2⁵⁴ - 1 values: its first is draw 0, its last draw 2⁵⁴ - 2.
  assert.equal(uniformInteger(MIN, MAX, scripted([0, 0, 0, 0, 0, 0, 0, 0])), MIN);
  assert.equal(uniformInteger(MIN, MAX, scripted([0, 0x3F, 255, 255, 255, 255, 255, 254])), MAX);
  assert.equal(uniformInteger(MIN, MAX, scripted([0, 0x3F, 255, 255, 255, 255, 255, 255])), MIN);
});

Deno.test("uniformInteger() stays within its bounds and takes one value for what it is", () => {
  const safe = fc.maxSafeInteger();
  fc.assert(
    fc.property(safe, safe, fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }), (a, b, seed) => {
      const [min, max] = a < b ? [a, b] : [b, a];
      const value = uniformInteger(min, max, seeded(seed));
      assert.ok(Number.isSafeInteger(value) && value >= min && value <= max, `${value}`);
      assert.equal(uniformInteger(a, a, seeded(seed)), a);
    }),
    { seed: 7 },
  );
});

eachEra("generate_random_number reaches both of its bounds, and none beyond", async ({ peer }) => {
  const seen = new Set<unknown>();
  for (let draw = 0; draw < 60; draw++) {
    const { structured } = await peer.call("generate_random_number", { min_value: -1, max_value: 1 });
    seen.add(structured?.["result"]);
  }
  assert.deepEqual(seen, new Set([-1, 0, 1]));
}, { randomBytes: seeded(5n) });

eachEra("generate_random_number takes the full range of safe integers", async ({ peer }) => {
  const { text } = await peer.call("generate_random_number", { min_value: MIN, max_value: MAX });
  assert.equal(text, "-9007199254740991");
}, { randomBytes: (count) => new Uint8Array(count) });

Deno.test("generate_random_number takes its bytes from the services", async () => {
  const peer = await connect("v1 client", { randomBytes: scripted([0, 0, 0, 0, 0, 0, 0, 42]) });
  try {
    const { text } = await peer.call("generate_random_number", { min_value: 0, max_value: 99 });
    assert.equal(text, "42");
  } finally {
    await peer.close();
  }
});
