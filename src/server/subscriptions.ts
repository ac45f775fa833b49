/**
 * Tells a client when a resource that it subscribed to has changed, whichever process changed it.
 *
 * Older clients subscribe by requests to the server; newer ones listen at the connection, which the SDK serves before
 * any server is asked: the transport tells what they listen to.
 *
 * @module
 */

import type { Server } from "@modelcontextprotocol/server";
import { touchedUris, uriKey } from "../domain/touched.ts";
import type { Touch } from "../domain/touched.ts";
import type { Log } from "../log.ts";
import type { TaskStore } from "../storage/store.ts";

/** The most addresses that one connection may subscribe to. */
const LIMIT = 1_000;

/** What one connection wants to hear of. Nothing is read while that is nothing. */
export class Subscriptions {
  #store: TaskStore;
  #space: string;
  #log: Log;
  #server: Server | undefined;
  #subscribed = new Set<string>();
  #listened = new Set<string>();
  #end: (() => void) | undefined;

  /** Starts with nothing. */
  constructor(store: TaskStore, space: string, log: Log) {
    this.#store = store;
    this.#space = space;
    this.#log = log;
  }

  /** Takes the subscriptions of a server's client, and tells it through that server. */
  bind(server: Server): void {
    this.#server = server;
    server.setRequestHandler("resources/subscribe", ({ params }) => {
      if (this.#subscribed.size < LIMIT) this.#subscribed.add(params.uri);
      this.#update();
      return {};
    });
    server.setRequestHandler("resources/unsubscribe", ({ params }) => {
      this.#subscribed.delete(params.uri);
      this.#update();
      return {};
    });
  }

  /** Takes what the connection listens to now. */
  listen(uris: Iterable<string>): void {
    this.#listened = new Set(uris);
    this.#update();
  }

  /** Wants nothing any more. */
  close(): void {
    this.#subscribed.clear();
    this.#listened.clear();
    this.#update();
  }

  #update(): void {
    const wanted = this.#subscribed.size + this.#listened.size > 0;
    if (wanted) {
      this.#end ??= this.#store.follow(this.#space, (touches) => this.#tell(touches));
      return;
    }
    this.#end?.();
    this.#end = undefined;
  }

  #tell(touches: readonly Touch[]): void {
    const touched = new Set(touches.flatMap(touchedUris).map(uriKey));
    // The client's own spelling is what it knows the resource by.
    for (const uri of new Set([...this.#subscribed, ...this.#listened])) {
      if (!touched.has(uriKey(uri))) continue;
      this.#server?.sendResourceUpdated({ uri }).catch((error: unknown) => {
        this.#log.debug("A notification was not sent: {error}", { error: String(error) });
      });
    }
  }
}
