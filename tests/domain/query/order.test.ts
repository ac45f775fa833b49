import assert from "node:assert/strict";
import fc from "fast-check";
import { compare } from "../../../src/domain/query/mod.ts";
import { DAY, day, moment, NOW, parse, prepared, type Sample, sample } from "./helper.ts";

const MIDNIGHT = Date.parse("2026-11-22");

/** The ids of tasks in the order that a query asks for; a task's id is its place in the list. */
function sorted(query: string, ...tasks: Partial<Sample>[]): number[] {
  const items = tasks.map((given, index) => prepared(sample({ id: index + 1, ...given })));
  return items.toSorted(compare(parse(query))).map(({ id }) => id);
}

Deno.test("`compare` puts first what an agent should do next", () => {
  assert.deepEqual(
    sorted("", { priority: "low" }, {}, { priority: "urgent" }, { priority: "normal" }, { priority: "high" }),
    [3, 5, 2, 4, 1],
  );
  assert.deepEqual(
    sorted("", {}, { due: day(MIDNIGHT) }, { due: moment(NOW) }, { due: day(MIDNIGHT - DAY) }, {}),
    [4, 3, 2, 1, 5],
  );
  assert.deepEqual(sorted("", { due: day(MIDNIGHT) }, { priority: "high" }), [2, 1]);
});

Deno.test("`compare` sorts by each key, up and down, with what is unset last", () => {
  const pairs: Record<string, [first: Partial<Sample>, second: Partial<Sample>, unset?: Partial<Sample>]> = {
    due: [{ due: moment(NOW) }, { due: day(MIDNIGHT) }, {}],
    priority: [{ priority: "urgent" }, { priority: "low" }],
    created: [{ created: 1 }, { created: 2 }],
    updated: [{ updated: 1 }, { updated: 2 }],
    completed: [{ completed: 1 }, { completed: 2 }, {}],
    id: [{}, {}],
    title: [{ title: "Äpfel 9", description: "z" }, { title: "apfel 10" }],
    project: [{ project: "A" }, { project: "b" }, {}],
  };
  for (const [key, [first, second, unset]] of Object.entries(pairs)) {
    const rest = unset ? [unset] : [];
    const last = unset ? [3] : [];
    assert.deepEqual(sorted(`sort:${key}`, first, second, ...rest), [1, 2, ...last], key);
    assert.deepEqual(sorted(`sort:-${key}`, first, second, ...rest), [2, 1, ...last], key);
    if (!unset) continue;
    assert.deepEqual(sorted(`sort:${key}`, unset, second, first), [3, 2, 1], key);
    assert.deepEqual(sorted(`sort:-${key}`, unset, first, second), [3, 2, 1], key);
  }
});

Deno.test("`compare` takes further keys where the first is level, and the default order then", () => {
  const tasks = [{ project: "b" }, { project: "a", created: 1 }, { project: "a", created: 2 }, {
    project: "b",
  }];
  assert.deepEqual(sorted("sort:project,-created", ...tasks), [3, 2, 1, 4]);
  assert.deepEqual(sorted("sort:project sort:-created", ...tasks), [3, 2, 1, 4]);
  assert.deepEqual(sorted("sort:project", ...tasks, { project: "A", priority: "high" }), [5, 2, 3, 1, 4]);
  assert.deepEqual(sorted("sort:title", { title: "a", description: "z" }, { title: "A", description: "b" }), [
    1,
    2,
  ]);
});

Deno.test("`compare` is a total order", () => {
  const few = fc.integer({ min: 0, max: 2 });
  const item = fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    title: fc.constantFrom("a", "B", "á", "10", "9"),
    priority: fc.constantFrom("urgent", "normal", "low", undefined),
    due: fc.option(fc.oneof(few.map(day), few.map(moment)), { nil: undefined }),
    project: fc.constantFrom("x", "Y", undefined),
    created: few,
    completed: fc.option(few, { nil: undefined }),
  }).map((given) => prepared(sample(given)));
  const key = fc.constantFrom(
    "due",
    "-due",
    "priority",
    "-title",
    "project",
    "-project",
    "created",
    "-completed",
  );
  const query = fc.array(key, { maxLength: 3 }).map((keys) =>
    parse(keys.length > 0 ? `sort:${keys.join(",")}` : "")
  );
  fc.assert(
    fc.property(query, item, item, item, (sort, a, b, c) => {
      const by = compare(sort);
      assert.equal(Math.sign(by(a, b)), -Math.sign(by(b, a)) + 0);
      if (by(a, b) === 0) assert.equal(a.id, b.id);
      if (by(a, b) <= 0 && by(b, c) <= 0) assert(by(a, c) <= 0);
    }),
    { numRuns: 5_000 },
  );
});
