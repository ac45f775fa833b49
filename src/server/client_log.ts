/**
 * Log notifications, to the clients that ask for them: older ones by `logging/setLevel`, the others by a level in
 * each request.
 *
 * @module
 */

import {
  LOG_LEVEL_META_KEY,
  type LoggingLevel,
  type Server,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { Outcome, Report } from "./boundary.ts";
import { envelopeValue } from "./envelope.ts";

/** The protocol's levels, least first. */
const LEVELS: readonly LoggingLevel[] = [
  "debug",
  "info",
  "notice",
  "warning",
  "error",
  "critical",
  "alert",
  "emergency",
];

/** The level of each outcome. */
const LEVEL_OF: Readonly<Record<Outcome["outcome"], LoggingLevel>> = {
  ok: "info",
  refused: "warning",
  failed: "error",
};

/** Makes a server remember what its client asks for. Returns what tells a call's outcome to that client. */
export function clientLog(server: Server): (context: ServerContext) => Report {
  let asked: LoggingLevel | undefined;
  server.setRequestHandler("logging/setLevel", ({ params }) => {
    asked = params.level;
    return {};
  });
  return (context) => ({ kind, name, outcome, duration }) => {
    const named = envelopeValue(context, LOG_LEVEL_META_KEY);
    const threshold = LEVELS.find((level) => level === named) ?? asked;
    const level = LEVEL_OF[outcome];
    if (threshold === undefined || LEVELS.indexOf(level) < LEVELS.indexOf(threshold)) return;
    const params = { level, logger: `tasktracker.${kind}`, data: { name, outcome, duration } };
    // A client that is gone, or that ended its request, needs no log of it.
    context.mcpReq.notify({ method: "notifications/message", params }).catch(() => {});
  };
}
