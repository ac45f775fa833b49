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
  readonly kind: "tool" | "resource" | "prompt" | "completion";
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

/** Records a call of what there is not. Its name is the caller's own text, so the log does not have it. */
export function recordUnknown(kind: Outcome["kind"], log: Log, report: Report): void {
  record({ kind, name: "(unknown)", outcome: "refused", duration: 0 }, log, report);
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
    const duration = Math.round((performance.now() - start) * 10) / 10;
    record({ kind, name, outcome, duration }, log, report);
  };
  try {
    const result = await call.run();
    tell("ok");
    return result;
  } catch (error) {
    tell(error instanceof UserError ? "refused" : "failed");
    if (error instanceof UserError) {
      log.getChild(kind).debug("{name} refused: {error}", { name, error: error.message });
      // With its stack, its causes and whatever else it carries.
    } else log.getChild(kind).error("{name} threw: {error}", { name, error: Deno.inspect(error) });
    throw error;
  }
}

function record(outcome: Outcome, log: Log, report: Report): void {
  const part = log.getChild(outcome.kind);
  const line = "{name} {outcome} in {duration} ms";
  if (outcome.outcome === "failed") part.error(line, { ...outcome });
  else part.info(line, { ...outcome });
  report(outcome);
}

function shown(error: unknown): { message: string; details: Answer } {
  return error instanceof UserError
    ? { message: error.message, details: error.details }
    : { message: INTERNAL, details: {} };
}
