/**
 * Clients of each kind with a name of their own, whose requests are on the wire in the order of the calls, and which
 * keep the log notifications that they get.
 *
 * @module
 */

import { LOG_LEVEL_META_KEY } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/types"
import { LoggingMessageNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { InMemoryTransport, type McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { type Era, newClient } from "./clients.ts";

/** The levels of the protocol that the tests ask for. */
export type AskedLevel = "debug" | "info" | "notice" | "warning" | "error" | "critical";

/** The requests that the tests make. */
export type Method = "tools/call" | "resources/read" | "prompts/get";

/** A notification, as far as the tests look into it. */
export interface Notice {
  /** Its level. */
  readonly level: string;
  /** The part of the server that it comes from. */
  readonly logger?: string | undefined;
  /** What it tells. */
  readonly data: unknown;
}

/** A connected client. */
export interface Caller {
  /** The log notifications so far, in order. */
  readonly notices: readonly Notice[];
  /** Asks for notices of a level and above, in the way of its era. */
  ask(level: AskedLevel): Promise<void>;
  /**
   * Makes a request. It is on the wire when this returns, which the SDK's own `callTool` is not: in the newer era that
   * looks into its cache first, so that a read that is sent behind it would overtake it.
   */
  send(method: Method, params: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /** Hangs up. */
  close(): Promise<void>;
}

type Client = Omit<Caller, "notices">;

const anything = z.looseObject({});

/** Connects a client of a name to a server of this factory. */
export async function callerTo(era: Era, factory: McpServerFactory, name = "test-client"): Promise<Caller> {
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(factory, { transport: serverEnd });
  const notices: Notice[] = [];
  const keep = (notice: Notice) => void notices.push(notice);
  const client = era === "v1 client"
    ? await oldClient(name, clientEnd, keep)
    : await currentClient(era, name, clientEnd, keep);
  return {
    ...client,
    notices,
    async close() {
      await client.close();
      await handle.close();
    },
  };
}

async function oldClient(
  name: string,
  transport: InMemoryTransport,
  keep: (notice: Notice) => void,
): Promise<Client> {
  const client = new OldClient({ name, version: "1.0.0" });
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => keep(params));
  await client.connect(transport);
  return {
    ask: async (level) => void await client.setLoggingLevel(level),
    send: (method, params) => client.request({ method, params }, anything),
    close: () => client.close(),
  };
}

async function currentClient(
  era: Era,
  name: string,
  transport: InMemoryTransport,
  keep: (notice: Notice) => void,
): Promise<Client> {
  const client = newClient(era, name);
  client.setNotificationHandler("notifications/message", ({ params }) => keep(params));
  await client.connect(transport);
  const newer = client.getProtocolEra() === "modern";
  let asked: AskedLevel | undefined;
  return {
    async ask(level) {
      if (newer) asked = level;
      else await client.setLoggingLevel(level);
    },
    send(method, params) {
      const meta = asked === undefined ? {} : { _meta: { [LOG_LEVEL_META_KEY]: asked } };
      return client.request({ method, params: { ...params, ...meta } }, anything);
    },
    close: () => client.close(),
  };
}
