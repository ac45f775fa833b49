import assert from "node:assert/strict";
import fc from "fast-check";
import rrule from "rrule";
import { RRuleTemporal } from "rrule-temporal";
import { readRepeat } from "../../../src/domain/repeat/read.ts";
import { nextOccurrence, startSeries } from "../../../src/domain/repeat/series.ts";
import { LONG_AGO, walk } from "./walk.ts";

// Two libraries read the same rules independently. Both are asked for days in UTC, where both are right; what they do
// otherwise (a start that the rule does not name is no occurrence, one in a gap is left out) is not asked for.

const weekday = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
const list = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 4 });
const nthDay = fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5), weekday).map((pair) =>
  pair.join("")
);
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }));

const pattern = fc.oneof(
  fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"),
  list(weekday).map((days) => `FREQ=WEEKLY;BYDAY=${days}`),
  list(monthDay).map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days}`),
  list(nthDay).map((days) => `FREQ=MONTHLY;BYDAY=${days}`),
);
const interval = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(12, 24, 52));
const repeat = fc.tuple(pattern, interval).map(([pattern, interval]) => `${pattern};INTERVAL=${interval}`);
const day = fc.integer({ min: 0, max: 40_000 })
  .map((days) => Temporal.PlainDate.from("1996-01-01").add({ days }).toString());

const { Frequency, RRule, Weekday } = rrule;

const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

/** As many days as are asked for, or all up to the last that is. */
interface Extent {
  readonly most?: number;
  readonly last?: string;
}

/** The libraries have no end of their own for a rule that never comes again. */
const HORIZON = "2400-01-01";

/** The days of a series after its start, as rrule sees them. */
function byRrule(repeat: string, start: string, { most = Infinity, last = HORIZON }: Extent): string[] {
  const days: string[] = [];
  new RRule({ ...RRule.parseString(repeat), dtstart: midnight(start), until: midnight(last) }).all((date) => {
    const day = date.toISOString().slice(0, 10);
    if (day > start) days.push(day);
    return days.length < most;
  });
  return days;
}

/** The same, as rrule-temporal sees them. */
function byRruleTemporal(
  repeat: string,
  start: string,
  { most = Infinity, last = HORIZON }: Extent,
): string[] {
  const days: string[] = [];
  const dtstart = Temporal.PlainDate.from(start).toZonedDateTime("UTC");
  const rruleString = `${repeat};UNTIL=${last.replaceAll("-", "")}T000000Z`;
  new RRuleTemporal({ rruleString, dtstart }).all((date) => {
    const day = date.toPlainDate().toString();
    if (day > start) days.push(day);
    return days.length < most;
  });
  return days;
}

/** Whether a rule comes often enough for the libraries' horizon. */
function startable(repeat: string, start: string): boolean {
  return byRrule(repeat, start, { most: 1 }).length > 0;
}

const RUNS = { numRuns: 2_000 };

for (const [name, oracle] of [["rrule", byRrule], ["rrule-temporal", byRruleTemporal]] as const) {
  Deno.test(`a series has the days that ${name} gives it`, () => {
    let compared = 0;
    fc.assert(
      fc.property(repeat, day, (repeat, start) => {
        fc.pre(startable(repeat, start));
        const expected = oracle(repeat, start, { most: 12 });
        compared += expected.length;
        assert.deepEqual(walk(repeat, start, expected.length + 1), [start, ...expected]);
      }),
      RUNS,
    );
    assert.ok(compared > 15_000, `${compared} days were compared`);
  });
}

Deno.test("COUNT and UNTIL end a series where they end the list of its days", () => {
  fc.assert(
    fc.property(repeat, day, fc.integer({ min: 1, max: 8 }), fc.nat(1_000), (repeat, start, count, span) => {
      fc.pre(startable(repeat, start));
      const all = [start, ...byRrule(repeat, start, { most: 8 })];
      const seen = (end: string) => walk(`${repeat};${end}`, start, 9).filter((day) => day <= HORIZON);
      assert.deepEqual(seen(`COUNT=${count}`), all.slice(0, count));
      const until = Temporal.PlainDate.from(start).add({ days: span }).toString();
      assert.deepEqual(seen(`UNTIL=${until.replaceAll("-", "")}`), all.filter((day) => day <= until));
    }),
    RUNS,
  );
});

const zone = fc.constantFrom(
  ...[
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
  ],
);
const clock = fc.constantFrom("00:00", "01:30", "02:00", "02:15", "02:30", "03:00", "17:00", "23:59");

Deno.test("the next occurrence is the first day of the list whose instant lies after due and now", () => {
  fc.assert(
    fc.property(
      repeat,
      day,
      clock,
      zone,
      fc.integer({ min: -3_000, max: 12_000 }),
      fc.integer({ min: -20, max: 60 }),
      fc.option(fc.integer({ min: 2, max: 40 }), { nil: undefined }),
      (repeat, start, clock, zone, hours, days, count) => {
        fc.pre(startable(repeat, start));
        const due = (day: string) => {
          const zoned = Temporal.ZonedDateTime.from(`${day}T${clock}[${zone}]`);
          return {
            instant: zoned.toInstant(),
            text: `${zoned.toString({ smallestUnit: "minute", offset: "never" })}`,
          };
        };
        const first = due(start);
        const now = first.instant.add({ hours });
        const moved = due(Temporal.PlainDate.from(start).add({ days }).toString());
        const later = Temporal.Instant.compare(now, moved.instant) > 0 ? now : moved.instant;
        const list = byRrule(repeat, start, { most: count === undefined ? 600 : count - 1 });
        // The days before are left out of the search for its speed alone.
        const soon = later.subtract({ hours: 72 }).toString().slice(0, 10);
        const expected = list.filter((day) => day >= soon).map(due).find(({ instant }) =>
          Temporal.Instant.compare(instant, later) > 0
        );
        const rule = readRepeat(count === undefined ? repeat : `${repeat};COUNT=${count}`);
        const series = startSeries(rule, `${start}T${clock}[${zone}]`);
        const next = nextOccurrence({ rule, series, due: moved.text, at: now.toString(), zone: "UTC" });
        assert.equal(next?.due, expected?.text);
      },
    ),
    { numRuns: 1_000 },
  );
});

Deno.test("from the completion, the next is the first day that rrule gives a series that starts then", () => {
  fc.assert(
    fc.property(repeat, day, day, (repeat, start, done) => {
      fc.pre(startable(repeat, done) && startable(repeat, start));
      const rule = readRepeat(`${repeat};FROM=DONE`);
      // The slot lies before the completion, so it plays no part.
      const series = { start, slot: LONG_AGO.slice(0, 10) };
      const next = nextOccurrence({ rule, series, due: start, at: `${done}T12:00:00Z`, zone: "UTC" });
      assert.equal(next?.due, byRrule(repeat, done, { most: 1 })[0]);
    }),
    RUNS,
  );
});

Deno.test("the libraries are asked what is meant", () => {
  assert.deepEqual(RRule.parseString("FREQ=MONTHLY;BYDAY=2TU"), {
    freq: Frequency.MONTHLY,
    byweekday: [new Weekday(1, 2)],
  });
  assert.deepEqual(byRrule("FREQ=MONTHLY", "2026-01-31", { most: 2 }), ["2026-03-31", "2026-05-31"]);
  assert.deepEqual(byRruleTemporal("FREQ=MONTHLY", "2026-01-31", { most: 2 }), ["2026-03-31", "2026-05-31"]);
});
