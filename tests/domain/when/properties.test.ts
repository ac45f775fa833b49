import assert from "node:assert/strict";
import fc from "fast-check";
import { type Frame, readZone, storedWhen, type When, whenText } from "../../../src/domain/when/mod.ts";
import { onTheWall } from "../../../src/domain/when/value.ts";
import { outcome } from "./frame.ts";

const zones = fc.constantFrom("UTC", "GMT", ...Intl.supportedValuesOf("timeZone").map(readZone));
const frames: fc.Arbitrary<Frame> = fc.record({
  now: fc.integer({ min: 946_684_800, max: 4_102_444_800 }).map((second) =>
    Temporal.Instant.fromEpochMilliseconds(second * 1_000)
  ),
  zone: zones,
});

const days = fc.integer({ min: 0, max: 99_999 }).map((ahead) =>
  Temporal.PlainDate.from("1900-01-01").add({ days: ahead })
);
const values: fc.Arbitrary<When> = fc.oneof(
  days,
  fc.tuple(days, fc.integer({ min: 0, max: 86_399 }), fc.boolean(), zones).map(
    ([day, second, whole, zone]) => {
      const seconds = whole ? second - second % 60 : second;
      return onTheWall(day.toPlainDateTime().add({ seconds }), zone);
    },
  ),
);

/** Words of dates, torn apart. */
const VOCABULARY =
  ("today tomorrow yesterday tonight now noon midnight morning evening night eod eom friday mon sunday " +
    "nov november dec 27 5 27th 1st 2026 2026-11-27 03/04/2026 25/12/2026 5pm 17:00 am pm at by on the of in this next " +
    "last end start day days week weeks month year hours 2 two a an half and from after ago weekend due until + o'clock " +
    "utc gmt europe/berlin asia/tokyo").split(" ");

/** Words that say nothing about a date. */
const JUNK = "never maybe please not or to meeting x 99 - ? zz_top the-day ağustos 明日 5x".split(" ");

/** Whole phrases by what they speak of: of each kind a text has room for one. */
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  day: [
    "today",
    "tomorrow",
    "in 3 days",
    "27 nov 2026",
    "2026-11-27",
    "end of month",
    "next week",
    "25/12/2026",
  ],
  time: ["5pm", "at 17:00", "noon", "11:30 pm", "by 9am"],
  zone: ["UTC", "Europe/Berlin", "in Asia/Tokyo"],
  junk: JUNK,
};

Deno.test("whatever `readWhen` answers, it takes back unchanged", () => {
  const phrases = fc.array(fc.constantFrom(...Object.values(PHRASES).flat()), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(phrases, frames, frames, (words, frame, later) => {
      const text = outcome(words.join(" "), frame);
      fc.pre(typeof text === "string");
      assert.equal(outcome(text, later), text);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("a value's stored text and its text for people both read back to it, whenever and wherever", () => {
  fc.assert(
    fc.property(values, frames, (value, frame) => {
      assert.equal(outcome(storedWhen(value), frame), storedWhen(value));
      assert.equal(outcome(whenText(value), frame), storedWhen(value));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("of each kind of phrase a text has room for one, in any order, and for nothing else", () => {
  const kinds = fc.array(fc.constantFrom(...Object.keys(PHRASES)), { minLength: 1, maxLength: 5 });
  const mixes = kinds.chain((chosen) =>
    fc.tuple(fc.constant(chosen), fc.tuple(...chosen.map((kind) => fc.constantFrom(...PHRASES[kind] ?? []))))
  );
  fc.assert(
    fc.property(mixes, frames, ([chosen, phrases], frame) => {
      const count = (kind: string) => chosen.filter((one) => one === kind).length;
      const isTooMuch = count("junk") > 0 || ["day", "time", "zone"].some((kind) => count(kind) > 1);
      if (isTooMuch) assert.equal(typeof outcome(phrases.join(" "), frame), "object", phrases.join(" "));
    }),
    { numRuns: 5_000 },
  );
});

Deno.test("of a text that is read each word counts: one word more, or one twice, and it is refused", () => {
  const words = fc.array(fc.constantFrom(...VOCABULARY), { minLength: 1, maxLength: 6 });
  let read = 0;
  fc.assert(
    fc.property(words, fc.constantFrom(...JUNK), frames, (mix, junk, frame) => {
      if (typeof outcome(mix.join(" "), frame) !== "string") return;
      read++;
      for (let at = 0; at <= mix.length; at++) {
        const more = mix.toSpliced(at, 0, junk).join(" ");
        assert.equal(typeof outcome(more, frame), "object", more);
        if (at === mix.length) continue;
        const twice = mix.toSpliced(at, 0, mix[at] ?? "").join(" ");
        assert.equal(typeof outcome(twice, frame), "object", twice);
      }
    }),
    { numRuns: 5_000 },
  );
  assert.ok(read > 100, `only ${read} of the mixes were dates`);
});

Deno.test("any text at all is a date or is refused, in a bounded time and with a bounded sentence", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(..."0123456789/:-+.[]TZ aepm"), maxLength: 40 }),
    fc.array(fc.constantFrom(...VOCABULARY, ...JUNK), { maxLength: 30 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(texts, frames, (text, frame) => {
      const found = outcome(text, frame);
      if (typeof found === "string") return;
      assert.ok(found.message.length < 900, found.message);
      assert.match(found.message, /^(?:Date|Time zone) "/);
      if (!Array.isArray(found.choices)) return;
      // What is offered is taken.
      if (found.message.startsWith("Date")) {
        for (const choice of found.choices) assert.equal(outcome(choice, frame), choice);
      }
    }),
    { numRuns: 5_000 },
  );
});
