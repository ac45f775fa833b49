import assert from "node:assert/strict";
import fc from "fast-check";
import { type Query, queryKey } from "../../../src/domain/query/mod.ts";
import { QUERY_LIMIT } from "../../../src/domain/query/parse.ts";
import { UserError } from "../../../src/errors.ts";
import { parse } from "./helper.ts";

/** The canonical text of what a text is read as. */
function read(text: string): string {
  return queryKey(parse(text));
}

/** The error that a text is refused with. */
function refused(text: string): UserError {
  try {
    parse(text);
  } catch (error) {
    assert(error instanceof UserError, `${text}: ${error}`);
    assert.match(error.message, /^[A-Z][^]*[^.]$/, text);
    return error;
  }
  assert.fail(`${text} is not refused`);
}

Deno.test("`parseQuery` reads words and phrases", () => {
  assert.equal(read(""), "");
  assert.equal(read(" \n\t "), "");
  assert.equal(read("Buy  MILK"), '"milk" "buy"');
  assert.equal(read('"Buy  milk" -eggs -"two words"'), '-"two words" "buy milk" -"eggs"');
  assert.equal(read("milk,eggs a - b"), '"milk,eggs" "-" "a" "b"');
  assert.equal(read('say ""'), '"say"');
  assert.equal(read('"say ""hi"""'), '"say ""hi"""');
  assert.equal(read('24" "no end'), '"no end" "24"""');
  assert.equal(read('"a"b'), '"a" "b"');
  assert.equal(read("--force a -> -x -🙂"), '"--force" "->" -"🙂" "a" -"x"');
});

Deno.test("`parseQuery` reads each key", () => {
  const right = {
    "project:Home": 'project:"home"',
    'project:"My  Stuff"': 'project:"my stuff"',
    'project:none -project:"none"': '-project:"none" project:none',
    "tag:b,A,b": 'tag:"a","b"',
    'tag:"a,b",none': 'tag:"a,b",none',
    "priority:HIGH,urgent": "priority:high,urgent",
    "priority:none": "priority:none",
    "status:completed": "status:completed",
    "is:ready,blocked": "is:blocked,ready",
    "due<7d": 'due<"7d"',
    "due:<7d": 'due<"7d"',
    "due<=today": 'due<="today"',
    "due>=2026-11-27T17:00": 'due>="2026-11-27T17:00"',
    "due:today,none": 'due:"today",none',
    "due<7d,none": 'due<"7d",none',
    "created>2026-11-01 completed>-7d updated>-12h": 'completed>"-7d" created>"2026-11-01" updated>"-12h"',
    "parent:5": "parent:5",
    "parent:none,3-4": "parent:3-4,none",
    "claim:Planner": 'claim:"planner"',
    "id:7-9,5,5": "id:5,7-9",
    "PROJECT:x": 'project:"x"',
    "-tag:a": '-tag:"a"',
    "sort:-due,title sort:ID": "sort:-due sort:title sort:id",
  };
  for (const [text, canonical] of Object.entries(right)) assert.equal(read(text), canonical, text);
});

Deno.test("`parseQuery` takes for words what only looks like a key", () => {
  const words = [
    ...["10:30", "Re:", "note:", "Note:this", "https://example.com/?id=5", "mailto:a@b.c", "C:\\x", "c:/x"],
    ...[":-)", ":)", ":", "::", "<3", "->", "=", "a:b", "a<b", "x>=y", "1:1", "3:2", "foo::bar", "std::sort"],
    ...["http://localhost:8080", "example.com:443", "feat:x", "fix:typo", "TODO:later", "std:fmt", "node:fs"],
    ...["npm:zod", "title:x", "Pro:cheap", "Con:dear", "text:x", "dune:2", "sport:x", "short:x", "clam:x"],
    ...["issue:5", "idea:x", "it:x", "in:x", "at:5", "on:x", "bag:x", "tan:x", "die:x", "sue:x", "blue:sky"],
    ...[
      "object:x",
      "reject:x",
      "product:x",
      "majority:x",
      "proj:",
      "priorty:",
      "key=value",
      "proj=x",
      "deu=",
    ],
    ...["#5", "@home", "project", "due", "-", "w/o", "50%", "don't", "🙂:x", "ключ:x", "été:x", "x:y:z"],
  ];
  for (const word of words) {
    assert.deepEqual(parse(word).terms, [{ key: "text", text: word.toLowerCase(), negated: false }], word);
  }
});

