import assert from "node:assert/strict";
import { endOf, parseWhen, readWhen, startOf, storedWhen } from "../../../src/domain/when/mod.ts";
import { frameAt } from "./frame.ts";

// Each zone: when it is read, then rows of text, value and the offset that the value has.
const CHANGES: readonly [zone: string, now: string, rows: readonly (readonly [string, string, string])[]][] =
  [
    ["Europe/Berlin", "2026-03-28T12:00Z", [
      ["tomorrow 1:59", "2026-03-29T01:59", "+01:00"],
      ["tomorrow 2:00", "2026-03-29T03:00", "+02:00"],
      ["tomorrow 2:30am", "2026-03-29T03:30", "+02:00"],
      ["tomorrow 3:00", "2026-03-29T03:00", "+02:00"],
      ["in 14 hours", "2026-03-29T04:00", "+02:00"],
      ["in 1 day", "2026-03-29", ""],
      ["2026-03-29T02:30", "2026-03-29T03:30", "+02:00"],
      ["2026-03-29T01:30Z", "2026-03-29T03:30", "+02:00"],
    ]],
    ["Europe/Berlin", "2026-10-24T12:00Z", [
      ["tomorrow 2:30", "2026-10-25T02:30", "+02:00"],
      ["tomorrow 3:00", "2026-10-25T03:00", "+01:00"],
      ["in 14 hours", "2026-10-25T03:00", "+01:00"],
      ["2026-10-25T00:30Z", "2026-10-25T02:30", "+02:00"],
      // The second 02:30 has no text of its own.
      ["2026-10-25T01:30Z", "2026-10-25T02:30", "+02:00"],
    ]],
    ["America/New_York", "2026-03-07T17:00Z", [
      ["tomorrow 2:15am", "2026-03-08T03:15", "-04:00"],
      ["sunday 1:59am", "2026-03-08T01:59", "-05:00"],
      ["in 15 hours", "2026-03-08T04:00", "-04:00"],
    ]],
    ["America/New_York", "2026-10-31T16:00Z", [
      ["tomorrow 1:30", "2026-11-01T01:30", "-04:00"],
      ["tomorrow 2:00", "2026-11-01T02:00", "-05:00"],
      ["in 15 hours", "2026-11-01T02:00", "-05:00"],
    ]],
    ["Australia/Lord_Howe", "2026-10-03T01:00Z", [
      ["tomorrow 2:10", "2026-10-04T02:40", "+11:00"],
      ["tomorrow 1:59", "2026-10-04T01:59", "+10:30"],
      ["tomorrow 2:30", "2026-10-04T02:30", "+11:00"],
    ]],
    ["Australia/Lord_Howe", "2026-04-04T01:00Z", [
      ["tomorrow 1:45", "2026-04-05T01:45", "+11:00"],
      ["tomorrow 2:00", "2026-04-05T02:00", "+10:30"],
      ["in 15 hours", "2026-04-05T02:30", "+10:30"],
    ]],
  ];

Deno.test("a time in a gap of the clock moves on by the gap, and in a repeated hour it is the first", () => {
  for (const [zone, now, rows] of CHANGES) {
    for (const [text, value, offset] of rows) {
      const found = readWhen(text, frameAt(now, zone));
      const expected = offset === "" ? value : `${value}[${zone}]`;
      assert.equal(storedWhen(found), expected, `${text} in ${zone}`);
      for (const one of [found, parseWhen(expected)]) {
        assert.equal("offset" in one ? one.offset : "", offset, `${text} in ${zone}`);
      }
    }
  }
});

Deno.test("a day has the hours that its clock has, and begins where midnight is skipped too", () => {
  const hours = (day: string, zone: string) => {
    const date = Temporal.PlainDate.from(day);
    return startOf(date, zone).until(endOf(date, zone)).total("hours");
  };
  assert.equal(hours("2026-03-29", "Europe/Berlin"), 23);
  assert.equal(hours("2026-10-25", "Europe/Berlin"), 25);
  assert.equal(hours("2026-03-08", "America/New_York"), 23);
  assert.equal(hours("2026-11-01", "America/New_York"), 25);
  assert.equal(hours("2026-10-04", "Australia/Lord_Howe"), 23.5);
  assert.equal(hours("2026-04-05", "Australia/Lord_Howe"), 24.5);
  const cairo = Temporal.PlainDate.from("2026-04-24");
  assert.equal(startOf(cairo, "Africa/Cairo").toZonedDateTimeISO("Africa/Cairo").hour, 1);
});
