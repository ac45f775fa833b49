/**
 * Asking the person in front of the client before a call goes on, where that client can ask.
 *
 * @module
 */

import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type InputRequiredResult,
  inputResponse,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { UserError } from "../errors.ts";
import { envelopeValue } from "./envelope.ts";

/** What the one question of a call is called. */
const KEY = "confirm";

/** Whether the client shows forms: newer ones say so with each request, older ones when they connect. */
export function canAsk(server: Server, context: ServerContext): boolean {
  const named = envelopeValue(context, CLIENT_CAPABILITIES_META_KEY) ?? server.getClientCapabilities();
  if (typeof named !== "object" || named === null || !("elicitation" in named)) return false;
  const { elicitation } = named;
  // A client that names no mode shows forms, as the revisions before modes had it.
  return typeof elicitation === "object" && elicitation !== null &&
    ("form" in elicitation || !("url" in elicitation));
}

/** A call that may need the person's consent. */
export interface Asked<T> {
  /** What to ask; undefined where there is no need. What it throws, the call itself answers. */
  question(): Promise<string | undefined>;
  /** Does it. */
  run(): Promise<T>;
  /** Makes the answer of it. */
  answer(run: () => Promise<T>): Promise<CallToolResult>;
}

/** Asks, then goes on; a person who declines makes it an error. */
export async function confirmed<T>(
  { question, run, answer }: Asked<T>,
  { mcpReq }: ServerContext,
): Promise<CallToolResult | InputRequiredResult> {
  const reply = inputResponse(mcpReq.inputResponses, KEY);
  if (reply.kind === "elicit") {
    if (reply.action === "accept") return await answer(run);
    const declined = new UserError("The person declined, so nothing was changed: ask what they want instead");
    return await answer(() => Promise.reject(declined));
  }
  const message = await question().catch(() => undefined);
  if (message === undefined) return await answer(run);
  const requestedSchema = { type: "object" as const, properties: {} };
  return inputRequired({ inputRequests: { [KEY]: inputRequired.elicit({ message, requestedSchema }) } });
}
