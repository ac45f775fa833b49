import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { readZone } from "../../../src/domain/when/mod.ts";

Deno.test("`readZone` answers the zone's own spelling, and the zone behind an older single name", () => {
  const rows = {
    "Europe/Berlin": "Europe/Berlin",
    " europe/berlin ": "Europe/Berlin",
    "america/new_york": "America/New_York",
    "asia/kolkata": "Asia/Kolkata",
    "america/port-au-prince": "America/Port-au-Prince",
    "etc/gmt+5": "Etc/GMT+5",
    "europe/kiev": "Europe/Kiev",
    "utc": "UTC",
    "GMT": "GMT",
    "Zulu": "UTC",
    "Japan": "Asia/Tokyo",
    "EST5EDT": "America/New_York",
  };
  for (const [text, zone] of Object.entries(rows)) assert.equal(readZone(text), zone, text);
});

Deno.test("`readZone` refuses what is no zone, with the nearest that is one", () => {
  const rows: readonly [string, readonly string[] | undefined][] = [
    ["Europe/Berln", ["Europe/Berlin"]],
    ["Asia/Kolkatta", ["Asia/Kolkata"]],
    ["America/NewYork", ["America/New_York"]],
    ["Berlin", ["Europe/Berlin"]],
    ["New York", ["America/New_York"]],
    ["EST", ["America/New_York", "America/Panama"]],
    ["cet", ["Europe/Berlin"]],
    ["+01:00", undefined],
    ["UTC+1", undefined],
    ["2026-01-01T00:00[Europe/Berlin]", undefined],
    ["", undefined],
    ["Mars/Olympus_Mons_Base", undefined],
    ["x".repeat(10_000), undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
    ["\ud800", undefined],
  ];
  for (const [text, choices] of rows) {
    assert.throws(() => readZone(text), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /^Time zone "[^]*" is no name of the IANA's list; .+[^.]$/);
      assert.ok(error.message.length < 200 && error.message.isWellFormed());
      assert.deepEqual(error.details["choices"], choices, text);
      return true;
    });
  }
});
