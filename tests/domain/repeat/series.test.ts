import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { readRepeat } from "../../../src/domain/repeat/read.ts";
import { startSeries } from "../../../src/domain/repeat/series.ts";
import { after, walk } from "./walk.ts";

/** A rule, and the dues of its series in order, the start first; "end" where nothing may follow. */
type Walk = readonly [repeat: string, dues: string];

const DAYS: readonly Walk[] = [
  ["FREQ=DAILY", "2026-12-30 2026-12-31 2027-01-01"],
  ["FREQ=DAILY;INTERVAL=3", "2024-02-27 2024-03-01 2024-03-04"],
  ["FREQ=WEEKLY", "2026-11-25 2026-12-02 2026-12-09"],
  ["FREQ=WEEKLY;INTERVAL=2", "2026-12-23 2027-01-06 2027-01-20"],
  ["FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26 2026-11-30 2026-12-03 2026-12-07"],
  // Weeks start on Monday: the Sunday of the first week is in it, and the Monday after that is not.
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-26 2026-12-07 2026-12-10 2026-12-21"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-11-24 2026-11-29 2026-12-08 2026-12-13"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-29 2026-12-07 2026-12-21"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-12-31 2027-01-01 2027-01-04"],
  // The start is an occurrence also where the rule does not name its day.
  ["FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-11-25 2026-11-30 2026-12-07 end"],
  ["FREQ=MONTHLY", "2026-11-15 2026-12-15 2027-01-15"],
  ["FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31"],
  ["FREQ=MONTHLY", "2026-01-30 2026-03-30 2026-04-30"],
  ["FREQ=MONTHLY", "2028-01-29 2028-02-29 2028-03-29"],
  ["FREQ=MONTHLY", "2027-01-29 2027-03-29"],
  ["FREQ=MONTHLY;INTERVAL=2", "2026-12-31 2027-08-31 2027-10-31 2027-12-31 2028-08-31"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "2028-01-31 2028-02-29 2028-03-31"],
  ["FREQ=MONTHLY;BYMONTHDAY=-31", "2026-03-01 2026-05-01 2026-07-01 2026-08-01"],
  ["FREQ=MONTHLY;BYMONTHDAY=15,-1", "2026-01-15 2026-01-31 2026-02-15 2026-02-28 2026-03-15"],
  // The 30th and the last but one are the same day of a month with 31, and it comes once.
  ["FREQ=MONTHLY;BYMONTHDAY=30,-2", "2026-03-30 2026-04-29 2026-04-30 2026-05-30"],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31 2026-12-31 2027-01-31 2027-03-31"],
  ["FREQ=MONTHLY;BYDAY=2TU", "2026-11-10 2026-12-08 2027-01-12"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "2026-10-30 2026-11-27 2026-12-25 2027-01-29"],
  ["FREQ=MONTHLY;BYDAY=5MO", "2026-03-30 2026-06-29 2026-08-31 2026-11-30"],
  ["FREQ=MONTHLY;BYDAY=-5MO", "2026-03-02 2026-06-01 2026-08-03"],
  ["FREQ=MONTHLY;BYDAY=1MO,3MO", "2026-11-02 2026-11-16 2026-12-07 2026-12-21"],
  ["FREQ=MONTHLY;BYMONTHDAY=29;INTERVAL=12", "2024-02-29 2028-02-29 2032-02-29"],
  ["FREQ=YEARLY", "2026-11-27 2027-11-27 2028-11-27"],
  ["FREQ=YEARLY", "2024-02-29 2028-02-29 2032-02-29"],
  ["FREQ=YEARLY", "2096-02-29 2104-02-29"],
  ["FREQ=YEARLY;INTERVAL=3", "2024-02-29 2036-02-29"],
  ["FREQ=YEARLY;INTERVAL=1000", "2024-02-29 3024-02-29 4024-02-29"],
  ["FREQ=DAILY;COUNT=1", "2026-11-27 end"],
  ["FREQ=DAILY;COUNT=3", "2026-11-27 2026-11-28 2026-11-29 end"],
  ["FREQ=MONTHLY;COUNT=3", "2026-01-31 2026-03-31 2026-05-31 end"],
  ["FREQ=DAILY;UNTIL=20261129", "2026-11-27 2026-11-28 2026-11-29 end"],
  ["FREQ=DAILY;UNTIL=20261129T000000Z", "2026-11-27 2026-11-28 2026-11-29 end"],
  ["FREQ=WEEKLY;UNTIL=20261203", "2026-11-27 end"],
  ["FREQ=DAILY", "9999-12-30 9999-12-31 end"],
  ["FREQ=WEEKLY;BYDAY=MO,SU", "9999-12-26 9999-12-27 end"],
];

