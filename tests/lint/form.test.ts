import assert from "node:assert/strict";
import { complaints, counts, each } from "./helper.ts";

const EVERYWHERE = ["src/domain/task.ts", "main.ts", "scripts/build.ts", "tests/a.test.ts"];

Deno.test("`house/no-doubt` refuses `!`", () => {
  assert.deepEqual(complaints("no-doubt", "main.ts", "use(task!);"), [
    "`!` hides a doubt: test the value, or throw with what was expected",
  ]);
  const bangs = ["task!.id;", "list[0]!;", "map.get(a)!.b();", "let a!: string;", "class C { a!: string; }"];
  for (const path of EVERYWHERE) assert.deepEqual(counts("no-doubt", path, bangs), each(1, bangs), path);
});

Deno.test("`house/no-doubt` refuses casts", () => {
  assert.deepEqual(complaints("no-doubt", "main.ts", "use(task as Task);"), [
    "A cast hides a doubt: narrow with a test, use `satisfies`, or parse the value",
  ]);
  const casts = ["a as unknown;", "<Task>a;", "(a as Task).id = 1;", "a as consts;"];
  for (const path of EVERYWHERE) assert.deepEqual(counts("no-doubt", path, casts), each(1, casts), path);
  assert.equal(complaints("no-doubt", "main.ts", "a as unknown as Task;").length, 2);
});

Deno.test("`house/no-doubt` lets through `as const`, `satisfies` and what only looks like doubt", () => {
  const good = [
    "[1] as const;",
    "a satisfies Task;",
    "!a; a != b; a !== b;",
    'import * as b from "./b.ts";',
    'export { a as c } from "./b.ts";',
    "class C { a?: string; b = !c; }",
  ];
  assert.deepEqual(counts("no-doubt", "src/domain/task.ts", good), each(0, good));
});

Deno.test("`house/file-length` refuses a file of more than 300 lines", () => {
  for (const path of EVERYWHERE) {
    assert.deepEqual(complaints("file-length", path, "a;\n".repeat(301)), [
      "301 lines are more than 300: split the file by what its parts do",
    ]);
  }
  assert.equal(complaints("file-length", "main.ts", "// é🎉\r\n".repeat(300) + "a;").length, 1);
});

Deno.test("`house/file-length` lets a file of 300 lines be", () => {
  assert.deepEqual(complaints("file-length", "main.ts", "a;\n".repeat(300)), []);
  assert.deepEqual(complaints("file-length", "main.ts", "a;\n".repeat(299) + "a;"), []);
  assert.deepEqual(complaints("file-length", "main.ts", ""), []);
});
