/**
 * A test body for each kind of client, on a store of its own with a clock that the test sets.
 *
 * @module
 */

import type { Capabilities, Services } from "../../src/server/services.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { connect, type Era, ERAS, type Peer } from "./clients.ts";

/** The instant at which each test begins: 2026-11-22T10:00:00.000Z. */
export const START = Date.UTC(2026, 10, 22, 10);

/** What a test body works with. */
export interface Stage {
  /** The kind of its client. */
  readonly era: Era;
  /** The client. */
  readonly peer: Peer;
  /** Lets so many milliseconds pass for the store and the server. */
  wait(milliseconds: number): void;
}

/** Services and capabilities other than the usual ones. */
export interface Setting extends Partial<Omit<Services, "store">> {
  /** Other capabilities. */
  readonly capabilities?: Partial<Capabilities>;
}

/** Runs a body once for each kind of client, as tests that carry its name. */
export function eachEra(
  name: string,
  body: (stage: Stage) => void | Promise<void>,
  { capabilities = {}, ...services }: Setting = {},
): void {
  for (const era of ERAS) {
    Deno.test(`${name} (${era})`, async () => {
      let now = START;
      const store = await openStore({ path: ":memory:", now: () => now });
      const peer = await connect(era, { now: () => now, ...services, store }, capabilities);
      try {
        await body({ era, peer, wait: (milliseconds) => void (now += milliseconds) });
      } finally {
        await peer.close();
        await store.close();
      }
    });
  }
}

/** The failure of a request, as a client of any kind sees it: the v1 client puts the code before the message. */
export async function refusal(request: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await request.then(
    (answer) => new Error(`A refusal was expected, not ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !("code" in error)) throw error;
  return { code: error.code, message: error.message.replace(/^MCP error -\d+: /, "") };
}
