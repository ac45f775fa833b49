/**
 * A client that does nothing but send and count, so that what is measured is the server. A host's client runs in a
 * process of its own.
 *
 * @module
 */

import { InMemoryTransport, type McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";

/** A connected bare client. */
export interface BareClient {
  /** Sends a request; resolves with the answer's message, whatever it says. */
  ask(method: string, params: Record<string, unknown>): Promise<unknown>;
  /** Hangs up. */
  close(): Promise<void>;
}

/** Connects a bare client to a server in this process, in the older era. */
export async function connectBare(factory: McpServerFactory): Promise<BareClient> {
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(factory, { transport: serverEnd });
  const waiting = new Map<unknown, (message: unknown) => void>();
  clientEnd.onmessage = (message) => {
    if (!("id" in message)) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  await clientEnd.start();
  let id = 0;
  const ask: BareClient["ask"] = (method, params) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(++id, resolve);
    clientEnd.send({ jsonrpc: "2.0", id, method, params }).catch(reject);
    return promise;
  };
  await ask("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "bare-client", version: "1.0.0" },
  });
  await clientEnd.send({ jsonrpc: "2.0", method: "notifications/initialized" });
  return { ask, close: () => handle.close() };
}
