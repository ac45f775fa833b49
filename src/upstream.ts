/**
 * A bounded GET of JSON from one web host: so many seconds, so many bytes, one address.
 *
 * What goes wrong is said in words of our own. No error here carries a cause: a parser's message quotes the body,
 * and a certificate's names are the other side's text too.
 *
 * @module
 */

import type { Context } from "./capability.ts";
import { UserError } from "./errors.ts";

/** Who is asked, and where a person can change that. */
export interface Upstream {
  /** The address, asked as it is; no redirect leads to another one. */
  readonly url: string;
  /** The environment variable that holds the address, for error texts. */
  readonly variable: string;
}

/** The milliseconds that the whole exchange may take: to connect, to get headers, to read the body. */
const DEADLINE = 5_000;

/** The most bytes of a body, counted after decompression. */
const LIMIT = 65_536;

/** A failure with a fixed word for the log. */
class Fault extends UserError {
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What Deno's own message on a failed connection holds, and what we say instead. */
const BROKEN: readonly (readonly [RegExp, string, string])[] = [
  [/dns error/, "name not found", "its name was not found"],
  [/peer certificate/, "bad certificate", "its certificate is not trusted"],
  [/client error \(Connect\)/, "no connection", "no connection could be made"],
];

/** The fault that stands for what fetch threw. */
function brokenFault(error: unknown, host: string, variable: string): Fault {
  if (error instanceof Deno.errors.NotCapable) {
    return new Fault("no permission", `This server may not ask ${host}: restart it with --allow-net=${host}`);
  }
  const message = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  const known = BROKEN.find(([pattern]) => pattern.test(message));
  const [, kind, what] = known ?? ["", "broken off", "it broke off or was garbled"];
  return new Fault(
    kind,
    `No answer from ${host} because ${what}: check the network, or the address in ${variable}, and try again`,
  );
}

/** The fault of a response that is no success; undefined where it is one. */
function statusFault({ status, type, ok }: Response, host: string, variable: string): Fault | undefined {
  if (ok) return undefined;
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) {
    const advice = `set ${variable} to an address that answers itself`;
    return new Fault("redirect", `${host} answered with a redirect, which is not followed: ${advice}`);
  }
  const passes = status >= 500 || [408, 425, 429].includes(status);
  const advice = passes ? "try again later" : `check the address in ${variable}`;
  return new Fault(`status ${status}`, `${host} answered with status ${status}: ${advice}`);
}

/** A body as bytes. Leaving the loop early cancels the rest of it. */
async function bounded(body: AsyncIterable<Uint8Array>, fault: () => Fault): Promise<Uint8Array> {
  const bytes = new Uint8Array(LIMIT);
  let size = 0;
  for await (const chunk of body) {
    if (size + chunk.length > LIMIT) throw fault();
    bytes.set(chunk, size);
    size += chunk.length;
  }
  return bytes.subarray(0, size);
}

/** The address as a URL of the web; Deno's fetch would read `file:` and `data:` as well. */
function webAddress({ url, variable }: Upstream): URL {
  const address = URL.parse(url);
  if (address?.protocol === "https:" || address?.protocol === "http:") return address;
  // The value is not repeated: it may hold a password, and the caller need not be who set it.
  throw new UserError(`The address to ask is no http or https URL: correct ${variable}`);
}

/**
 * Asks for JSON, once, and logs one line about it.
 *
 * @throws {UserError} whatever goes wrong, after 5 s at the latest; its text repeats nothing that came back.
 */
export async function getJson(
  upstream: Upstream,
  { fetch: send, log, signal }: Pick<Context, "fetch" | "log" | "signal">,
): Promise<unknown> {
  const address = webAddress(upstream);
  const { host } = address;
  const { variable } = upstream;
  const cancelled = () => new Fault("cancelled", `The request to ${host} was cancelled`);
  if (signal.aborted) throw cancelled();

  const started = performance.now();
  const said = (outcome: string) =>
    log.getChild("upstream").info("GET {host}: {outcome} in {duration} ms", {
      host,
      outcome,
      duration: Math.round(performance.now() - started),
    });
  const ending = new AbortController();
  const late = new Fault(
    "timeout",
    `No whole answer from ${host} within ${DEADLINE / 1000} s: try again later`,
  );
  const timer = setTimeout(() => ending.abort(late), DEADLINE);
  const cancel = () => ending.abort(cancelled());
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const response = await send(address, {
      // No accept-encoding: with one of our own, Deno hands out compressed bodies as they are, so a host that
      // compresses all the same could not be read. Left to Deno, a body is inflated 4 KiB at a time as it is read.
      headers: { accept: "application/json" },
      redirect: "manual",
      signal: ending.signal,
    });
    const refused = statusFault(response, host, variable);
    if (refused) throw refused;
    const bytes = await bounded(
      response.body ?? ReadableStream.from([]),
      () =>
        new Fault(
          "too large",
          `${host} sent more than ${
            LIMIT / 1024
          } KiB, so its answer was dropped: check the address in ${variable}`,
        ),
    );
    const value = parsed(bytes, host, variable);
    said(`status ${response.status}`);
    return value;
  } catch (error) {
    const thrown: unknown = ending.signal.aborted ? ending.signal.reason : error;
    const fault = thrown instanceof Fault ? thrown : brokenFault(thrown, host, variable);
    said(fault.kind);
    throw fault;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
    // Closes whatever is still open, such as the body of a refusal; after a whole answer there is nothing left.
    ending.abort();
  }
}

/** The JSON in bytes. */
function parsed(bytes: Uint8Array, host: string, variable: string): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch {
    throw new Fault(
      "no JSON",
      `${host} sent no JSON, perhaps it is a network's sign-in page: check the address in ${variable}`,
    );
  }
}
