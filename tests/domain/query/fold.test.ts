import assert from "node:assert/strict";
import fc from "fast-check";
import { fold, searchText } from "../../../src/domain/query/mod.ts";

Deno.test("`fold` makes texts equal that differ in case, Unicode form or white space alone", () => {
  const pairs = [
    ["Milk", "mILK"],
    ["Straße", "STRASSE"],
    ["STRAẞE", "strasse"],
    ["Caf\u00E9", "CAFE\u0301"],
    ["ΟΔΟΣ", "οδος"],
    ["İstanbul", "istanbul"],
    ["ISPARTA", "ısparta"],
    ["Ωμέγα", "ΩΜΈΓΑ"],
    ["Привет", "ПРИВЕТ"],
    ["  a \n\t b\u00A0c\u3000", "a b c"],
  ];
  for (const [a = "", b = ""] of pairs) assert.equal(fold(a), fold(b), `${a} and ${b}`);
});

Deno.test("`fold` leaves the start of a word a part of it", () => {
  assert(fold("Οδοσήμανση").includes(fold("ΟΔΟΣ")));
  assert(fold("İzmir").startsWith(fold("iz")));
});

Deno.test("`fold` keeps apart what differs in accents, letters or words", () => {
  for (const [a = "", b = ""] of [["café", "cafe"], ["a b", "ab"], ["10:30", "1030"]]) {
    assert.notEqual(fold(a), fold(b));
  }
});

Deno.test("`fold` changes nothing the second time", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.equal(fold(fold(text)), fold(text));
  }));
  for (let code = 0; code <= 0x1FFFF; code++) {
    const char = String.fromCodePoint(code);
    if (!/\p{Changes_When_Casemapped}/u.test(char)) continue;
    const once = fold(char);
    if (fold(once) !== once || fold(char.toUpperCase()) !== once) assert.fail(code.toString(16));
  }
});

Deno.test("`fold` makes one text of all that are canonically the same", () => {
  const letters = fc.constantFrom(..."aAiIıİsSßẞσςΣΩώΏÅéǅŉΐ\u0301\u0307\u0323\u0345\u0308 \n");
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 6 }), (text) => {
      const once = fold(text);
      assert.equal(fold(text.normalize("NFD")), once);
      assert.equal(fold(text.normalize("NFC")), once);
      assert.equal(fold(once), once);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("`searchText` has each text on a line of its own, the title first", () => {
  assert.equal(searchText("Buy\nMILK", "", ["One  two", "Three"]), "buy milk\n\none two\nthree");
});
