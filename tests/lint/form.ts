/**
 * Rules on the form of a file: what it may not assert, and how long it may be.
 *
 * @module
 */

import type { HouseRule } from "./rule.ts";

/** `house/no-doubt`: no `!` and no cast hides a doubt from the compiler. */
export const noDoubt: HouseRule = (_path, context) => {
  const bang = (node: Deno.lint.Node) =>
    context.report({ node, message: "`!` hides a doubt: test the value, or throw with what was expected" });
  const cast = (node: Deno.lint.Node) =>
    context.report({
      node,
      message: "A cast hides a doubt: narrow with a test, use `satisfies`, or parse the value",
    });
  return {
    TSNonNullExpression: bang,
    TSTypeAssertion: cast,
    TSAsExpression(node) {
      const { typeAnnotation: type } = node;
      const isConst = type.type === "TSTypeReference" && type.typeName.type === "Identifier" &&
        type.typeName.name === "const";
      if (!isConst) cast(node);
    },
    VariableDeclarator: (node) => node.definite && bang(node),
    PropertyDefinition(node) {
      // The tree does not say whether a field is declared as `name!: Type`; the text does.
      if (context.sourceCode.text[node.key.range[1]] === "!") bang(node.key);
    },
  };
};

/** The most lines that a file may have: what one can read whole. */
const LINE_LIMIT = 300;

/** `house/file-length`: no file is longer than one can read whole. */
export const fileLength: HouseRule = (_path, context) => ({
  Program() {
    const { text } = context.sourceCode;
    const lines = text.replace(/\n$/, "").split("\n");
    if (lines.length <= LINE_LIMIT) return;
    const start = lines.slice(0, LINE_LIMIT).join("\n").length + 1;
    const message = `${lines.length} lines are more than ${LINE_LIMIT}: split the file by what its parts do`;
    context.report({ range: [start, start + (lines[LINE_LIMIT]?.length ?? 0)], message });
  },
});
