/**
 * What the tests of the house's lint rules share.
 *
 * @module
 */

import { housePlugin } from "./plugin.ts";

/** What one rule says of a source at a path from the root, in a project at `root`. */
export function complaints(rule: string, path: string, source: string, root = "/srv/clone"): string[] {
  const separator = root.includes("\\") ? "\\" : "/";
  const filename = [root, ...path.split("/")].join(separator);
  return Deno.lint.runPlugin(housePlugin(root), filename, source)
    .filter(({ id }) => id === `house/${rule}`)
    .map(({ message }) => message);
}

/** How often one rule complains of each source, in the order of the sources. */
export function counts(rule: string, path: string, sources: readonly string[]): number[] {
  return sources.map((source) => complaints(rule, path, source).length);
}

/** As many equal counts as there are sources. */
export function each(count: number, sources: readonly string[]): number[] {
  return sources.map(() => count);
}
