import assert from "node:assert/strict";
import fc from "fast-check";
import { matches, type State, STATES } from "../../../src/domain/query/mod.ts";
import { PRIORITIES } from "../../../src/domain/task.ts";
import { dates, DAY, day, moment, NOW, parse, prepared, type Sample, sample } from "./helper.ts";

/** Whether a query finds a task with these fields. */
function finds(query: string, given: Partial<Sample>): boolean {
  return matches(parse(query), prepared(sample(given)));
}

Deno.test("`matches` looks for every word in the title, the description and the notes", () => {
  const task = { title: "Buy MILK", description: "Two\nlitres of Straßenmilch", notes: ["Ask Émile", "x"] };
  for (const query of ["", "milk", "mil", '"buy milk" E\u0301MILE -eggs', '"two litres"', "STRASSEN", "é"]) {
    assert.equal(finds(query, task), true, query);
  }
  for (const query of ["eggs", "-milk", "buy eggs", '"milk buy"', '"milk two"', "emile"]) {
    assert.equal(finds(query, task), false, query);
  }
});

Deno.test("`matches` compares projects, tags and agents whatever their case or outer spaces", () => {
  const task = { project: " My  Stuff", tags: ["Home ", "none"], claim: "Planner" };
  for (const query of ['project:"my stuff "', "tag:HOME", "tag:x,home", "claim:planner", 'tag:"NONE"']) {
    assert.equal(finds(query, task), true, query);
    assert.equal(finds(`-${query}`, task), false, query);
  }
  for (const query of ["project:my", "tag:hom", "tag:none", "claim:none", "project:none", "claim:x"]) {
    assert.equal(finds(query, task), false, query);
    assert.equal(finds(`-${query}`, task), true, query);
  }
  assert.equal(finds("project:none tag:none claim:x,none parent:none due:none priority:none", {}), true);
});

Deno.test("`matches` compares dates by day and by moment", () => {
  const at = (text: string) => dates(text) ?? assert.fail(text);
  const due: Record<string, [yes: string, no: string]> = {
    "2026-11-20": [
      "due<7d due<today due:today due<=today due:2026-11-20 due<2026-11-21 due>-7d due>=2026-11-20",
      "due>today due:tomorrow due<-7d due<2026-11-20 due>2026-11-20 due:none due:yesterday due>=today",
    ],
    "2026-11-22": [
      "due<7d due:today due<=today due>=today due<tomorrow due>yesterday due<12h due<1h",
      "due<today due>today due:tomorrow due>0h due:yesterday",
    ],
    "2026-11-22T17:00": [
      "due:today due<12h due>1h due:2026-11-22T17:00 due>=2026-11-22T17:00 due<=2026-11-22T17:00 due:2026-11-22",
      "due<2026-11-22T17:00 due>2026-11-22T17:00 due<today due>today due<1h",
    ],
    "2026-12-24": [
      "due>today due>7d due<2026-12-25 due:2026-12-24,2026-12-26 due<7d,2026-12-25",
      "due:today due<7d due<2026-12-24 due<=2026-12-23 due<7d,none",
    ],
  };
  for (const [text, [yes, no]] of Object.entries(due)) {
    for (const query of yes.split(" ")) {
      assert.equal(finds(query, { due: at(text) }), true, `${text} ${query}`);
    }
    for (const query of no.split(" ")) {
      assert.equal(finds(query, { due: at(text) }), false, `${text} ${query}`);
    }
  }
  // Today alone includes what is before it, and for what is due alone.
  assert.equal(finds("created:today", { created: NOW }), true);
  assert.equal(finds("created:today", { created: NOW - DAY }), false);
  for (const query of ["due<7d", "due>7d", "due:today", "completed>-7d", "completed:today"]) {
    assert.equal(finds(query, {}), false, query);
    assert.equal(finds(`-${query}`, {}), true, query);
  }
});

Deno.test("`matches` compares ids, parents, priorities, statuses and states", () => {
  const task: Partial<Sample> = {
    id: 8,
    parent_id: 5,
    priority: "high",
    status: "completed",
    states: ["completed", "overdue"],
  };
  for (
    const query of [
      ...["id:8", "id:5,7-9", "-id:9-12", "parent:5", "parent:none,4-6", "-parent:none", "priority:high,low"],
      ...["status:completed,pending", "-status:pending", "is:overdue", "is:ready,completed", "-is:ready"],
    ]
  ) assert.equal(finds(query, task), true, query);
  for (
    const query of ["id:5-7", "parent:8", "priority:none", "priority:urgent", "status:pending", "is:ready"]
  ) {
    assert.equal(finds(query, task), false, query);
  }
});

/** A term as a person writes it, and what they mean by it. */
interface Asked {
  readonly text: string;
  holds(task: Sample): boolean;
}

const WORDS = ["milk", "Eggs", "BUY", "call", "Ärger", "straße"];
const NAMES = ["Home", "work", "My Stuff", "None"];
const AGENTS = ["planner", "Coder"];
const PLAIN_DAYS = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-12-24"];

const someWords = fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => words.join(" "));
const someDay = fc.constantFrom(...PLAIN_DAYS).map((text) => Date.parse(text));
const someTime = fc.tuple(someDay, fc.integer({ min: 0, max: 23 })).map(([start, hour]) =>
  start + hour * 3_600_000
);
const anyId = fc.integer({ min: 1, max: 9 });

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

