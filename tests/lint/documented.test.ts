import assert from "node:assert/strict";
import { complaints, counts, each } from "./helper.ts";

/** What `house/documented` calls the things that lack a comment. */
function undocumented(source: string): string[] {
  return complaints("documented", "src/domain/task.ts", source)
    .map((message) => message.replace(/^Say what (.*) is in a doc comment .*$/, "$1"));
}

Deno.test("`house/documented` asks for a doc comment on every export", () => {
  assert.deepEqual(complaints("documented", "src/log.ts", "export const a = 1;"), [
    "Say what a is in a doc comment /** … */ directly before it",
  ]);
  const bare = {
    "export function f() {}": "f",
    "export async function* g() {}": "g",
    "export class C {}": "C",
    "export abstract class D {}": "D",
    "export interface I {}": "I",
    "export type T = string;": "T",
    "export const x = 1, y = 2;": "x, y",
    "export enum E {}": "E",
    "export default class {}": "the default export",
    "export default { a: 1 };": "the default export",
  };
  for (const [source, name] of Object.entries(bare)) {
    assert.deepEqual(undocumented(source), [name], source);
    assert.deepEqual(undocumented(`/** A thing. */\n${source}`), [], source);
  }
});

Deno.test("`house/documented` takes only a doc comment with words, directly before the export", () => {
  const bad = [
    "/* A thing. */\nexport const a = 1;",
    "// A thing.\nexport const a = 1;",
    "//* A thing.\nexport const a = 1;",
    "/** */\nexport const a = 1;",
    "/** A thing. */\n\nexport const a = 1;",
    "/** A thing. */\nlet b;\nexport const a = 1;",
    "/**\n * The file.\n *\n * @module\n */\nexport const a = 1;",
    "export const a = 1; /** A thing. */",
  ];
  assert.deepEqual(counts("documented", "src/log.ts", bad), each(1, bad));
  const good = [
    "/** A thing. */ export const a = 1;",
    "/** Ein größeres 🎉 */\r\nexport const a = 1;",
    "/** A thing. */\n// deno-lint-ignore no-explicit-any\nexport const a = 1;",
    "/**\n * The file.\n *\n * @module\n */\n\n/** A thing. */\nexport const a = 1;",
  ];
  assert.deepEqual(counts("documented", "src/log.ts", good), each(0, good));
});

Deno.test("`house/documented` asks for one on public members of a class", () => {
  const members =
    "constructor() {} m() {} static s = 1; f = 1; get g() { return 1; } protected p = 1; accessor q = 1;";
  assert.deepEqual(
    undocumented(`/** A class. */\nexport class C { ${members} [Symbol.iterator]() {} }`),
    ["constructor", "m", "static s", "f", "g", "p", "q", "Symbol.iterator"].map((name) => `C's ${name}`),
  );
  const good =
    "#a = 1; #b() {} private c = 1; private d() {} static {} /** E. */ e = 1; /** F. */ readonly f = 1;";
  assert.deepEqual(undocumented(`/** A class. */\nexport class C { ${good} }`), []);
});

Deno.test("`house/documented` asks for one on members of an interface", () => {
  assert.deepEqual(
    undocumented(
      "/** A shape. */\nexport interface I { a: string; b(): void; (): void; [key: string]: unknown }",
    ),
    ["I's a", "I's b", "I's (): void;", "I's [key: string]: unknown"],
  );
  assert.deepEqual(
    undocumented("/** A shape. */\nexport interface I { /** A. */ a: string; /** B. */ b(): void }"),
    [],
  );
});

Deno.test("`house/documented` asks once for overloads and for a getter with its setter", () => {
  const overloads = "export function f(): void;\nexport function f(a?: string): void {}";
  assert.deepEqual(undocumented(overloads), ["f"]);
  assert.deepEqual(undocumented(`/** A function. */\n${overloads}`), []);
  const pair = "/** A class. */\nexport class C { /** A. */ get a() { return 1; } set a(_: number) {} }";
  assert.deepEqual(undocumented(pair), []);
});

Deno.test("`house/documented` leaves re-exports, the unexported and other folders alone", () => {
  const good = [
    'export * from "./a.ts";',
    'export { a } from "./a.ts";',
    "const a = 1; export { a };",
    "class C { m() {} }",
  ];
  assert.deepEqual(counts("documented", "src/log.ts", good), each(0, good));
  const bare = "export const a = 1;";
  for (const path of ["main.ts", "tests/a.ts", "scripts/a.ts"]) {
    assert.deepEqual(complaints("documented", path, bare), []);
  }
});
