/**
 * The house's own lint rules. `deno lint` finds them by `lint.plugins` in deno.json.
 *
 * @module
 */

import { documented } from "./documented.ts";
import { fileLength, noDoubt } from "./form.ts";
import { kv, stdout } from "./globals.ts";
import { noJsr, sdkServer } from "./imports.ts";
import { layers } from "./layers.ts";
import { pureDomain } from "./pure_domain.ts";
import { type HouseRule, pathFromRoot } from "./rule.ts";

/** The rules by their names; a diagnostic shows `house/` before one. */
const RULES: Readonly<Record<string, HouseRule>> = {
  documented,
  "file-length": fileLength,
  kv,
  layers,
  "no-doubt": noDoubt,
  "no-jsr": noJsr,
  "pure-domain": pureDomain,
  "sdk-server": sdkServer,
  stdout,
};

/** The plugin for a project at `root`, a path. A file outside of it is none of the house's business. */
export function housePlugin(root: string): Deno.lint.Plugin {
  const rules = Object.entries(RULES).map(([name, rule]): [string, Deno.lint.Rule] => [name, {
    create(context) {
      const path = pathFromRoot(root, context.filename);
      return path === undefined ? {} : rule(path, context);
    },
  }]);
  return { name: "house", rules: Object.fromEntries(rules) };
}

/** The plugin for this project. */
export default housePlugin(decodeURIComponent(new URL("../../", import.meta.url).pathname));
