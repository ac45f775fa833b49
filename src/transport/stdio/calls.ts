/**
 * Which requests of the client wait for an answer.
 *
 * @module
 */

import type { RequestId } from "@modelcontextprotocol/server";

/** The ids that are in use: calls that are being served, and subscriptions that stay open by design. */
export class Calls {
  #running = new Set<RequestId>();
  #subscribed = new Set<RequestId>();

  /** How many calls are being served. Open subscriptions do not count: nothing waits for their end. */
  get size(): number {
    return this.#running.size;
  }

  /** The ids of the calls that are being served. */
  get ids(): RequestId[] {
    return [...this.#running];
  }

  /** Whether a new request may not bear this id. */
  has(id: RequestId): boolean {
    return this.#running.has(id) || this.#subscribed.has(id);
  }

  /** Notes a call that was handed to the SDK. */
  open(id: RequestId): void {
    this.#running.add(id);
  }

  /** Notes that the call was taken on as a subscription, which is answered only when it is closed. */
  subscribe(id: RequestId): void {
    if (this.#running.delete(id)) this.#subscribed.add(id);
  }

  /** Frees an id that was answered or cancelled. */
  settle(id: RequestId): void {
    this.#running.delete(id);
    this.#subscribed.delete(id);
  }
}
