/**
 * The one place where failures become answers, and where each call leaves its line in the log.
 *
 * A failure that a caller can cause is shown as it is. Anything else is a defect: it is logged whole, and the caller
 * learns no more than that it happened.
 *
 * @module
 */

import { type CallToolResult, ProtocolError, ProtocolErrorCode } from "@modelcontextprotocol/server";
import type { Answer, ToolAnswer } from "../capability.ts";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";

/** Said in place of a defect's own text. */
const INTERNAL = "Internal error: the server's log has the details";

/** How a call went: in the log, and in the notification to a client that asked for it. */
export interface Outcome {
  /** What was called. */
  readonly kind: "tool" | "resource" | "prompt";
  /** Its name or address. */
  readonly name: string;
  /** `refused` where the caller was told what is wrong; `failed` for a defect. */
  readonly outcome: "ok" | "refused" | "failed";
  /** In milliseconds. */
  readonly duration: number;
}

/** Told of each outcome. */
export type Report = (outcome: Outcome) => void;

/** What runs within the boundary. */
export interface Call<T> {
  /** What is called. */
  readonly kind: Outcome["kind"];
  /** Its name or address. */
  readonly name: string;
  /** Does it; may throw at once. */
  run(): Promise<T>;
}

/** A tool's answer, or its error as an answer: JSON with `failure`'s keys before `error`. */
export async function answerTool(
  call: Call<ToolAnswer>,
  failure: Answer,
  log: Log,
  report: Report,
): Promise<CallToolResult> {
  try {
    const { text, structured } = await observed(call, log, report);
    return { content: [{ type: "text", text }], structuredContent: { ...structured } };
  } catch (error) {
    const { message, details } = shown(error);
    const text = JSON.stringify({ ...failure, error: message, ...details });
    return { content: [{ type: "text", text }], isError: true };
  }
}

/** The result of reading a resource or getting a prompt, or its error as the protocol's own. */
export async function answerOrThrow<T>(call: Call<T>, log: Log, report: Report): Promise<T> {
  try {
    return await observed(call, log, report);
  } catch (error) {
    const { message, details } = shown(error);
    const code = error instanceof UserError
      ? ProtocolErrorCode.InvalidParams
      : ProtocolErrorCode.InternalError;
    throw new ProtocolError(code, message, Object.keys(details).length > 0 ? details : undefined);
  }
}

async function observed<T>(call: Call<T>, log: Log, report: Report): Promise<T> {
  const start = performance.now();
  const { kind, name } = call;
  const tell = (outcome: Outcome["outcome"]) => {
    const told = { kind, name, outcome, duration: Math.round((performance.now() - start) * 10) / 10 };
    const part = log.getChild(kind);
    if (outcome === "failed") part.error("{name} {outcome} in {duration} ms", told);
    else part.info("{name} {outcome} in {duration} ms", told);
    report(told);
  };
  try {
    const result = await call.run();
    tell("ok");
    return result;
  } catch (error) {
    tell(error instanceof UserError ? "refused" : "failed");
    if (error instanceof UserError) {
      log.getChild(kind).debug("{name} refused: {error}", { name, error: error.message });
    } else log.getChild(kind).error("{name} threw: {error}", { name, error: whole(error) });
    throw error;
  }
}

function shown(error: unknown): { message: string; details: Answer } {
  return error instanceof UserError
    ? { message: error.message, details: error.details }
    : { message: INTERNAL, details: {} };
}

function whole(error: unknown): string {
  return error instanceof Error ? error.stack ?? `${error.name}: ${error.message}` : String(error);
}
