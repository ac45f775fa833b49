import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "../../../src/errors.ts";
import { readRepeat } from "../../../src/domain/repeat/read.ts";
import { repeatText } from "../../../src/domain/repeat/rule.ts";

/** What is sent, and how it is stored. */
const READ: readonly (readonly [text: string, stored: string])[] = [
  ["FREQ=DAILY", "FREQ=DAILY"],
  ["RRULE:FREQ=DAILY", "FREQ=DAILY"],
  ["rrule:freq=daily;interval=1", "FREQ=DAILY"],
  ["  FREQ = WEEKLY ; BYDAY = TH, MO ; ", "FREQ=WEEKLY;BYDAY=MO,TH"],
  ["BYDAY=TH,MO,TH;INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1,+15,01,15", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"],
  ["FREQ=MONTHLY;BYDAY=-1FR,+2TU,1TU,1MO", "FREQ=MONTHLY;BYDAY=1MO,1TU,2TU,-1FR"],
  ["FREQ=YEARLY;INTERVAL=0003", "FREQ=YEARLY;INTERVAL=3"],
  ["FREQ=DAILY;COUNT=9999", "FREQ=DAILY;COUNT=9999"],
  ["FREQ=DAILY;UNTIL=20261231;INTERVAL=2", "FREQ=DAILY;INTERVAL=2;UNTIL=20261231"],
  ["freq=daily;until=20261231t235959z", "FREQ=DAILY;UNTIL=20261231T235959Z"],
  ["FROM=DONE;FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=3;FROM=DONE"],
];

const ALLOWED =
  "send FREQ=DAILY, WEEKLY (with BYDAY), MONTHLY (by BYMONTHDAY, or by nth BYDAY such as 2TU) or " +
  'YEARLY, with INTERVAL, COUNT, UNTIL and FROM=DONE, such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"';
const FREQ = 'but FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY: send for example "FREQ=WEEKLY;BYDAY=MO,TH"';
const WEEKLY = 'but a WEEKLY rule takes MO, TU, WE, TH, FR, SA, SU: send for example "BYDAY=MO,TH"';
const NTH =
  "but a MONTHLY rule takes the nth weekday, from 1 to 5 or from the month's end -1 to -5: send for " +
  'example "BYDAY=2TU" or "BYDAY=-1FR"';
const MONTH_DAY =
  'but it takes days from 1 to 31, or from the month\'s end -1 to -31: send for example "BYMONTHDAY=15,-1"';
const UNTIL = 'but it must be a day that exists or an instant in UTC: send for example "UNTIL=20271231" or ' +
  '"UNTIL=20271231T170000Z"';
const BY_DAY = (frequency: string) =>
  `which belongs to a WEEKLY or a MONTHLY rule, not to a ${frequency} one: send for example ` +
  '"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"';
const BY_MONTH_DAY = (frequency: string) =>
  `which belongs to a MONTHLY rule, not to a ${frequency} one: send for example "FREQ=MONTHLY;BYMONTHDAY=15,-1"`;
const NUMBER = (name: string) => `but it must be an integer from 1 to 9999: send for example "${name}=2"`;

/** What is sent, the part that is named, what is said of it, and the rule that is offered. */
const REFUSED: readonly (readonly [text: string, part: string, reason: string, choice?: string])[] = [
  ["FREQ=HOURLY", "FREQ=HOURLY", FREQ],
  ["FREQ=", "FREQ=", FREQ],
  ["FREQ=DAILY COUNT=3", "FREQ=DAILY COUNT=3", FREQ],
  ["FREQ=DAILY;INTERVAL=0", "INTERVAL=0", NUMBER("INTERVAL")],
  ["FREQ=DAILY;INTERVAL=1.5", "INTERVAL=1.5", NUMBER("INTERVAL")],
  ["FREQ=DAILY;INTERVAL=10000", "INTERVAL=10000", NUMBER("INTERVAL")],
  ["FREQ=DAILY;COUNT=-1", "COUNT=-1", NUMBER("COUNT")],
  ["FREQ=DAILY;COUNT=", "COUNT=", NUMBER("COUNT")],
  [
    "FREQ=DAILY;COUNT=3;UNTIL=20261231",
    "UNTIL=20261231",
    "and a COUNT too, which contradict each other: send one of them",
  ],
  ["FREQ=DAILY;UNTIL=2026-12-31", "UNTIL=2026-12-31", UNTIL],
  ["FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230", UNTIL],
  ["FREQ=DAILY;UNTIL=20261231T170000", "UNTIL=20261231T170000", UNTIL],
  ["FREQ=DAILY;UNTIL=20261231T240000Z", "UNTIL=20261231T240000Z", UNTIL],
  ["FREQ=DAILY;UNTIL=20261231T235960Z", "UNTIL=20261231T235960Z", UNTIL],
  ["FREQ=DAILY;FROM=START", "FROM=START", 'but only "FROM=DONE" is known: it counts from the completion'],
  ["FREQ=DAILY;FREQ=WEEKLY", "FREQ=WEEKLY", "but FREQ is there before: send it once"],
  ["FREQ=DAILY;BYDAY=MO,TU;COUNT=3", "BYDAY=MO,TU", BY_DAY("DAILY"), "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3"],
  ["FREQ=DAILY;INTERVAL=2;BYDAY=MO", "BYDAY=MO", BY_DAY("DAILY")],
  ["FREQ=YEARLY;BYDAY=MO", "BYDAY=MO", BY_DAY("YEARLY")],
  ["FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO", WEEKLY],
  ["FREQ=WEEKLY;BYDAY=MO,", "BYDAY=MO,", WEEKLY],
  ["FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY=MONDAY", WEEKLY],
  ["FREQ=MONTHLY;BYDAY=MO", "BYDAY=MO", NTH, "FREQ=WEEKLY;BYDAY=MO"],
  ["FREQ=MONTHLY;BYDAY=1MO,TU", "BYDAY=1MO,TU", NTH],
  ["FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO", NTH],
  ["FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO", NTH],
  ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32", MONTH_DAY],
  ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0", MONTH_DAY],
  ["FREQ=MONTHLY;BYMONTHDAY=-0", "BYMONTHDAY=-0", MONTH_DAY],
  [
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=1FR",
    "BYMONTHDAY=13",
    "and a BYDAY too, which cannot be combined: send one of them",
  ],
  ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY=1", BY_MONTH_DAY("WEEKLY")],
  ["FREQ=YEARLY;BYMONTHDAY=25", "BYMONTHDAY=25", BY_MONTH_DAY("YEARLY")],
  [
    "FREQ=YEARLY;BYMONTH=12",
    "BYMONTH=12",
    `which is not understood, as a YEARLY rule takes month and day from "due": ${ALLOWED}`,
  ],
  [
    "FREQ=DAILY;BYHOUR=9",
    "BYHOUR=9",
    `which is not understood, as the time of day is that of "due": ${ALLOWED}`,
  ],
  [
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1",
    "BYSETPOS=-1",
    `which is not understood, as a MONTHLY rule takes the nth weekday as BYDAY=2TU or BYDAY=-1FR: ${ALLOWED}`,
  ],
  ["FREQ=WEEKLY;WKST=SU", "WKST=SU", `which is not understood, as weeks start on Monday: ${ALLOWED}`],
  ["FREQ=DAILY;EVERY=2", "EVERY=2", `which is not understood: ${ALLOWED}`],
  ["FREQ=DAILY;constructor=2", "constructor=2", `which is not understood: ${ALLOWED}`],
  ["DAILY;COUNT=2", "DAILY", `which is not understood: ${ALLOWED}`],
  ["FREQ=DAILY;;COUNT=2", "", `which is not understood: ${ALLOWED}`],
  [
    "DTSTART:20261127\nRRULE:FREQ=DAILY",
    "DTSTART:20261127\nRRULE:FREQ=DAILY",
    `which is not understood, as the series starts at "due": ${ALLOWED}`,
  ],
];

/** Plain words, and the rule that is offered for them. */
const WORDS: readonly (readonly [text: string, choice?: string])[] = [
  ["daily", "FREQ=DAILY"],
  ["Weekly", "FREQ=WEEKLY"],
  ["every day", "FREQ=DAILY"],
  [" every  2 weeks ", "FREQ=WEEKLY;INTERVAL=2"],
  ["every other month", "FREQ=MONTHLY;INTERVAL=2"],
  ["every 90 days", "FREQ=DAILY;INTERVAL=90"],
  ["every Monday", "FREQ=WEEKLY;BYDAY=MO"],
  ["every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"],
  ["annually", "FREQ=YEARLY"],
  // What has two meanings, or none, is offered nothing.
  ["biweekly"],
  ["every 0 days"],
  ["every constructor"],
  ["every monday and thursday"],
  ["whenever"],
  ["COUNT=3"],
];

function refusalOf(text: string): UserError {
  try {
    readRepeat(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  assert.fail(`"${text}" was read`);
}

Deno.test("a rule is stored in one spelling", async (t) => {
  for (const [text, stored] of READ) {
    await t.step(text, () => assert.equal(repeatText(readRepeat(text)), stored));
  }
});

Deno.test("whatever is not understood is named, with what is", async (t) => {
  for (const [text, part, reason, choice] of REFUSED) {
    await t.step(text, () => {
      const { message, details } = refusalOf(text);
      assert.equal(message, `Argument "repeat" has "${part}", ${reason}`);
      assert.deepEqual(details, choice === undefined ? {} : { choices: [choice] });
    });
  }
});

Deno.test("plain words are refused, and the rule for them is offered", async (t) => {
  for (const [text, choice] of WORDS) {
    await t.step(text, () => {
      const { message, details } = refusalOf(text);
      const what = `Argument "repeat" is "${text}", which is no rule: `;
      const offer = choice === undefined ? ALLOWED : ALLOWED.replace("send ", `send "${choice}", or any of `);
      assert.equal(message, what + offer);
      assert.deepEqual(details, choice === undefined ? {} : { choices: [choice] });
      if (choice !== undefined) assert.equal(repeatText(readRepeat(choice)), choice);
    });
  }
});

Deno.test("an empty text, a long one and half a character are refused in few words", () => {
  assert.equal(refusalOf(" ").message, `Argument "repeat" is empty: ${ALLOWED}`);
  assert.equal(
    refusalOf("FREQ=DAILY;".repeat(50)).message,
    'Argument "repeat" must have at most 500 characters, but it has 550: name fewer days',
  );
  const { message } = refusalOf("\ud800".repeat(400));
  assert.ok(message.isWellFormed() && message.length < 400, message);
});

Deno.test("every day that a rule can name fits into it", () => {
  const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  const nth = [1, 2, 3, 4, 5, -5, -4, -3, -2, -1].flatMap((nth) => weekdays.map((day) => `${nth}${day}`));
  const tail = ";COUNT=9999;FROM=DONE";
  const days = Array.from({ length: 31 }, (_, index) => index + 1);
  for (
    const text of [
      `FREQ=MONTHLY;INTERVAL=9999;BYDAY=${nth.join(",")}${tail}`,
      `FREQ=MONTHLY;INTERVAL=9999;BYMONTHDAY=${
        [...days, ...days.map((day) => -day).reverse()].join(",")
      }${tail}`,
    ]
  ) assert.equal(repeatText(readRepeat(text)), text);
});

Deno.test("a text is read the same again as it is stored, or refused by a UserError with rules that are read", () => {
  const piece = fc.constantFrom(
    ...[
      "RRULE:",
      "FREQ=",
      "DAILY",
      "WEEKLY",
      "MONTHLY",
      "YEARLY",
      ";",
      ",",
      "=",
      " ",
      "INTERVAL=",
      "COUNT=",
      "UNTIL=",
    ],
    ...[
      "BYDAY=",
      "BYMONTHDAY=",
      "MO",
      "SU",
      "-1",
      "2",
      "31",
      "0",
      "20261231",
      "T000000Z",
      "FROM=DONE",
      "every ",
      "week",
    ],
    ...["ſ", "\u0000", "\ud800", "__proto__="],
  );
  const part = fc.constantFrom(
    ...[
      "FREQ=DAILY",
      "FREQ=WEEKLY",
      "FREQ=MONTHLY",
      "INTERVAL=2",
      "COUNT=3",
      "BYDAY=MO",
      "BYDAY=2TU,-1FR",
      "BYMONTHDAY=5,-1",
    ],
    ...["UNTIL=20261231", "FROM=DONE", "WKST=MO"],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(";")),
    fc.string(),
  );
  let read = 0;
  fc.assert(
    fc.property(text, (text) => {
      try {
        const rule = readRepeat(text);
        assert.deepEqual(readRepeat(repeatText(rule)), rule);
        read++;
      } catch (error) {
        assert.ok(error instanceof UserError, Deno.inspect(error));
        assert.match(error.message, /^Argument "repeat" [^]*[^.]$/);
        const { choices = [] } = error.details;
        assert.ok(Array.isArray(choices));
        for (const choice of choices) readRepeat(choice);
      }
    }),
    { numRuns: 5_000 },
  );
  assert.ok(read > 100, `${read} were read`);
});
