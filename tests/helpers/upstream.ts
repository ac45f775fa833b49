/**
 * A web host that misbehaves: plain TCP on 127.0.0.1, so that a script decides every byte and every pause.
 *
 * @module
 */

import { constants, deflateRawSync } from "node:zlib";

const encoder = new TextEncoder();

/** One connection, once its request's head has been read. */
export interface Peer {
  /** The path that was asked for. */
  readonly path: string;
  /** The request's head, as it came. */
  readonly head: string;
  /** Sends text or bytes, all of them; throws once the client has hung up. */
  send(data: string | Uint8Array): Promise<void>;
  /** Resolves once the client has hung up. */
  hungUp(): Promise<void>;
}

/** What is done with a connection. It is closed afterwards. */
export type Script = (peer: Peer) => Promise<void>;

/** How an upstream may be unusual. */
export interface UpstreamOptions {
  /** Close with the request unread, so that the system sends a reset. */
  readonly reset?: boolean;
}

/** A server on a port of its own. */
export class Upstream implements AsyncDisposable {
  /** Its address. */
  readonly url: string;
  /** How many connections came. */
  connections = 0;
  /** The heads of the requests that came. */
  readonly heads: string[] = [];
  #listener: Deno.TcpListener;
  #open = new Set<Deno.TcpConn>();
  #accepting: Promise<void>;
  #running: Promise<void>[] = [];

  /** Listens at once. */
  constructor(script: Script, { reset = false }: UpstreamOptions = {}) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `http://127.0.0.1:${this.#listener.addr.port}/random_joke`;
    this.#accepting = this.#accept(script, reset);
  }

  /** Hangs up on everybody and waits for the scripts to end. */
  async close(): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) connection.close();
    this.#open.clear();
    await this.#accepting;
    await Promise.all(this.#running);
  }

  /** Resolves once every script has ended by itself, or because its client hung up; rejects after 2 s. */
  async quiet(): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error("A client left its connection open")), 2_000);
    try {
      await Promise.race([Promise.all(this.#running), promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Same as {@linkcode close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #accept(script: Script, reset: boolean): Promise<void> {
    for await (const connection of this.#listener) {
      this.connections++;
      this.#open.add(connection);
      this.#running.push(this.#serve(connection, script, reset));
    }
  }

  async #serve(connection: Deno.TcpConn, script: Script, reset: boolean): Promise<void> {
    try {
      if (reset) {
        await connection.read(new Uint8Array(1));
        return;
      }
      const head = await readHead(connection);
      this.heads.push(head);
      await script({
        path: head.split(" ")[1] ?? "",
        head,
        send: async (data) => {
          const bytes = typeof data === "string" ? encoder.encode(data) : data;
          for (let at = 0; at < bytes.length;) {
            at += await connection.write(bytes.subarray(at));
          }
        },
        hungUp: async () => {
          const buffer = new Uint8Array(1024);
          while (await connection.read(buffer) !== null);
        },
      });
    } catch (error) {
      if (!isHangUp(error)) throw error;
    } finally {
      if (this.#open.delete(connection)) connection.close();
    }
  }
}

/** Whether an error only means that one side has closed the connection, as clients of this server are meant to. */
function isHangUp(error: unknown): boolean {
  const { BadResource, BrokenPipe, ConnectionReset, Interrupted } = Deno.errors;
  return [BadResource, BrokenPipe, ConnectionReset, Interrupted].some((kind) => error instanceof kind);
}

async function readHead(connection: Deno.TcpConn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  let head = "";
  while (!head.includes("\r\n\r\n")) {
    const count = await connection.read(buffer);
    if (count === null) break;
    head += decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  return head;
}

/** What an answer may set besides its body. */
export interface AnswerOptions {
  /** The status and the reason phrase. */
  readonly status?: string;
  /** Header lines, without content-length. */
  readonly headers?: readonly string[];
  /** A content-length other than the body's; none where it is `null`, so that the body ends with the connection. */
  readonly length?: number | null;
}

/** A script that answers once with a body. */
export function answer(body: string | Uint8Array, options: AnswerOptions = {}): Script {
  return async ({ send }) => {
    const bytes = typeof body === "string" ? encoder.encode(body) : body;
    await send(head({ length: bytes.length, ...options }));
    await send(bytes);
  };
}

/** A script that sends something and then nothing more, until the client hangs up. */
export function hang(start = ""): Script {
  return async ({ send, hungUp }) => {
    await send(start);
    await hungUp();
  };
}

/** A script that sends something, and then the same few bytes every 100 ms until the client hangs up. */
export function drip(start: string | Uint8Array, drop: string | Uint8Array = "x"): Script {
  return async ({ send }) => {
    await send(start);
    for (;;) {
      await send(drop);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
}

/** The head of an answer. */
export function head({ status = "200 OK", headers = [], length = null }: AnswerOptions = {}): string {
  const lines = length === null ? headers : [...headers, `content-length: ${length}`];
  return [`HTTP/1.1 ${status}`, ...lines, "", ""].join("\r\n");
}

/** Gzip of so many MiB of zeros, a MiB at a time and some 1 KiB each; its end never comes. */
export function* gzipBomb(mebibytes: number): Generator<Uint8Array> {
  yield new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  // A full flush ends on a byte and refers to nothing before it, so that the same piece may follow itself.
  const piece = deflateRawSync(new Uint8Array(1_048_576), { finishFlush: constants.Z_FULL_FLUSH });
  for (let count = 0; count < mebibytes; count++) yield piece;
}
