/**
 * A server process that a test talks to by lines.
 *
 * @module
 */

/** How a process ended, and what it said. */
export interface Ended {
  /** Its exit status. */
  readonly code: number;
  /** The signal that ended it, or null. */
  readonly signal: Deno.Signal | null;
  /** All of its standard error. */
  readonly stderr: string;
  /** Its standard output, line by line. */
  readonly lines: readonly string[];
}

/** Starts a server, sends it all of `input`, closes its standard input and waits for its end. */
export async function runServer(
  args: readonly string[],
  input: string | Uint8Array<ArrayBuffer> = "",
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...options,
  }).spawn();
  const ended = child.output();
  await new Blob([input]).stream().pipeTo(child.stdin).catch(() => {
    // A server that refuses to start does not read its input.
  });
  const { code, signal, stdout, stderr } = await ended;
  const decoder = new TextDecoder();
  return {
    code,
    signal,
    stderr: decoder.decode(stderr),
    lines: decoder.decode(stdout).split("\n").filter((line) => line !== ""),
  };
}

/** A call of a tool as a line, in the older era, which needs no handshake here. */
export function callLine(
  id: number | string,
  name: string,
  args: Record<string, unknown> = {},
): string {
  return requestLine(id, "tools/call", { name, arguments: args });
}

/** A request as a line. */
export function requestLine(
  id: number | string,
  method: string,
  params: Record<string, unknown> = {},
): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, params }) + "\n";
}

/** The first line of an older client. */
export const HANDSHAKE = requestLine("handshake", "initialize", {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "test-client", version: "1.0.0" },
});
