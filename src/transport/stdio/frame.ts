/**
 * Says what a line of input is: a message for the SDK, or a refusal with its reply.
 *
 * The SDK drops what it cannot place without a word, so everything is judged here first, by the SDK's own guards.
 *
 * @module
 */

import {
  isJSONRPCErrorResponse,
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCErrorResponse,
  type JSONRPCNotification,
  type JSONRPCRequest,
  type JSONRPCResponse,
  type RequestId,
  SUBSCRIPTION_ID_META_KEY,
} from "@modelcontextprotocol/server";

/** JSON-RPC: the line is no JSON. */
const PARSE_ERROR = -32700;
/** JSON-RPC: the line is JSON, but no message that can be served. */
const INVALID_REQUEST = -32600;
/** JSON-RPC: the call failed in a way that is no fault of the caller. */
const INTERNAL_ERROR = -32603;

/** What a line is. A refusal is answered with `reply` and never reaches the SDK; a blank line is nothing. */
export type Frame =
  | { kind: "blank" }
  | { kind: "request"; message: JSONRPCRequest }
  | { kind: "notification"; message: JSONRPCNotification }
  | { kind: "response"; message: JSONRPCResponse }
  | { kind: "refused"; reply: JSONRPCErrorResponse };

const ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** An error answer. Without a usable id it has no `id` member at all. */
function errorReply(code: number, message: string, id?: RequestId): JSONRPCErrorResponse {
  return { jsonrpc: "2.0", ...(id !== undefined && { id }), error: { code, message } };
}

/** The answer to a call that failed through no fault of its own. */
export function internalError(id?: RequestId): JSONRPCErrorResponse {
  return errorReply(INTERNAL_ERROR, "Internal error", id);
}

/** The answer to a call that the end of the connection overtook. It may have taken effect all the same. */
export function unfinished(id: RequestId): JSONRPCErrorResponse {
  return errorReply(INTERNAL_ERROR, "Server stopped before the call was done, its outcome is unknown", id);
}

/** The answer to a second request with the id of one that is not answered yet. */
export function inUse(id: RequestId): JSONRPCErrorResponse {
  return errorReply(INVALID_REQUEST, "Request id is already in use", id);
}

/** The refusal of a line over the limit, in bytes. Its id was never read. */
export function tooLong(limit: number): Frame {
  return refused(INVALID_REQUEST, `Message is longer than ${limit} bytes`);
}

/** Whether an answer can be addressed to this value: a string or a safe integer. */
export function isUsableId(value: unknown): value is RequestId {
  return typeof value === "string" || Number.isSafeInteger(value);
}

/** Judges a line, given as bytes without their newline. Never throws. A byte order mark is passed over. */
export function readFrame(line: Uint8Array): Frame {
  let text: string;
  try {
    text = utf8.decode(line);
  } catch {
    return refused(PARSE_ERROR, "Message is not valid UTF-8");
  }
  if (text.trim() === "") return { kind: "blank" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(PARSE_ERROR, "Message is not valid JSON");
  }
  return classify(value);
}

/** Judges a parsed line. */
export function classify(value: unknown): Frame {
  if (Array.isArray(value)) {
    return refused(INVALID_REQUEST, "Batches are not supported, send one message a line");
  }
  if (!isObject(value)) return refused(INVALID_REQUEST, "Message is not an object");
  if (!Object.hasOwn(value, "method") && (Object.hasOwn(value, "result") || Object.hasOwn(value, "error"))) {
    return response(value);
  }
  if (Object.hasOwn(value, "id")) {
    if (!isUsableId(value["id"])) {
      return refused(INVALID_REQUEST, "Request id must be a string or an integer");
    }
    if (isJSONRPCRequest(value)) return { kind: "request", message: value };
    return refused(INVALID_REQUEST, fault(value), value["id"]);
  }
  if (isJSONRPCNotification(value)) return { kind: "notification", message: value };
  return refused(INVALID_REQUEST, fault(value));
}

/** The id of the call that a message takes back, if that is what it does and the SDK will see it so. */
export function cancelledId(message: JSONRPCNotification): RequestId | undefined {
  if (message.method !== "notifications/cancelled") return undefined;
  const { requestId, reason } = message.params ?? {};
  return isUsableId(requestId) && (reason === undefined || typeof reason === "string")
    ? requestId
    : undefined;
}

/** The id of the subscription that a message of ours says is open now, if that is what it says. */
export function acknowledgedId(message: JSONRPCNotification): RequestId | undefined {
  if (message.method !== ACKNOWLEDGED) return undefined;
  const id = message.params?._meta?.[SUBSCRIPTION_ID_META_KEY];
  return isUsableId(id) ? id : undefined;
}

/**
 * A malformed response is answered without its id: that id is of our numbering, and an answer that bears it would
 * end a call of the client's that happens to have the same one. The usual error with `id: null` is no fault.
 */
function response(value: Record<string, unknown>): Frame {
  if (isJSONRPCResultResponse(value) || isJSONRPCErrorResponse(value)) {
    return { kind: "response", message: value };
  }
  if (value["id"] === null) {
    const { id: _, ...rest } = value;
    if (isJSONRPCErrorResponse(rest)) return { kind: "response", message: rest };
  }
  return refused(INVALID_REQUEST, "Response is malformed");
}

/** Why the SDK's guard did not take the message, in words for whoever writes the client. */
function fault(value: Record<string, unknown>): string {
  if (value["jsonrpc"] !== "2.0") return 'Message must have "jsonrpc": "2.0"';
  if (typeof value["method"] !== "string") return "Method must be a string";
  if (Object.hasOwn(value, "params") && !isObject(value["params"])) return "Params must be an object";
  return "Message has an unknown member or a malformed _meta";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(code: number, message: string, id?: RequestId): Frame {
  return { kind: "refused", reply: errorReply(code, message, id) };
}