const anyTask: fc.Arbitrary<Sample> = fc.record({
  id: anyId,
  title: someWords,
  description: someWords,
  notes: fc.array(someWords, { maxLength: 2 }),
  status: fc.constantFrom("pending", "completed"),
  priority: maybe(fc.constantFrom(...PRIORITIES)),
  due: maybe(fc.oneof(someDay.map(day), someTime.map(moment))),
  project: maybe(fc.constantFrom(...NAMES, " HOME ")),
  tags: fc.array(fc.constantFrom(...NAMES, " HOME "), { maxLength: 2 }),
  parent_id: maybe(anyId),
  claim: maybe(fc.constantFrom(...AGENTS)),
  created: someTime,
  updated: someTime,
  completed: maybe(someTime),
  states: fc.subarray<State>([...STATES]),
});

/** Values of a list, of which one has to fit; `none` is what fits nothing. */
function oneOf<V>(
  key: string,
  value: fc.Arbitrary<V>,
  print: (value: V) => string,
  fits: (task: Sample, value: V) => boolean,
  isUnset?: (task: Sample) => boolean,
): fc.Arbitrary<Asked> {
  return fc.tuple(fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([values, none]) => {
    const withNone = none && isUnset !== undefined;
    const parts = withNone ? ["none", ...values.map(print)] : values.map(print);
    return {
      text: `${key}${parts.join(",")}`,
      holds: (task) => withNone && isUnset(task) || values.some((value) => fits(task, value)),
    };
  });
}

const same = (a: string | undefined, b: string) => a?.trim().toLowerCase() === b.toLowerCase();

const anyTerm: fc.Arbitrary<Asked> = fc.oneof(
  fc.constantFrom(...WORDS, ...WORDS.map((word) => word.slice(1, 4)), "xyz").map((word) => ({
    text: word,
    holds: ({ title, description, notes }: Sample) =>
      [title, description, ...notes].some((text) => text.toLowerCase().includes(word.toLowerCase())),
  })),
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map(([a, b]) => ({
    text: `"${a} ${b}"`,
    holds: ({ title, description, notes }: Sample) =>
      [title, description, ...notes].some((text) => text.toLowerCase().includes(`${a} ${b}`.toLowerCase())),
  })),
  oneOf(
    "project:",
    fc.constantFrom(...NAMES),
    (name) => `"${name}"`,
    ({ project }, name) => same(project, name),
    ({ project }) => project === undefined,
  ),
  oneOf(
    "tag:",
    fc.constantFrom(...NAMES),
    (name) => `"${name}"`,
    ({ tags }, name) => tags.some((tag) => same(tag, name)),
    ({ tags }) => tags.length === 0,
  ),
  oneOf(
    "claim:",
    fc.constantFrom(...AGENTS),
    String,
    ({ claim }, name) => same(claim, name),
    ({ claim }) => claim === undefined,
  ),
  oneOf(
    "priority:",
    fc.constantFrom(...PRIORITIES),
    String,
    ({ priority }, value) => priority === value,
    ({ priority }) => priority === undefined,
  ),
  oneOf("status:", fc.constantFrom("pending", "completed"), String, ({ status }, value) => status === value),
  oneOf("is:", fc.constantFrom(...STATES), String, ({ states }, value) => states.includes(value)),
  oneOf("id:", anyId, String, ({ id }, value) => id === value),
  oneOf("id:", anyId, (from) => `${from}-${from + 2}`, ({ id }, from) => id >= from && id <= from + 2),
  oneOf(
    "parent:",
    anyId,
    String,
    ({ parent_id }, value) => parent_id === value,
    (task) => task.parent_id === undefined,
  ),
  ...(["due", "created", "updated", "completed"] as const).flatMap((key) => {
    const time = (task: Sample) => key === "due" ? task.due?.start : task[key];
    const unset = (task: Sample) => time(task) === undefined;
    // Dates without their hour compare as texts do.
    const date = (task: Sample) => new Date(time(task) ?? NaN).toISOString().slice(0, 10);
    const compared = (fits: (date: string, value: string) => boolean) => (task: Sample, value: string) =>
      !unset(task) && fits(date(task), value);
    const days = fc.constantFrom(...PLAIN_DAYS);
    return [
      oneOf(`${key}:`, days, String, compared((a, b) => a === b), unset),
      oneOf(`${key}<`, days, String, compared((a, b) => a < b), unset),
      oneOf(`${key}<=`, days, String, compared((a, b) => a <= b), unset),
      oneOf(`${key}>`, days, String, compared((a, b) => a > b), unset),
      oneOf(`${key}:>=`, days, String, compared((a, b) => a >= b), unset),
    ];
  }),
);

Deno.test("`matches` is what a naive reading of the terms says", () => {
  const anyAsked = fc.array(fc.tuple(fc.boolean(), anyTerm), { maxLength: 3 });
  let found = 0;
  fc.assert(
    fc.property(anyAsked, anyTask, (asked, task) => {
      const text = asked.map(([negated, term]) => (negated ? "-" : "") + term.text).join(" ");
      const expected = asked.every(([negated, term]) => term.holds(task) !== negated);
      if (asked.length > 0 && expected) found++;
      assert.equal(matches(parse(text), prepared(task)), expected, text);
    }),
    { numRuns: 20_000 },
  );
  assert(found > 2_000, `Only ${found} queries found their task`);
});

Deno.test("`matches` finds by a negated term just what the term does not find", () => {
  fc.assert(
    fc.property(anyTerm, anyTask, ({ text }, task) => {
      const item = prepared(task);
      assert.equal(matches(parse(`-${text}`), item), !matches(parse(text), item), text);
    }),
    { numRuns: 2_000 },
  );
});
