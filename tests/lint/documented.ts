/**
 * The rule that what a file of `src/` exports says what it is.
 *
 * @module
 */

import type { HouseRule } from "./rule.ts";

type Declaration =
  | Deno.lint.ExportDefaultDeclaration["declaration"]
  | NonNullable<Deno.lint.ExportNamedDeclaration["declaration"]>;
type ClassMember = Deno.lint.ClassBody["body"][number];
type InterfaceMember = Deno.lint.TSInterfaceBody["body"][number];

/** Whether a comment is a doc comment with words in it, and not the one of the whole module. */
function isDoc(comment: Deno.lint.LineComment | Deno.lint.BlockComment): boolean {
  const { type, value } = comment;
  return type === "Block" && /^\*(?!\*)/.test(value) && /\p{L}/u.test(value) && !/@module\b/.test(value);
}

/** Whether a doc comment ends directly before `start`; other comments may stand between, an empty line not. */
function hasDoc(source: Deno.lint.SourceCode, start: number): boolean {
  let next = start;
  for (const comment of source.getAllComments().toReversed()) {
    const [from, to] = comment.range;
    if (to > next) continue;
    if (!/^[ \t]*(?:\r?\n)?[ \t]*$/.test(source.text.slice(to, next))) return false;
    if (isDoc(comment)) return true;
    next = from;
  }
  return false;
}

/** A member's name as it is written, with `static` where it is; undefined where it is nobody else's business. */
function memberName(source: Deno.lint.SourceCode, member: ClassMember | InterfaceMember): string | undefined {
  switch (member.type) {
    case "StaticBlock":
      return undefined;
    case "TSIndexSignature":
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
      return source.getText(member);
  }
  if ("accessibility" in member && member.accessibility === "private") return undefined;
  if (member.key.type === "PrivateIdentifier") return undefined;
  return `${member.static ? "static " : ""}${source.getText(member.key)}`;
}

/** What is exported, for the message. */
function declaredName(declaration: Declaration): string {
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.map(({ id }) => id.type === "Identifier" ? id.name : "…").join(", ");
  }
  const id = "id" in declaration ? declaration.id : null;
  return id?.type === "Identifier" ? id.name : "the default export";
}

/** `house/documented`: every export of `src/`, and every public member of one, has a doc comment before it. */
export const documented: HouseRule = (path, context) => {
  if (!path.startsWith("src/")) return {};
  const { sourceCode } = context;
  const check = (name: string, node: Deno.lint.Node | ClassMember) => {
    const [start, end] = node.range;
    if (hasDoc(sourceCode, start)) return;
    const [line = ""] = sourceCode.text.slice(start, end).split("\n", 1);
    context.report({
      range: [start, start + line.length],
      message: `Say what ${name} is in a doc comment /** … */ directly before it`,
    });
  };
  const checkMembers = (owner: string, all: readonly (ClassMember | InterfaceMember)[]) => {
    // The first of several signatures, or of a getter and its setter, speaks for the others.
    const seen = new Set<string>();
    for (const member of all) {
      const name = memberName(sourceCode, member);
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      check(`${owner}'s ${name}`, member);
    }
  };
  const overloaded = new Set<string>();
  const checkExport = (node: Deno.lint.Node, declaration: Declaration) => {
    const name = declaredName(declaration);
    if (!overloaded.has(name)) check(name, node);
    if (declaration.type === "TSDeclareFunction") overloaded.add(name);
    if (declaration.type === "ClassDeclaration" || declaration.type === "TSInterfaceDeclaration") {
      checkMembers(name, declaration.body.body);
    }
  };
  return {
    ExportNamedDeclaration: (node) => node.declaration && checkExport(node, node.declaration),
    ExportDefaultDeclaration: (node) => checkExport(node, node.declaration),
  };
};
