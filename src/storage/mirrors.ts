/**
 * The mirrors of all spaces, together under a bound: the one that was used longest ago goes first.
 *
 * @module
 */

import type { TaskIndex } from "../domain/index.ts";
import { keysOf } from "./keys.ts";
import { Mirror } from "./mirror.ts";

/** How much memory all mirrors may take together unless it is said otherwise, in bytes. */
export const CACHE_BYTES = 256 * 1024 * 1024;

/** Mirrors by space. */
export class Mirrors {
  #kv: Deno.Kv;
  #limit: number;
  /** In the order of their last use. */
  #mirrors = new Map<string, Mirror>();

  /** Starts with none. */
  constructor(kv: Deno.Kv, limit: number) {
    this.#kv = kv;
    this.#limit = limit;
  }

  /** The index of a space, level with what is stored. One that is over the bound by itself is not kept. */
  async level(space: string): Promise<TaskIndex> {
    const mirror = this.#mirrors.get(space) ?? new Mirror(this.#kv, keysOf(space));
    this.#mirrors.delete(space);
    this.#mirrors.set(space, mirror);
    const index = await mirror.level();
    if (mirror.bytes > this.#limit) {
      // The others need not go for one that cannot stay.
      if (this.#mirrors.get(space) === mirror) this.#mirrors.delete(space);
      return index;
    }
    let bytes = [...this.#mirrors.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, one] of this.#mirrors) {
      if (bytes <= this.#limit) break;
      bytes -= one.bytes;
      this.#mirrors.delete(name);
    }
    return index;
  }
}