Deno.test("`parseQuery` takes no other name for a near miss than a near one", () => {
  const keys = /^(?:project|tag|priority|status|is|due|created|completed|updated|parent|claim|id|sort)$/i;
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,3}$/), fc.stringMatching(/^[a-z0-9/]{1,4}$/), (name, rest) => {
      fc.pre(!keys.test(name) && !/^(?:[dtu][aegu][aegdtu]|[a-z]{3})$/.test(name));
      assert.equal(parse(`${name}:${rest}`).terms.length, 1);
    }),
  );
});

Deno.test("`parseQuery` refuses what is nearly a key, with the right form", () => {
  const near = {
    "proj:x": "project:x",
    "prio:high": "priority:high",
    "priorty:high": "priority:high",
    "Porject:x": "project:x",
    "projects:x": "project:x",
    "-tags:x": "tag:x",
    "tga:x": "tag:x",
    "deu<7d": "due<7d",
    "due_date<7d": "due<7d",
    "due-date:today": "due:today",
    "created_at>2026-11-01": "created>2026-11-01",
    "complete>-7d": "completed>-7d",
    "update>-7d": "updated>-7d",
    "staus:pending": "status:pending",
    "parent_id:5": "parent:5",
    "task_id:5": "id:5",
    "ids:5": "id:5",
    "claimed_by:x": "claim:x",
    "sort_by:due": "sort:due",
    'proj:"my stuff"': 'project:"my stuff"',
  };
  for (const [text, right] of Object.entries(near)) {
    const { message, details } = refused(text);
    assert.match(message, /^Unknown key in ".*": did you mean [a-z]+:\? /, text);
    assert.deepEqual(details, { choices: [right] }, text);
  }
  assert.equal(
    refused("proj:x").message,
    'Unknown key in "proj:x": did you mean project:? Put it in double quotes to search for it as text',
  );
  assert.equal(read('"proj:x"'), '"proj:x"');
});

Deno.test("`parseQuery` refuses a value that its key does not take, with those that it does", () => {
  const wrong: Record<string, [message: string, choices?: string[]]> = {
    "priority:hihg": [
      'Value "hihg" of "priority:" is unknown: did you mean "high"? Known are urgent, high, normal, low, none',
      ["urgent", "high", "normal", "low", "none"],
    ],
    "status:waiting": ['Value "waiting" of "status:" is unknown: known are pending, completed', [
      "pending",
      "completed",
    ]],
    "status:none": ['Value "none" of "status:" is unknown: known are pending, completed', [
      "pending",
      "completed",
    ]],
    "is:bloked": [
      'Value "bloked" of "is:" is unknown: did you mean "blocked"? ' +
      "Known are ready, blocked, deferred, claimed, overdue, completed, deleted",
      ["ready", "blocked", "deferred", "claimed", "overdue", "completed", "deleted"],
    ],
    "sort:color": [
      'Value "color" of "sort:" is unknown: ' +
      "known are due, priority, created, updated, completed, id, title, project",
      ["due", "priority", "created", "updated", "completed", "id", "title", "project"],
    ],
    "-sort:due": ['An order cannot be negated as in "-sort:due"; write "sort:-due"', ["sort:-due"]],
    "id:x": ['Value "x" of "id:" names no tasks; write ids, such as id:5,7-9'],
    "id:none": ['Value "none" of "id:" names no tasks; write ids, such as id:5,7-9'],
    "id:9-7": ['Value "9-7" of "id:" names no tasks; write ids, such as id:5,7-9'],
    "parent:-1": ['Value "-1" of "parent:" names no tasks; write ids, such as parent:5,7-9 or parent:none'],
    "due<soon": [
      'Date "soon" of "due" is unknown; write one such as today, tomorrow, 7d, -7d, 2w, 12h, 2026-11-27',
      ["today", "tomorrow", "7d", "-7d", "2w", "12h", "2026-11-27"],
    ],
    'due:"none"': [
      'Date "none" of "due" is unknown; write one such as today, tomorrow, 7d, -7d, 2w, 12h, 2026-11-27',
      ["today", "tomorrow", "7d", "-7d", "2w", "12h", "2026-11-27"],
    ],
    "due:7d": ['Span "7d" does not go with "due:"; write due<7d or due>7d', ["due<7d", "due>7d"]],
    "created:-7d": ['Span "-7d" does not go with "created:"; write created>-7d or created<-7d', [
      "created>-7d",
      "created<-7d",
    ]],
    "due>none": ['Value "none" of "due>" is no date; write due:none, or -due:none for what has one', [
      "due:none",
      "-due:none",
    ]],
    "priority>low": [
      'Key "priority" takes a colon, but it came as "priority>low"; write priority:high,urgent',
      ["priority:high,urgent"],
    ],
    "due=today": ['Key "due" takes :, <, <=, > or >=, but it came as "due=today"; write due<7d', ["due<7d"]],
    "tag:a, b": [
      'Term "tag:a," lacks a value: write tag:errand without a space, or put it in double quotes to search for it as text',
      ["tag:errand"],
    ],
    'status: "x"': [
      'Term "status:" lacks a value: write status:pending without a space, or put it in double quotes to search for it as text',
      ["status:pending"],
    ],
  };
  for (const [text, [message, choices]] of Object.entries(wrong)) {
    const error = refused(text);
    assert.equal(error.message, message);
    assert.deepEqual(error.details, choices ? { choices } : {}, text);
  }
});

