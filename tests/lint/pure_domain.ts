/**
 * The rule that the domain is pure: the same arguments give the same answer, and nothing else happens.
 *
 * @module
 */

import { members } from "./globals.ts";
import { imports } from "./imports.ts";
import type { HouseRule } from "./rule.ts";

/** Packages that only compute. Whatever else is needed comes in as an argument. */
const PURE_PACKAGES = /^(?:npm:\/?)?(?:leven|zod)(?:$|[/@])/;

/** Globals that reach the clock, chance, the network, the machine or a later moment. */
const IMPURE = new Set([
  ...["Deno", "globalThis", "console", "crypto", "performance", "navigator"],
  ...["fetch", "WebSocket", "Worker", "BroadcastChannel", "localStorage", "sessionStorage"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
]);

/** Members of globals that are pure otherwise. */
const IMPURE_MEMBERS = new Set(["Date.now", "Math.random", "Temporal.Now"]);

/** Whether two nodes are the same piece of the text; two handles on one node need not be the same object. */
function same(a: Deno.lint.Node, b: Deno.lint.Node): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1];
}

/** Whether an identifier stands for a variable, and is not the name of a property, a member or an export. */
function isVariable(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.computed || same(parent.object, node);
    case "Property":
      return parent.shorthand || parent.computed || same(parent.value, node);
    case "PropertyDefinition":
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
    case "TSAbstractPropertyDefinition":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return !same(parent.key, node);
    case "ExportSpecifier":
    case "ImportSpecifier":
      return same(parent.local, node);
    case "TSQualifiedName":
      return same(parent.left, node);
    case "TSEnumMember":
      return !same(parent.id, node);
    default:
      return true;
  }
}

/** `house/pure-domain`: the domain knows no clock, no chance, no I/O, and only packages that compute. */
export const pureDomain: HouseRule = (path, context) => {
  if (!path.startsWith("src/domain/")) return {};
  const report = (name: string, node: Deno.lint.Node) => {
    const message = `The domain is pure and knows no ${name}: take its result as an argument`;
    context.report({ node, message });
  };
  // `{ fetch }` is one word of the text and two identifiers of the tree.
  const told = new Set<number>();
  return {
    ...imports((specifier, node) => {
      // Where relative imports may lead is the business of house/layers.
      if (specifier === undefined || /^\.{1,2}\//.test(specifier) || PURE_PACKAGES.test(specifier)) return;
      report(`"${specifier}"`, node);
    }),
    ...members((object, member, node) => {
      if (IMPURE_MEMBERS.has(`${object}.${member}`)) report(`${object}.${member}`, node);
    }),
    Identifier(node) {
      const [start] = node.range;
      if (!IMPURE.has(node.name) || !isVariable(node) || told.has(start)) return;
      told.add(start);
      report(node.name, node);
    },
    NewExpression(node) {
      const now = node.callee.type === "Identifier" && node.callee.name === "Date" &&
        node.arguments.length === 0;
      if (now) report("new Date() without an argument", node);
    },
    CallExpression(node) {
      if (node.callee.type === "Identifier" && node.callee.name === "Date") report("Date()", node);
    },
  };
};
