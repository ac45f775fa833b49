/**
 * Serves one client over standard input and output until it leaves or a signal comes.
 *
 * @module
 */

import type { McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../../log.ts";
import type { Ending, Limits } from "./limits.ts";
import { ListeningTransport } from "../listening.ts";
import { StdioTransport } from "./transport.ts";
import type { Output } from "./writer.ts";

/** What {@linkcode serveOverStdio} takes besides the server. All but the log has a default: this process. */
export interface ServeOptions {
  /** Hears of refused lines and of the connection's end. */
  log: Log;
  /** Where messages come from. @default Deno.stdin.readable */
  input?: ReadableStream<Uint8Array>;
  /** Where messages go to. @default Deno.stdout */
  output?: Output;
  /** The operating system, which decides the signals. @default Deno.build.os */
  os?: typeof Deno.build.os;
  /** Who tells of signals. @default Deno */
  signals?: Pick<typeof Deno, "addSignalListener" | "removeSignalListener">;
  /** Other bounds than the usual ones. */
  limits?: Partial<Limits>;
  /** Told, at each change, the addresses of all resources that the client listens to. */
  onListen?: (uris: Iterable<string>) => void;
}

/** The signals that end the server on an operating system. */
export function signalsOf(os: typeof Deno.build.os): Deno.Signal[] {
  return os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT", "SIGTERM"];
}

/**
 * Serves until the input ends, a signal comes or nobody reads the output, and resolves with which of these it was:
 * calls in flight are answered first (up to 2 s), and the output is out. A second signal resolves at once. Never
 * rejects; the caller then closes its store and exits.
 */
export async function serveOverStdio(factory: McpServerFactory, options: ServeOptions): Promise<Ending> {
  const { log, os = Deno.build.os, signals = Deno, limits = {} } = options;
  const { onListen = () => {} } = options;
  const { input = Deno.stdin.readable, output = Deno.stdout } = options;
  const transport = new StdioTransport({ input, output, log, limits });
  const listeners = signalsOf(os).map((signal) => ({ signal, listener: () => transport.stop(signal) }));
  for (const { signal, listener } of listeners) signals.addSignalListener(signal, listener);
  try {
    const handle = serveStdio(factory, {
      transport: new ListeningTransport(transport, onListen),
      onerror: (error) => log.warn("The connection has a fault: {error}", { error: String(error) }),
    });
    const ending = await transport.ended;
    log.info("The connection ends: {reason}", { reason: ending });
    void handle.close();
    return await transport.finished;
  } finally {
    for (const { signal, listener } of listeners) signals.removeSignalListener(signal, listener);
  }
}
