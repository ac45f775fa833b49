import assert from "node:assert/strict";
import { readRepeat } from "../../../src/domain/repeat/read.ts";
import { nextOccurrence, startSeries } from "../../../src/domain/repeat/series.ts";
import { after, LONG_AGO } from "./walk.ts";

const BERLIN = "[Europe/Berlin]";
const NEW_YORK = "[America/New_York]";
const FRIDAY = "2026-11-27";
const FRIDAY_5PM = `2026-11-27T17:00${BERLIN}`;
const ZONED = `T17:00${BERLIN}`;

/** One completion: what is due next, with the due moved or the caller elsewhere where the last column says so. */
const COMPLETIONS: readonly (readonly [
  what: string,
  repeat: string,
  start: string,
  at: string,
  next: string,
  options?: { readonly due?: string; readonly zone?: string },
])[] = [
  ["early", "FREQ=WEEKLY", FRIDAY, "2026-11-20T12:00:00Z", "2026-12-04"],
  ["very early", "FREQ=DAILY", FRIDAY, "2025-01-01T12:00:00Z", "2026-11-28"],
  ["on the day", "FREQ=DAILY", FRIDAY, "2026-11-27T12:00:00Z", "2026-11-28"],
  ["late: missed ones are not made", "FREQ=DAILY", FRIDAY, "2026-12-05T12:00:00Z", "2026-12-06"],
  ["late, by weeks", "FREQ=WEEKLY;INTERVAL=2", FRIDAY, "2026-12-12T12:00:00Z", "2026-12-25"],
  ["late, on a day of the series", "FREQ=WEEKLY", FRIDAY, "2026-12-04T12:00:00Z", "2026-12-11"],
  ["years late", "FREQ=MONTHLY", "1999-12-31", "2026-11-27T12:00:00Z", "2026-12-31"],
  ["the caller's day, ahead of UTC", "FREQ=DAILY", FRIDAY, "2026-11-27T12:00:00Z", "2026-11-29", {
    zone: "Pacific/Kiritimati",
  }],
  ["the caller's day, behind UTC", "FREQ=DAILY", FRIDAY, "2026-11-28T04:00:00Z", "2026-11-28", {
    zone: "America/New_York",
  }],
  ["a minute before", "FREQ=DAILY", FRIDAY_5PM, "2026-11-28T15:59:00Z", `2026-11-28${ZONED}`],
  ["to the second", "FREQ=DAILY", FRIDAY_5PM, "2026-11-28T16:00:00Z", `2026-11-29${ZONED}`],
  [
    "the caller's zone is nothing to a wall time",
    "FREQ=DAILY",
    FRIDAY_5PM,
    "2026-11-27T15:00:00Z",
    `2026-11-28${ZONED}`,
    {
      zone: "Pacific/Kiritimati",
    },
  ],
  ["moved on", "FREQ=WEEKLY;INTERVAL=2", FRIDAY, LONG_AGO, "2026-12-11", { due: "2026-12-02" }],
  ["moved on past others", "FREQ=WEEKLY;INTERVAL=2", FRIDAY, LONG_AGO, "2027-01-08", { due: "2026-12-26" }],
  ["moved on to the next", "FREQ=WEEKLY;INTERVAL=2", FRIDAY, LONG_AGO, "2026-12-25", { due: "2026-12-11" }],
  ["moved back", "FREQ=WEEKLY;INTERVAL=2", FRIDAY, LONG_AGO, "2026-12-11", { due: "2026-11-25" }],
  ["moved back, late", "FREQ=WEEKLY", FRIDAY, "2026-11-26T12:00:00Z", "2026-12-04", { due: "2026-11-25" }],
  ["moved to another time", "FREQ=DAILY", FRIDAY_5PM, LONG_AGO, `2026-11-28${ZONED}`, {
    due: `2026-11-27T21:00${BERLIN}`,
  }],
  ["moved to another zone", "FREQ=DAILY", FRIDAY_5PM, LONG_AGO, `2026-11-29${ZONED}`, {
    due: `2026-11-28T12:00${NEW_YORK}`,
  }],
  ["moved to a day", "FREQ=DAILY", FRIDAY_5PM, LONG_AGO, `2026-12-01${ZONED}`, { due: "2026-11-30" }],
  ["moved from a day to a time", "FREQ=DAILY", FRIDAY, LONG_AGO, "2026-12-01", {
    due: `2026-11-30T01:00${BERLIN}`,
  }],
  [
    "moved to the second 02:30",
    "FREQ=DAILY",
    `2026-10-24T02:30${BERLIN}`,
    LONG_AGO,
    `2026-10-26T02:30${BERLIN}`,
    {
      due: `2026-10-25T02:30+01:00${BERLIN}`,
    },
  ],
  ["pushed out of the gap", "FREQ=DAILY", `2026-03-29T02:30${BERLIN}`, LONG_AGO, `2026-03-30T02:30${BERLIN}`],
  ["COUNT counts missed ones", "FREQ=DAILY;COUNT=5", FRIDAY, "2026-11-29T12:00:00Z", "2026-11-30"],
  [
    "COUNT counts a day that is named twice once",
    "FREQ=MONTHLY;BYMONTHDAY=30,-2;COUNT=4",
    "2026-04-29",
    "2026-06-01T12:00:00Z",
    "2026-06-29",
  ],
  ["COUNT is used up by missed ones", "FREQ=DAILY;COUNT=5", FRIDAY, "2026-12-01T12:00:00Z", "end"],
  ["COUNT, moved past the last", "FREQ=DAILY;COUNT=5", FRIDAY, LONG_AGO, "end", { due: "2026-12-24" }],
  ["COUNT, moved back", "FREQ=DAILY;COUNT=2", FRIDAY, LONG_AGO, "2026-11-28", { due: "2026-11-20" }],
  ["late, past UNTIL", "FREQ=DAILY;UNTIL=20261201", FRIDAY, "2026-12-01T12:00:00Z", "end"],
  ["late, up to UNTIL", "FREQ=DAILY;UNTIL=20261201", FRIDAY, "2026-11-30T12:00:00Z", "2026-12-01"],
  ["the year 9999 is over", "FREQ=DAILY", FRIDAY, "+020000-01-01T00:00:00Z", "end"],
  ["done early", "FREQ=DAILY;INTERVAL=3;FROM=DONE", FRIDAY, "2026-11-20T12:00:00Z", "2026-11-23"],
  ["done late", "FREQ=DAILY;INTERVAL=3;FROM=DONE", FRIDAY, "2026-12-05T12:00:00Z", "2026-12-08"],
  [
    "done, a moved due is nothing to it",
    "FREQ=DAILY;INTERVAL=3;FROM=DONE",
    FRIDAY,
    "2026-11-27T12:00:00Z",
    "2026-11-30",
    {
      due: "2026-12-24",
    },
  ],
  ["done, in the caller's day", "FREQ=DAILY;FROM=DONE", FRIDAY, "2026-11-27T12:00:00Z", "2026-11-29", {
    zone: "Pacific/Kiritimati",
  }],
  [
    "done, in the series' day",
    "FREQ=DAILY;FROM=DONE",
    FRIDAY_5PM,
    "2026-11-27T23:30:00Z",
    `2026-11-29${ZONED}`,
  ],
  [
    "done, at the series' time",
    "FREQ=WEEKLY;FROM=DONE",
    FRIDAY_5PM,
    "2026-12-01T08:00:00Z",
    `2026-12-08${ZONED}`,
  ],
  [
    "done, into a gap",
    "FREQ=DAILY;FROM=DONE",
    `2026-03-01T02:30${BERLIN}`,
    "2026-03-28T12:00:00Z",
    `2026-03-29T03:30${BERLIN}`,
  ],
  ["done, a month on", "FREQ=MONTHLY;FROM=DONE", FRIDAY, "2026-12-05T12:00:00Z", "2027-01-05"],
  ["done, months without the day", "FREQ=MONTHLY;FROM=DONE", FRIDAY, "2027-01-31T12:00:00Z", "2027-03-31"],
  ["done, a year on", "FREQ=YEARLY;FROM=DONE", FRIDAY, "2026-12-05T12:00:00Z", "2027-12-05"],
  [
    "done late, on named days",
    "FREQ=WEEKLY;BYDAY=FR;FROM=DONE",
    FRIDAY,
    "2026-11-30T12:00:00Z",
    "2026-12-04",
  ],
  [
    "done early, on named days",
    "FREQ=WEEKLY;BYDAY=FR;FROM=DONE",
    FRIDAY,
    "2026-11-25T12:00:00Z",
    "2026-12-04",
  ],
  ["done on a named day", "FREQ=WEEKLY;BYDAY=MO,FR;FROM=DONE", FRIDAY, "2026-12-04T12:00:00Z", "2026-12-07"],
  [
    "done, every second week",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;FROM=DONE",
    FRIDAY,
    "2026-12-04T12:00:00Z",
    "2026-12-18",
  ],
  [
    "done, the month's end",
    "FREQ=MONTHLY;BYMONTHDAY=-1;FROM=DONE",
    FRIDAY,
    "2027-02-01T12:00:00Z",
    "2027-02-28",
  ],
  ["done, the nth weekday", "FREQ=MONTHLY;BYDAY=2TU;FROM=DONE", FRIDAY, "2026-12-09T12:00:00Z", "2027-01-12"],
  [
    "done, past UNTIL",
    "FREQ=DAILY;INTERVAL=7;UNTIL=20261203;FROM=DONE",
    FRIDAY,
    "2026-11-27T12:00:00Z",
    "end",
  ],
  ["done, COUNT=1", "FREQ=DAILY;COUNT=1;FROM=DONE", FRIDAY, "2026-11-27T12:00:00Z", "end"],
  [
    "done, COUNT counts what was made",
    "FREQ=DAILY;COUNT=2;FROM=DONE",
    FRIDAY,
    "2027-11-27T12:00:00Z",
    "2027-11-28",
  ],
];

