/**
 * What a rule of the house is: a function from a file's place in the project to what it looks at.
 *
 * @module
 */

/** A rule. It gets the file's path from the project's root, with `/`, and returns its visitor; `{}` for no interest. */
export type HouseRule = (path: string, context: Deno.lint.RuleContext) => Deno.lint.LintVisitor;

/** A path with `/` alone, and a Windows drive as `C:/`, whether it came from a file name or from a URL. */
function slashed(path: string): string {
  return path.replaceAll("\\", "/").replace(
    /^\/?([a-z]):\//i,
    (_, drive: string) => `${drive.toUpperCase()}:/`,
  );
}

/** The path of a file from the root, with `/` alone; undefined where the file lies outside of it. */
export function pathFromRoot(root: string, filename: string): string | undefined {
  const base = slashed(root).replace(/\/*$/, "/");
  const file = slashed(filename);
  if (file.startsWith(base)) return file.slice(base.length);
  return /^(?:\/|[A-Z]:\/)/.test(file) ? undefined : file.replace(/^(?:\.\/)+/, "");
}

/** Whether a path is what ships: `main.ts` or a file below `src/`. */
export function ships(path: string): boolean {
  return path === "main.ts" || path.startsWith("src/");
}

/** The text of a string literal, or of a template that holds no expression; undefined for anything else. */
export function literalText(node: Deno.lint.Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  const [only] = node.type === "TemplateLiteral" ? node.quasis : [];
  return only && node.type === "TemplateLiteral" && node.expressions.length === 0 ? only.cooked : undefined;
}
