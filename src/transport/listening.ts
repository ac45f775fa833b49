/**
 * Watches what a client listens to. The SDK serves `subscriptions/listen` at the connection and tells nobody of it, so
 * this looks at what goes by: an acknowledgement begins it, a cancellation or the closing answer ends it.
 *
 * @module
 */

import type { JSONRPCMessage, RequestId, Transport } from "@modelcontextprotocol/server";

const SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";

/** A transport that passes everything on and tells, at each change, all addresses that the client listens to. */
export class ListeningTransport implements Transport {
  /** Set by the SDK: hears each message. */
  onmessage?: Transport["onmessage"];
  /** Set by the SDK: hears that the connection is closed. */
  onclose?: Transport["onclose"];
  /** Set by the SDK: hears what went wrong apart from any message. */
  onerror?: Transport["onerror"];

  #inner: Transport;
  #tell: (uris: Iterable<string>) => void;
  #listens = new Map<RequestId, readonly string[]>();

  /** Takes the transport, and who is told. */
  constructor(inner: Transport, tell: (uris: Iterable<string>) => void) {
    this.#inner = inner;
    this.#tell = tell;
  }

  /** Starts the transport. */
  start(): Promise<void> {
    this.#inner.onmessage = (message, extra) => {
      this.#received(message);
      this.onmessage?.(message, extra);
    };
    this.#inner.onclose = () => {
      this.#listens.clear();
      this.#tell([]);
      this.onclose?.();
    };
    this.#inner.onerror = (error) => this.onerror?.(error);
    return this.#inner.start();
  }

  /** Sends a message. */
  send(...args: Parameters<Transport["send"]>): Promise<void> {
    this.#sent(args[0]);
    return this.#inner.send(...args);
  }

  /** Closes the transport. */
  close(): Promise<void> {
    return this.#inner.close();
  }

  #received(message: JSONRPCMessage): void {
    if (!("method" in message) || message.method !== "notifications/cancelled") return;
    const id = message.params?.["requestId"];
    if (typeof id === "string" || typeof id === "number") this.#ended(id);
  }

  #sent(message: JSONRPCMessage): void {
    if ("method" in message) {
      if (message.method === "notifications/subscriptions/acknowledged") this.#began(message.params);
    } else if (message.id !== undefined) this.#ended(message.id);
  }

  #began(params: Readonly<Record<string, unknown>> | undefined): void {
    const id = valueAt(params, "_meta", SUBSCRIPTION_ID);
    const uris = valueAt(params, "notifications", "resourceSubscriptions");
    if (typeof id !== "string" && typeof id !== "number") return;
    this.#listens.set(id, Array.isArray(uris) ? uris.filter((uri) => typeof uri === "string") : []);
    this.#changed();
  }

  #ended(id: RequestId): void {
    if (this.#listens.delete(id)) this.#changed();
  }

  #changed(): void {
    this.#tell([...this.#listens.values()].flat());
  }
}

function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === "object" && at !== null
        ? new Map<string, unknown>(Object.entries(at)).get(name)
        : undefined,
    value,
  );
}
