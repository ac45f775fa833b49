import assert from "node:assert/strict";
import { complaints, counts, each } from "./helper.ts";

Deno.test("`house/sdk-server` refuses the SDK's server outside of server and transport", () => {
  assert.deepEqual(
    complaints("sdk-server", "src/tools/add_task.ts", 'import "@modelcontextprotocol/server";'),
    [
      "Only src/server/ and src/transport/ import the SDK's server: " +
      'have src/server/ do what needs "@modelcontextprotocol/server"',
    ],
  );
  const forms = [
    'import type { Transport } from "@modelcontextprotocol/server/stdio";',
    'export * from "npm:@modelcontextprotocol/server@2.4.0/stdio";',
    'await import("npm:/@modelcontextprotocol/server");',
    'let a: import("@modelcontextprotocol/server").Transport;',
  ];
  for (const path of ["src/capability.ts", "src/commands/serve.ts", "main.ts"]) {
    assert.deepEqual(counts("sdk-server", path, forms), each(1, forms), path);
  }
});

Deno.test("`house/sdk-server` lets server and transport import it, tests too, and all import its neighbours", () => {
  const source = 'import "@modelcontextprotocol/server";';
  assert.deepEqual(complaints("sdk-server", "src/server/bind.ts", source), []);
  assert.deepEqual(complaints("sdk-server", "src/transport/stdio/transport.ts", source), []);
  // What does not ship may stand in for a host, or for a server.
  assert.deepEqual(complaints("sdk-server", "tests/helpers/clients.ts", source), []);
  const neighbours = ['import "@modelcontextprotocol/client";', 'import "@modelcontextprotocol/server-x";'];
  assert.deepEqual(counts("sdk-server", "tests/a.test.ts", neighbours), each(0, neighbours));
});

Deno.test("`house/no-jsr` refuses JSR and web addresses everywhere", () => {
  assert.deepEqual(complaints("no-jsr", "scripts/build.ts", 'import "jsr:@std/fs@1";'), [
    '"jsr:@std/fs@1" comes from JSR or the web: use a Deno or node: API, or an npm package that deno.json pins',
  ]);
  const forms = [
    'import { assertEquals } from "@std/assert";',
    'export * from "https://deno.land/std/fs/mod.ts";',
    'await import("http://localhost/x.ts");',
    'import "npm:@jsr/std__fs";',
    'let a: import("jsr:@std/fs").X;',
  ];
  for (const path of ["src/domain/task.ts", "main.ts", "tests/a.test.ts", "bench.ts"]) {
    assert.deepEqual(counts("no-jsr", path, forms), each(1, forms), path);
  }
});

Deno.test("`house/no-jsr` lets npm, node and files through", () => {
  const forms = ['import "zod";', 'import "npm:zod@4";', 'import "node:fs";', 'import "./@std/x.ts";'];
  assert.deepEqual(counts("no-jsr", "tests/a.test.ts", forms), each(0, forms));
});
