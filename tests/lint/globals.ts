/**
 * Where a file uses a member of a global object, and the rules on who may.
 *
 * @module
 */

import { type HouseRule, literalText, ships } from "./rule.ts";

/** The name of a global object that an expression means, be it `Deno` or `globalThis.Deno`. */
function globalName(node: Deno.lint.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  const onGlobal = node.type === "MemberExpression" && node.object.type === "Identifier" &&
    /^(?:globalThis|self|window)$/.test(node.object.name);
  return onGlobal ? memberName(node.property, node.computed) : undefined;
}

/** The name that a property or a key spells out: `x.name`, `x["name"]` or `{ name }`. */
function memberName(node: Deno.lint.Node, computed: boolean): string | undefined {
  return node.type === "Identifier" && !computed ? node.name : literalText(node);
}

/** A visitor of uses of members of globals, as values, as types and by destructuring. */
export function members(
  found: (object: string, member: string, node: Deno.lint.Node) => void,
): Deno.lint.LintVisitor {
  const use = (object: Deno.lint.Node, property: Deno.lint.Node, computed: boolean) => {
    const name = globalName(object);
    const member = memberName(property, computed);
    if (name !== undefined && member !== undefined) found(name, member, property);
  };
  return {
    MemberExpression: (node) => use(node.object, node.property, node.computed),
    TSQualifiedName: (node) => use(node.left, node.right, false),
    VariableDeclarator(node) {
      if (!node.init || node.id.type !== "ObjectPattern") return;
      for (const property of node.id.properties) {
        if (property.type === "Property") use(node.init, property.key, property.computed);
      }
    },
  };
}

/** `house/kv`: of what ships, `src/storage/` alone knows Deno KV. */
export const kv: HouseRule = (path, context) => {
  if (!ships(path) || path.startsWith("src/storage/")) return {};
  return members((object, member, node) => {
    if (object !== "Deno" || !/^(?:openKv$|Kv|Atomic)/.test(member)) return;
    const message = `Only src/storage/ knows Deno.${member}: use the TaskStore, or add to it what you need`;
    context.report({ node, message });
  });
};

/** The functions of the console that write to standard output. */
const PRINTERS = /^(?:log|info|debug|table|dir|dirxml|group|groupCollapsed|count|timeLog|timeEnd)$/;

/** `house/stdout`: standard output carries the protocol, so of `src/` only transport and commands write there. */
export const stdout: HouseRule = (path, context) => {
  if (!path.startsWith("src/") || /^src\/(?:transport|commands)\//.test(path)) return {};
  return members((object, member, node) => {
    const writes = object === "console"
      ? PRINTERS.test(member)
      : member === "stdout" && /^(?:Deno|process)$/.test(object);
    if (!writes) return;
    const message =
      `${object}.${member} writes where the protocol goes: use the log of the Context or src/log.ts`;
    context.report({ node, message });
  });
};
