import assert from "node:assert/strict";
import { z } from "zod";
import { UserError } from "../../src/errors.ts";
import { checkArguments, suggestion } from "../../src/server/arguments.ts";

const schema = z.object({
  list: z.array(z.object({ name: z.string(), size: z.int().default(1) })).optional(),
  one: z.object({ deep: z.string().optional() }).optional(),
  kind: z.enum(["a", "b"]).optional(),
});

/** The text of the refusal. */
function refused(args: unknown): string {
  try {
    checkArguments(schema, args);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return assert.fail("A refusal was expected");
}

Deno.test("checkArguments() takes null anywhere for not given", () => {
  assert.deepEqual(
    checkArguments(schema, { list: [{ name: "x", size: null }], one: { deep: null }, kind: null }),
    { list: [{ name: "x", size: 1 }], one: {} },
  );
  assert.deepEqual(checkArguments(schema, null), {});
  assert.deepEqual(checkArguments(schema, undefined), {});
});

Deno.test("checkArguments() refuses what is no object", () => {
  assert.equal(refused([1]), "Arguments must be an object, but they are [1]");
  assert.equal(refused("x"), 'Arguments must be an object, but they are "x"');
});

Deno.test("checkArguments() names what is wrong deep inside, and all of it", () => {
  assert.equal(
    refused({ list: [{ name: "x" }, { name: 5 }], kind: "c" }),
    'Argument "list.1.name" must be a string, but it is 5; Argument "kind" must be one of a, b, but it is "c"',
  );
  assert.equal(refused({ list: {} }), 'Argument "list" must be a list, but it is {}');
});

Deno.test("suggestion() takes a near name, or lists all", () => {
  assert.equal(suggestion("lits", ["list", "one"]), 'did you mean "list"?');
  assert.equal(suggestion("something", ["list", "one"]), "known are list, one");
});
