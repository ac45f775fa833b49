/**
 * Where a file imports, in whatever form, and the rules on where imports may come from.
 *
 * @module
 */

import { type HouseRule, literalText, ships } from "./rule.ts";

/**
 * A visitor of every import: static, re-export, dynamic, `import("…").Type` and `import x = require("…")`. The
 * specifier is undefined where a dynamic import computes it.
 */
export function imports(
  found: (specifier: string | undefined, node: Deno.lint.Node) => void,
): Deno.lint.LintVisitor {
  return {
    ImportDeclaration: (node) => found(node.source.value, node.source),
    ExportAllDeclaration: (node) => found(node.source.value, node.source),
    ExportNamedDeclaration: (node) => node.source && found(node.source.value, node.source),
    ImportExpression: (node) => found(literalText(node.source), node.source),
    TSImportType(node) {
      if (node.argument.type === "TSLiteralType") found(literalText(node.argument.literal), node);
    },
    TSExternalModuleReference: (node) => found(node.expression.value, node),
  };
}

/** The SDK's server in each form: bare, a subpath, `npm:`, with a version. */
const SDK_SERVER = /^(?:npm:\/?)?@modelcontextprotocol\/server(?:$|[/@])/;

/** `house/sdk-server`: of what ships, `src/server/` and `src/transport/` alone import the SDK's server. */
export const sdkServer: HouseRule = (path, context) => {
  if (!ships(path) || /^src\/(?:server|transport)\//.test(path)) return {};
  return imports((specifier, node) => {
    if (specifier === undefined || !SDK_SERVER.test(specifier)) return;
    const message =
      `Only src/server/ and src/transport/ import the SDK's server: have src/server/ do what needs "${specifier}"`;
    context.report({ node, message });
  });
};

/** What comes from JSR, also through its npm registry, or straight from the web. */
const FOREIGN = /^(?:jsr:|@std\/|@jsr\/|npm:\/?@jsr\/|https?:)/;

/** `house/no-jsr`: nothing is imported from JSR or by a web address. */
export const noJsr: HouseRule = (_path, context) =>
  imports((specifier, node) => {
    if (specifier === undefined || !FOREIGN.test(specifier)) return;
    const message =
      `"${specifier}" comes from JSR or the web: use a Deno or node: API, or an npm package that deno.json pins`;
    context.report({ node, message });
  });
