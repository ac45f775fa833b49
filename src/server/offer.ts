/** @module */

import type { Tool, Toolset } from "../capability.ts";

/** What a deployment lets its clients do. */
export interface Allowed {
  /** The sets of tools that are offered. */
  readonly toolsets: readonly Toolset[];
  /** Whether only tools that change nothing are offered. */
  readonly readOnly: boolean;
}

/** The tools that are offered, and of each other one why it is not. */
export interface Offer {
  /** Those that are, in their order. */
  readonly tools: readonly Tool[];
  /** The reasons by the names of the others. */
  readonly withheld: ReadonlyMap<string, string>;
}

/** Chooses among the tools. */
export function offer(all: readonly Tool[], allowed: Allowed): Offer {
  const tools: Tool[] = [];
  const withheld = new Map<string, string>();
  for (const tool of all) {
    const reason = reasonAgainst(tool, allowed);
    if (reason === undefined) tools.push(tool);
    else withheld.set(tool.name, reason);
  }
  return { tools, withheld };
}

function reasonAgainst({ name, toolset, hints }: Tool, { toolsets, readOnly }: Allowed): string | undefined {
  if (readOnly && !hints.readOnlyHint) {
    return `Tool "${name}" changes tasks, but this server is read-only: start it without --read-only`;
  }
  if (!toolsets.includes(toolset)) {
    return `Tool "${name}" is not offered here: start the server with the toolset "${toolset}" in --toolsets`;
  }
  return undefined;
}
