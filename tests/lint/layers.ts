/**
 * The layers of the house and the rule that dependencies point one way.
 *
 * @module
 */

import { imports } from "./imports.ts";
import { type HouseRule, ships } from "./rule.ts";

/** Paths of one rank: a folder ends with `/`. Those that stand `apart` may not import each other. */
interface Rank {
  readonly paths: readonly string[];
  readonly apart?: true;
}

/** The ranks, lowest first: a file imports from its own and from lower ones. */
const RANKS: readonly Rank[] = [
  { paths: ["src/errors.ts"] },
  { paths: ["src/domain/"] },
  { paths: ["src/log.ts"] },
  { paths: ["src/storage/"] },
  { paths: ["src/capability.ts", "src/upstream.ts"] },
  { paths: ["src/tools/", "src/resources/", "src/prompts/"], apart: true },
  { paths: ["src/data_place.ts", "src/options.ts", "src/config.ts"] },
  { paths: ["src/server/"] },
  { paths: ["src/transport/"] },
  { paths: ["src/commands/"] },
  { paths: ["main.ts"] },
];

/** A layer is the entry of the table that holds a file, and its rank. */
interface Layer {
  readonly name: string;
  readonly rank: number;
  readonly apart: boolean;
}

/** The layer of a path from the root; undefined where the table has none for it. */
function layerOf(path: string): Layer | undefined {
  for (const [rank, { paths, apart = false }] of RANKS.entries()) {
    const name = paths.find((entry) => entry.endsWith("/") ? path.startsWith(entry) : path === entry);
    if (name !== undefined) return { name, rank, apart };
  }
  return undefined;
}

/** The path from the root that a relative specifier means in a file; undefined for one that is not relative. */
export function resolve(from: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(?:[/\\]|$)/.test(specifier)) return undefined;
  // A URL takes care of dots, backslashes, queries and escapes the way the runtime does.
  return decodeURIComponent(new URL(specifier, `file:///${from}`).pathname).slice(1);
}

/** What is wrong with an import, as a message that says what to do; undefined where nothing is. */
function complaint(path: string, layer: Layer, specifier: string | undefined): string | undefined {
  if (specifier === undefined) return "A computed import escapes the layers: write its path as a literal";
  if (/^(?:\/|file:)/.test(specifier)) return `Import "${specifier}" by a relative path`;
  const to = resolve(path, specifier);
  if (to === undefined) return undefined;
  if (/^(?:tests|scripts)\//.test(to)) {
    return `What ships imports nothing from ${to}: move what it needs to src/`;
  }
  const target = layerOf(to);
  if (!target || target.name === layer.name) return undefined;
  const what = `${layer.name} may not import ${target.name}`;
  if (target.rank > layer.rank) {
    return target.name === "src/config.ts"
      ? `${what}: only server, transport, commands and main.ts read settings; take the value as an argument`
      : `${what}, a higher layer: move what both need down, or take it as an argument`;
  }
  if (target.rank === layer.rank && layer.apart) {
    return `${what}, its equal: move what both need to src/capability.ts or src/domain/`;
  }
  return undefined;
}

/** `house/layers`: a file of `src/` imports from its own layer and lower ones, never from tests or scripts. */
export const layers: HouseRule = (path, context) => {
  if (!ships(path)) return {};
  const layer = layerOf(path);
  if (!layer) {
    const message =
      `${path} belongs to no layer: move it into one, or give it a rank in tests/lint/layers.ts`;
    return { Program: () => context.report({ range: [0, 0], message }) };
  }
  return imports((specifier, node) => {
    const message = complaint(path, layer, specifier);
    if (message !== undefined) context.report({ node, message });
  });
};
