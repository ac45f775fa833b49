import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import {
  dayOf,
  isDeferred,
  isOverdue,
  nowText,
  parseWhen,
  readRelative,
  storedWhen,
  whenText,
} from "../../../src/domain/when/mod.ts";
import { outcome, SUNDAY } from "./frame.ts";

const at = (text: string) => Temporal.Instant.from(text);
const day = parseWhen("2026-11-27");
const time = parseWhen("2026-11-27T17:00[Europe/Berlin]");

Deno.test("a date is told to people with its weekday, a time with its zone", () => {
  assert.equal(whenText(day), "Fri 27 Nov 2026");
  assert.equal(whenText(time), "Fri 27 Nov 2026, 17:00 Europe/Berlin");
  assert.equal(whenText(parseWhen("2026-01-03T07:05:09[UTC]")), "Sat 3 Jan 2026, 07:05:09 UTC");
});

Deno.test("`parseWhen` takes what is stored, and nothing else", () => {
  for (const text of ["2026-11-27", "2026-11-27T17:00[Europe/Berlin]", "2026-11-27T17:00:30[UTC]"]) {
    assert.equal(storedWhen(parseWhen(text)), text);
  }
  for (const text of ["", "friday", "2026-02-30", "2026-11-27T17:00", "2026-11-27T17:00Z"]) {
    assert.throws(() => parseWhen(text), RangeError, text);
  }
});

Deno.test("a day is overdue when it is over where the caller is, a time when it has come anywhere", () => {
  assert.equal(isOverdue(day, at("2026-11-27T22:59:59Z"), "Europe/Berlin"), false);
  assert.equal(isOverdue(day, at("2026-11-27T23:00Z"), "Europe/Berlin"), true);
  assert.equal(isOverdue(day, at("2026-11-27T23:00Z"), "America/New_York"), false);
  assert.equal(isOverdue(time, at("2026-11-27T15:59:59Z"), "Asia/Tokyo"), false);
  assert.equal(isOverdue(time, at("2026-11-27T16:00Z"), "Asia/Tokyo"), true);
});

Deno.test("a task is deferred until the day begins, or the time comes", () => {
  assert.equal(isDeferred(day, at("2026-11-26T22:59:59Z"), "Europe/Berlin"), true);
  assert.equal(isDeferred(day, at("2026-11-26T23:00Z"), "Europe/Berlin"), false);
  assert.equal(isDeferred(time, at("2026-11-27T15:59Z"), "UTC"), true);
  assert.equal(isDeferred(time, at("2026-11-27T16:00Z"), "UTC"), false);
});

Deno.test("a date's day is that of the caller", () => {
  const late = parseWhen("2026-11-27T23:00[America/New_York]");
  assert.equal(dayOf(late, "Europe/Berlin").toString(), "2026-11-28");
  assert.equal(dayOf(late, "America/New_York").toString(), "2026-11-27");
  assert.equal(dayOf(day, "Asia/Tokyo").toString(), "2026-11-27");
});

Deno.test("`nowText` is the minute that runs, and can be read back", () => {
  const text = nowText(at("2026-11-22T10:00:59.999Z"), "Europe/Berlin");
  assert.equal(text, "2026-11-22T11:00[Europe/Berlin]");
  assert.equal(outcome(text, SUNDAY), text);
});

Deno.test("a query's dates are whole days from today, or moments", () => {
  const range = (text: string) => {
    const { from, to } = readRelative(text, SUNDAY);
    return `${from} ${to}`;
  };
  const rows = {
    "today": "2026-11-21T23:00:00Z 2026-11-22T23:00:00Z",
    "0d": "2026-11-21T23:00:00Z 2026-11-22T23:00:00Z",
    "tomorrow": "2026-11-22T23:00:00Z 2026-11-23T23:00:00Z",
    "Yesterday": "2026-11-20T23:00:00Z 2026-11-21T23:00:00Z",
    "7d": "2026-11-28T23:00:00Z 2026-11-29T23:00:00Z",
    "+7d": "2026-11-28T23:00:00Z 2026-11-29T23:00:00Z",
    "-7d": "2026-11-14T23:00:00Z 2026-11-15T23:00:00Z",
    "2w": "2026-12-05T23:00:00Z 2026-12-06T23:00:00Z",
    "-1mo": "2026-10-21T22:00:00Z 2026-10-22T22:00:00Z",
    "1y": "2027-11-21T23:00:00Z 2027-11-22T23:00:00Z",
    "12h": "2026-11-22T22:00:00Z 2026-11-22T22:00:00Z",
    "-12h": "2026-11-21T22:00:00Z 2026-11-21T22:00:00Z",
    "2026-11-01": "2026-10-31T23:00:00Z 2026-11-01T23:00:00Z",
    "2026-11-01T10:00Z": "2026-11-01T10:00:00Z 2026-11-01T10:00:00Z",
    "friday": "2026-11-26T23:00:00Z 2026-11-27T23:00:00Z",
  };
  for (const [text, expected] of Object.entries(rows)) assert.equal(range(text), expected, text);
  // The day on which the clock changes has 25 hours.
  const change = readRelative("-4w", SUNDAY);
  assert.equal(change.from.until(change.to).total("hours"), 25);
  for (const text of ["7", "7m", "d", "--7d", "7 d d", "99999d", "03/04/2026"]) {
    assert.throws(() => readRelative(text, SUNDAY), UserError, text);
  }
});