const BERLIN = "[Europe/Berlin]";
const NEW_YORK = "[America/New_York]";
const LORD_HOWE = "[Australia/Lord_Howe]";

/** The same with a wall time: the dues lack their zone, which is the first column. */
const CLOCKS: readonly (readonly [zone: string, ...Walk])[] = [
  // Across both changes the wall time stays.
  [BERLIN, "FREQ=DAILY", "2026-03-28T17:00 2026-03-29T17:00 2026-03-30T17:00"],
  [BERLIN, "FREQ=DAILY", "2026-10-24T17:00 2026-10-25T17:00 2026-10-26T17:00"],
  [NEW_YORK, "FREQ=WEEKLY", "2026-03-01T09:00 2026-03-08T09:00 2026-03-15T09:00"],
  [NEW_YORK, "FREQ=WEEKLY", "2026-10-25T09:00 2026-11-01T09:00 2026-11-08T09:00"],
  [LORD_HOWE, "FREQ=DAILY", "2026-10-03T09:00 2026-10-04T09:00 2026-10-05T09:00"],
  [LORD_HOWE, "FREQ=DAILY", "2026-04-04T09:00 2026-04-05T09:00 2026-04-06T09:00"],
  // A time in the gap moves by the gap, that once.
  [BERLIN, "FREQ=DAILY", "2026-03-28T02:30 2026-03-29T03:30 2026-03-30T02:30"],
  [BERLIN, "FREQ=DAILY", "2026-03-28T02:00 2026-03-29T03:00 2026-03-30T02:00"],
  [BERLIN, "FREQ=DAILY", "2026-03-28T03:00 2026-03-29T03:00 2026-03-30T03:00"],
  [BERLIN, "FREQ=YEARLY", "2026-03-29T02:30 2027-03-29T02:30"],
  [NEW_YORK, "FREQ=DAILY", "2026-03-07T02:15 2026-03-08T03:15 2026-03-09T02:15"],
  [LORD_HOWE, "FREQ=DAILY", "2026-10-03T02:10 2026-10-04T02:40 2026-10-05T02:10"],
  [LORD_HOWE, "FREQ=DAILY", "2026-10-03T02:30 2026-10-04T02:30 2026-10-05T02:30"],
  // On a day that a country left out, the gap is as long as a day.
  ["[Pacific/Apia]", "FREQ=DAILY", "2011-12-29T10:00 2011-12-31T10:00 2012-01-01T10:00"],
  ["[Pacific/Apia]", "FREQ=DAILY;COUNT=3", "2011-12-29T10:00 2011-12-31T10:00 end"],
  // A time that comes twice comes once.
  [BERLIN, "FREQ=DAILY", "2026-10-24T02:30 2026-10-25T02:30 2026-10-26T02:30"],
  [NEW_YORK, "FREQ=DAILY", "2026-10-31T01:30 2026-11-01T01:30 2026-11-02T01:30"],
  [LORD_HOWE, "FREQ=DAILY", "2026-04-04T01:45 2026-04-05T01:45 2026-04-06T01:45"],
  [BERLIN, "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T00:00 2026-02-28T00:00 2026-03-31T00:00"],
  [BERLIN, "FREQ=DAILY", "2026-11-27T17:00:30 2026-11-28T17:00:30"],
  ["[Africa/Monrovia]", "FREQ=DAILY", "1960-11-27T17:00 1960-11-28T17:00"],
  ["[UTC]", "FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-27T23:59 2026-11-30T23:59"],
  // UNTIL is included: as an instant to the second, as a day to its end in the series' zone.
  [BERLIN, "FREQ=DAILY;UNTIL=20261129T160000Z", "2026-11-27T17:00 2026-11-28T17:00 2026-11-29T17:00 end"],
  [BERLIN, "FREQ=DAILY;UNTIL=20261129T155959Z", "2026-11-27T17:00 2026-11-28T17:00 end"],
  [NEW_YORK, "FREQ=DAILY;UNTIL=20261128", "2026-11-27T23:00 2026-11-28T23:00 end"],
  [BERLIN, "FREQ=DAILY;COUNT=2", "2026-11-27T17:00 2026-11-28T17:00 end"],
];