Deno.test("what follows a completion", async (t) => {
  for (const [what, repeat, start, at, next, options] of COMPLETIONS) {
    await t.step(
      `${what}: ${repeat}, done ${at}`,
      () => assert.equal(after(repeat, start, at, options), next),
    );
  }
});

Deno.test("a series keeps its start, its phase and its count whatever happens to one occurrence", () => {
  const rule = readRepeat("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=6");
  const first = startSeries(rule, "2026-11-26");
  assert.deepEqual(first, { start: "2026-11-26", slot: "2026-11-26", left: 5 });
  const moved = nextOccurrence({ rule, series: first, due: "2026-12-01", at: LONG_AGO, zone: "UTC" });
  assert.deepEqual(moved, {
    due: "2026-12-07",
    series: { start: "2026-11-26", slot: "2026-12-07", left: 4 },
  });
  const late = nextOccurrence({ rule, ...moved, at: "2026-12-22T12:00:00Z", zone: "UTC" });
  assert.deepEqual(late, { due: "2026-12-24", series: { start: "2026-11-26", slot: "2026-12-24", left: 1 } });
});

Deno.test("what is made from the completion is counted as it is made", () => {
  const rule = readRepeat("FREQ=DAILY;COUNT=3;FROM=DONE");
  const first = { due: FRIDAY, series: startSeries(rule, FRIDAY) };
  const second = nextOccurrence({ rule, ...first, at: "2026-12-10T12:00:00Z", zone: "UTC" });
  assert.deepEqual(second, { due: "2026-12-11", series: { start: FRIDAY, slot: "2026-12-11", left: 1 } });
  const third = nextOccurrence({ rule, ...second, at: "2026-12-20T12:00:00Z", zone: "UTC" });
  assert.deepEqual(third, { due: "2026-12-21", series: { start: FRIDAY, slot: "2026-12-21", left: 0 } });
  assert.equal(nextOccurrence({ rule, ...third, at: "2026-12-21T12:00:00Z", zone: "UTC" }), undefined);
});
