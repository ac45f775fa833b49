import assert from "node:assert/strict";
import fc from "fast-check";
import { keysOf, keyText, SCHEMA_KEY } from "../../src/storage/keys.ts";
import { decode, decoded, encode, isAnything } from "../../src/storage/record.ts";

// These bytes and keys are in people's files: whoever changes one of these literals needs a new schema.

Deno.test("encode() gives the checksum, then the key and the value as JSON", () => {
  const bytes = encode(keysOf("default").task(7), { id: 7, title: "Tür 🌍" });
  assert.equal(
    bytes.toHex(),
    "13cb41c85b5b227461736b747261636b6572222c227370616365222c2264656661756c74222c227461736b222c375d2c7b226964223a37" +
      "2c227469746c65223a2254c3bc7220f09f8c8d227d5d",
  );
  assert.equal(
    new TextDecoder().decode(bytes.subarray(4)),
    '[["tasktracker","space","default","task",7],{"id":7,"title":"Tür 🌍"}]',
  );
});

Deno.test("the keys of a space are these", () => {
  const keys = keysOf("home");
  assert.deepEqual(SCHEMA_KEY, ["tasktracker", "schema"]);
  assert.deepEqual(keys.rev, ["tasktracker", "space", "home", "rev"]);
  assert.deepEqual(keys.seq, ["tasktracker", "space", "home", "seq"]);
  assert.deepEqual(keys.tasks, ["tasktracker", "space", "home", "task"]);
  assert.deepEqual(keys.task(1), ["tasktracker", "space", "home", "task", 1]);
  assert.deepEqual(keys.opens, ["tasktracker", "space", "home", "open"]);
  assert.deepEqual(keys.open(2), ["tasktracker", "space", "home", "open", 2]);
  assert.deepEqual(keys.changes, ["tasktracker", "space", "home", "change"]);
  assert.deepEqual(keys.change(3), ["tasktracker", "space", "home", "change", 3]);
  assert.deepEqual(keys.before(3, 2), ["tasktracker", "space", "home", "change", 3, 2]);
  assert.deepEqual(keys.request("r"), ["tasktracker", "space", "home", "request", "r"]);
  assert.equal(keyText(keys.before(3, 2)), "space/home/change/3/2");
});

Deno.test("decode() gives back what encode() took, and undefined where nothing is", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, space) => {
    const { rev: key } = keysOf(space);
    const plain: unknown = JSON.parse(JSON.stringify(value));
    assert.deepEqual(decoded({ key, value: encode(key, value), versionstamp: "1" }, isAnything), plain);
  }));
  assert.equal(decode({ key: SCHEMA_KEY, value: null, versionstamp: null }, isAnything), undefined);
});

Deno.test("decode() refuses every value with one flipped bit, cut short or of another kind", () => {
  const bytes = encode(SCHEMA_KEY, { a: "ä" });
  const refused = (value: unknown) =>
    assert.throws(() => decoded({ key: SCHEMA_KEY, value, versionstamp: "1" }, isAnything), {
      name: "UserError",
      message:
        "Stored value schema is damaged, so it is not shown: stop the hosts and restore the database from a backup",
    });
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    refused(bytes.map((byte, index) => index === bit >> 3 ? byte ^ 1 << (bit & 7) : byte));
  }
  for (let length = 0; length < bytes.length; length++) refused(bytes.subarray(0, length));
  for (const value of [null, 1, "schema", {}, new Deno.KvU64(1n)]) refused(value);
});