const FRIDAY = "2026-11-27";
const FRIDAY_5PM = `2026-11-27T17:00${BERLIN}`;

Deno.test("a series of days", async (t) => {
  for (const [repeat, text] of DAYS) {
    await t.step(`${repeat}: ${text}`, () => {
      const dues = text.split(" ");
      assert.deepEqual([...walk(repeat, dues[0] ?? "", 9), "end"].slice(0, dues.length), dues);
    });
  }
});

Deno.test("a series of wall times", async (t) => {
  for (const [zone, repeat, text] of CLOCKS) {
    await t.step(`${repeat} ${zone}: ${text}`, () => {
      const dues = text.split(" ").map((due) => due === "end" ? due : due + zone);
      assert.deepEqual([...walk(repeat, dues[0] ?? "", 9), "end"].slice(0, dues.length), dues);
    });
  }
});

const DAY_NEVER_COMES = "send a shorter INTERVAL, or days that its months have, such as " +
  '"FREQ=MONTHLY;BYMONTHDAY=-1"';

/** Rules that are right in themselves, and wrong for a due. */
const NEVER: readonly (readonly [repeat: string, due: string, reason: string])[] = [
  [
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30",
    "2026-02-01",
    `may never come again after "2026-02-01": ${DAY_NEVER_COMES}`,
  ],
  [
    "FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=31,-31;COUNT=2",
    "2026-04-01",
    `may never come again after "2026-04-01": ${DAY_NEVER_COMES}`,
  ],
  [
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30;FROM=DONE",
    FRIDAY,
    `may never come again after "${FRIDAY}": ${DAY_NEVER_COMES}`,
  ],
  ["FREQ=YEARLY;INTERVAL=9999", FRIDAY, `may never come again after "${FRIDAY}": ${DAY_NEVER_COMES}`],
  ["FREQ=DAILY", "9999-12-31", `may never come again after "9999-12-31": ${DAY_NEVER_COMES}`],
  [
    "FREQ=DAILY;UNTIL=20261126",
    FRIDAY,
    `ends before the due "${FRIDAY}": send a later UNTIL, or leave it out`,
  ],
  [
    "FREQ=DAILY;UNTIL=20261127T155959Z",
    FRIDAY_5PM,
    `ends before the due "${FRIDAY_5PM}": send a later UNTIL, or leave it out`,
  ],
];

Deno.test("a rule that never comes again is refused, and soon", async (t) => {
  for (const [repeat, due, reason] of NEVER) {
    await t.step(`${repeat} from ${due}`, () => {
      const started = performance.now();
      assert.throws(() => startSeries(readRepeat(repeat), due), (error) => {
        assert.ok(error instanceof UserError, Deno.inspect(error));
        assert.equal(error.message, `Argument "repeat" is "${repeat}", which ${reason}`);
        return true;
      });
      assert.ok(performance.now() - started < 5_000);
    });
  }
});

Deno.test("the longest walk there is takes less than five seconds", () => {
  const started = performance.now();
  assert.equal(after("FREQ=DAILY;COUNT=9999", `2026-11-27T17:00${BERLIN}`, "9999-12-31T00:00:00Z"), "end");
  assert.equal(
    after("FREQ=MONTHLY;BYMONTHDAY=29;INTERVAL=12;COUNT=9999", "0004-02-29", "9999-12-31T00:00:00Z"),
    "end",
  );
  assert.equal(after("FREQ=DAILY", "0001-01-01", "9999-12-30T00:00:00Z"), "9999-12-31");
  assert.ok(performance.now() - started < 5_000);
});
