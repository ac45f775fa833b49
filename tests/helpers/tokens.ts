/**
 * What texts cost a model, for the tests of the listings and for README's figures.
 *
 * @module
 */

import { countTokens as count } from "gpt-tokenizer/encoding/o200k_base";

/** What a host shows its model of a tool. */
export interface ShownTool {
  /** The name. */
  readonly name: string;
  /** The description. */
  readonly description?: string | undefined;
  /** The arguments. */
  readonly inputSchema: unknown;
}

/** How many tokens of o200k a text has. What looks like a control token in it is text like any other. */
export function countTokens(text: string): number {
  return count(text, { disallowedSpecial: new Set() });
}

/** A tool as hosts show it: compact JSON of its name, description and input schema. */
export function shownText({ name, description, inputSchema }: ShownTool): string {
  return JSON.stringify({ name, description, inputSchema });
}
