import assert from "node:assert/strict";
import { queryKey } from "../../../src/domain/query/mod.ts";
import { EXAMPLES } from "../../../src/domain/query/keys.ts";
import { parse } from "./helper.ts";

const PAGE = new URL("../../../docs/query.md", import.meta.url);

/** What each example of the page is to be read as. */
const READ_AS: Readonly<Record<string, string>> = {
  "milk": '"milk"',
  'call -"call back"': '-"call back" "call"',
  "due:today": 'due:"today"',
  "due<7d priority:high,urgent": 'due<"7d" priority:high,urgent',
  "due:none -tag:someday": '-tag:"someday" due:none',
  'project:"my stuff" sort:-due': 'project:"my stuff" sort:-due',
  "project:none tag:none": "project:none tag:none",
  "is:ready -claim:planner": '-claim:"planner" is:ready',
  "is:blocked,deferred": "is:blocked,deferred",
  "status:completed completed>-7d sort:-completed": 'completed>"-7d" status:completed sort:-completed',
  "created>2026-11-01 updated<-2w": 'created>"2026-11-01" updated<"-2w"',
  "parent:5": "parent:5",
  "parent:none sort:project,title": "parent:none sort:project sort:title",
  "id:5,7-9": "id:5,7-9",
  "claim:none priority:urgent": "claim:none priority:urgent",
  'Re: 10:30 "due:"': '"10:30" "due:" "re:"',
};

Deno.test("Each example in the page on queries is read as it says", async () => {
  const page = await Deno.readTextFile(PAGE);
  const [, table = ""] = page.split(/^\| Query +\| Finds +\|$/m);
  const examples = Array.from(table.matchAll(/^\| `([^`]+)` +\|/gm), ([, example = ""]) => example);
  assert.deepEqual(examples, Object.keys(READ_AS));
  for (const example of examples) assert.equal(queryKey(parse(example)), READ_AS[example], example);
});

Deno.test("Each right form that an error offers is read as that key", () => {
  for (const [key, example] of Object.entries(EXAMPLES)) {
    const { terms, sort } = parse(example);
    assert.deepEqual([...terms.map((term) => term.key), ...sort.map(() => "sort")], [key]);
  }
});

Deno.test("The page on queries names every key", async () => {
  const page = await Deno.readTextFile(PAGE);
  for (const key of Object.keys(EXAMPLES)) assert.match(page, new RegExp(`\`${key}:?\``), key);
});
