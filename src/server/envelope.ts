/** @module */

import type { ServerContext } from "@modelcontextprotocol/server";

/** A value of the metadata that newer clients send with each request; undefined where there is none. */
export function envelopeValue({ mcpReq }: ServerContext, key: string): unknown {
  return new Map<string, unknown>(Object.entries(mcpReq.envelope ?? {})).get(key);
}