Deno.test("`parseQuery` refuses a query that is too long or no text, and repeats little of it", () => {
  assert.equal(parse("🙂".repeat(QUERY_LIMIT)).terms.length, 1);
  assert.equal(
    refused("x".repeat(QUERY_LIMIT + 1)).message,
    "Query must have at most 2000 characters, but it has 2001; leave terms out",
  );
  assert.match(refused("a \uD800").message, /surrogate/);
  for (const key of ["is:", "id:", "due<", "proj:", "priority>", "-sort:"]) {
    const { message } = refused(key + "🙂".repeat(QUERY_LIMIT - 10));
    assert(message.length < 400 && message.isWellFormed(), message);
  }
});

Deno.test("`parseQuery` tells whether a query chooses its view", () => {
  for (const text of ["status:pending", "is:ready milk", "id:5", "-is:blocked"]) {
    assert.equal(parse(text).hasView, true, text);
  }
  for (const text of ["", "milk", "due:today parent:5", '"is:ready"', "sort:id"]) {
    assert.equal(parse(text).hasView, false, text);
  }
});

Deno.test("`parseQuery` makes equal data of equal questions", () => {
  const same = ["b A tag:y,x due<7d b", "tag:X,y,x  due:<7d a B"];
  const [a, b] = same.map(parse);
  assert.deepEqual(a, b);
  assert.deepEqual(parse("milk due<7d").terms.map(({ key }) => key), ["due", "text"]);
  assert.notEqual(read("sort:due,id"), read("sort:id,due"));
});

/** Texts from the pieces that a query is made of, and from anything else. */
const anyText = fc.array(
  fc.oneof(
    fc.constantFrom("project", "tag", "priority", "status", "is", "due", "created", "id", "parent", "sort"),
    fc.constantFrom(":", "<", ">", "=", "<=", ",", '"', '""', "-", " ", "\n", ":"),
    fc.constantFrom("none", "high", "ready", "7d", "today", "2026-11-27", "5", "7-9", "pending", "title"),
    fc.string({ unit: "binary", maxLength: 4 }),
    fc.string({ maxLength: 4 }),
  ),
  { maxLength: 14 },
).map((parts) => parts.join(""));

/** What a text is read as; undefined where it is refused as it may be. */
function attempt(text: string): Query | undefined {
  try {
    return parse(text);
  } catch (error) {
    assert(error instanceof UserError, String(error));
    return undefined;
  }
}

Deno.test("`parseQuery` throws nothing but `UserError`, and reads what `queryKey` prints as the same", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const query = attempt(text);
      if (query) assert.deepEqual(parse(queryKey(query)), query);
    }),
    { numRuns: 20_000 },
  );
});
