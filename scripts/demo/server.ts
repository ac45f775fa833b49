/**
 * The server that the demo talks to: a process, and a client connected to it by the SDK's own transport.
 *
 * @module
 */

import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

/** The milliseconds that one answer may take; the joke's upstream alone may take five seconds. */
const TIMEOUT = 20_000;

/** The milliseconds to wait for the end of the log; where no process could be started, it has none. */
const PATIENCE = 1_000;

/**
 * What the server's process needs besides the transport's own list: where Deno keeps its packages, and how to reach
 * the web. None of it is a setting of TaskTracker's.
 */
const INHERITED = [
  ...["DENO_DIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "NPM_CONFIG_REGISTRY"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"],
  ...["DENO_CERT", "DENO_TLS_CA_STORE", "SSL_CERT_DIR", "SSL_CERT_FILE"],
];

/**
 * The SDK's transport under a name of our own: with the base class, the client first asks a second process which
 * protocol it speaks, and throws away what that one says on standard error.
 */
class ProcessTransport extends StdioClientTransport {}

/** The file of the throw-away list, in the folder made for it. */
const DATABASE = "tasks.db";

/** A server's process and the client that is connected to it. */
export interface Server {
  /** Its command, for people. */
  readonly shown: string;
  /** Connects; resolves once the server has answered. */
  connect(): Promise<void>;
  /** The client. */
  readonly client: Client;
  /** What the process wrote to standard error so far. */
  readonly stderr: string;
  /** What came that the client could make no sense of. The SDK's transport drops lines that are no JSON unseen. */
  readonly faults: readonly string[];
  /** Ends the process, waits for the rest of its log, and removes the throw-away list. */
  close(): Promise<void>;
}

/** What the demo's own command line says. */
export interface DemoCommand {
  /** Whether help is asked for. */
  readonly help?: boolean;
  /** The server's command, where it is not the one of this clone. */
  readonly command?: readonly string[];
  /** What is wrong with it. */
  readonly problem?: string;
}

/** Reads the demo's command line: all that follows `--server` is the server's. */
export function readCommand([first, ...rest]: readonly string[]): DemoCommand {
  if (first === undefined) return {};
  if (first === "--help" || first === "-h") return { help: true };
  if (first !== "--server") return { problem: `Unknown flag "${first}": did you mean --server?` };
  return rest.length > 0 ? { command: rest } : { problem: "Flag --server needs a command" };
}

/** Prepares a server: that of the command, or that of this clone on a throw-away list. */
export function startServer(command?: readonly string[]): Server {
  const folder = command ? undefined : Deno.makeTempDirSync({ prefix: "tasktracker-demo-" });
  const [program = "", ...args] = command ?? cloneCommand();
  const env = Object.fromEntries(INHERITED.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
  const transport = new ProcessTransport({
    command: program,
    args,
    env,
    stderr: "pipe",
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  const client = new Client(
    { name: "tasktracker-demo", version: "1.0.0" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const decoder = new TextDecoder();
  let stderr = "";
  const faults: string[] = [];
  transport.stderr?.on("data", (chunk: Uint8Array) => stderr += decoder.decode(chunk, { stream: true }));
  const patience = new AbortController();
  const logEnd = transport.stderr
    ? once(transport.stderr, "end", { signal: patience.signal }).catch(() => {})
    : undefined;
  client.onerror = (error) => faults.push(error.message);
  return {
    shown: [program, ...args].join(" "),
    client,
    faults,
    get stderr() {
      return stderr;
    },
    connect: () => client.connect(transport, { timeout: TIMEOUT }),
    async close() {
      await client.close();
      const timer = setTimeout(() => patience.abort(), PATIENCE);
      await logEnd;
      clearTimeout(timer);
      if (folder !== undefined) await Deno.remove(folder, { recursive: true }).catch(() => {});
    },
  };
}

/**
 * How a host starts the server of this clone, but with its tasks in the folder it is started in. The path is a
 * relative one: a permission flag cannot name a path with a comma.
 */
function cloneCommand(): string[] {
  const main = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "main.ts");
  const rights = [`--allow-read=${DATABASE}`, `--allow-write=${DATABASE}`];
  return [Deno.execPath(), "run", "-q", "-P=stdio", ...rights, "--no-prompt", main, "--db", DATABASE];
}
