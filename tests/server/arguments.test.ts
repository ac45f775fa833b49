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
    'Argument "list[1].name" must be a string, but it is 5; Argument "kind" must be one of a, b, but it is "c"',
  );
  assert.equal(refused({ list: {} }), 'Argument "list" must be a list, but it is {}');
});

Deno.test("checkArguments() leaves nulls out of lists, and takes words of a choice in any case", () => {
  assert.deepEqual(checkArguments(schema, { list: [null, { name: "x" }], kind: " B " }), {
    list: [{ name: "x", size: 1 }],
    kind: "b",
  });
});

Deno.test("checkArguments() refuses unknown names at any depth, with their place", () => {
  assert.equal(refused({ lits: [] }), 'Unknown argument "lits": did you mean "list"?');
  assert.equal(
    refused({ list: [{ name: "x" }, { name: "y", siez: 1 }] }),
    'Unknown argument "siez" in list[1]: did you mean "size"?',
  );
  assert.equal(refused({ one: { deap: "x" } }), 'Unknown argument "deap" in one: did you mean "deep"?');
  assert.deepEqual(checkArguments(schema, { one: { deap: null } }), { one: {} });
});

Deno.test("checkArguments() names bounds and the types of a choice", () => {
  const bounded = z.object({
    n: z.int().min(1).max(9),
    some: z.array(z.int()).max(1),
    or: z.union([z.int(), z.string()]),
  });
  const sent = { n: 10, some: [1, 2], or: true };
  assert.throws(() => checkArguments(bounded, sent), {
    message: 'Argument "n" must be an integer, at most 9, but it is 10; ' +
      'Argument "some" must be a list of at most 1, but it has 2; ' +
      'Argument "or" must be an integer or a string, but it is true',
  });
});

Deno.test("suggestion() takes a near name, or lists all", () => {
  assert.equal(suggestion("lits", ["list", "one"]), 'did you mean "list"?');
  assert.equal(suggestion("something", ["list", "one"]), "known are list, one");
});
