/**
 * MCP over standard input and output.
 *
 * @module
 */

export type { Ending, Limits } from "./limits.ts";
export { type ServeOptions, serveOverStdio, signalsOf } from "./serve.ts";
export { StdioTransport, type StdioTransportOptions } from "./transport.ts";
export type { Output } from "./writer.ts";
