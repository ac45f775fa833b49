/**
 * Everything that a store keeps, read key by key past the store, and the rules that must hold between the parts.
 *
 * @module
 */

import type { Change, Note } from "../../src/domain/operation.ts";
import assert from "node:assert/strict";
import { isOpen, type StoredTask } from "../../src/domain/task.ts";
import {
  decoded,
  isAnything,
  isChange,
  isCount,
  isNote,
  isTask,
  isTaskOrNull,
} from "../../src/storage/record.ts";

/** All that lies under one space. */
export interface SpaceDump {
  /** How many changes there were. */
  rev: number;
  /** The last id. */
  seq: number;
  /** The tasks, deleted ones too. */
  readonly tasks: Map<number, StoredTask>;
  /** The copies of the open ones. */
  readonly opens: Map<number, StoredTask>;
  /** The history. */
  readonly changes: Map<number, Change>;
  /** Of each change, the tasks before it. */
  readonly befores: Map<number, Map<number, StoredTask | null>>;
  /** The changes of the named calls. */
  readonly requests: Map<string, number>;
  /** The notes of each task, undone ones too. */
  readonly notes: Map<number, Note[]>;
  /** The tasks with a mark that there is, or was, a link to them. */
  readonly marks: Set<number>;
  /** The links, such as `child 1 ← 2`. */
  readonly links: Set<string>;
}

/** Reads all keys of a file; throws where one is damaged, or is none that the layout knows. */
export async function dump(path: string): Promise<Map<string, SpaceDump>> {
  using kv = await Deno.openKv(path);
  const spaces = new Map<string, SpaceDump>();
  for await (const entry of kv.list({ prefix: [] })) {
    const [root, kind, name, ...rest] = entry.key;
    assert.equal(root, "tasktracker");
    if (kind === "schema") {
      assert.equal(entry.key.length, 2);
      assert.equal(decoded(entry, isAnything), 1);
      continue;
    }
    assert.ok(kind === "space" && typeof name === "string", `Unknown key ${entry.key.join("/")}`);
    const space = spaces.get(name) ?? emptySpace();
    spaces.set(name, space);
    put(space, rest, entry);
  }
  return spaces;
}

/** The dump of the one space that a test uses. */
export async function dumpOf(path: string, space: string): Promise<SpaceDump> {
  return (await dump(path)).get(space) ?? emptySpace();
}

function emptySpace(): SpaceDump {
  return {
    rev: 0,
    seq: 0,
    tasks: new Map(),
    opens: new Map(),
    changes: new Map(),
    befores: new Map(),
    requests: new Map(),
    notes: new Map(),
    marks: new Set(),
    links: new Set(),
  };
}

function put(space: SpaceDump, rest: Deno.KvKey, entry: Deno.KvEntry<unknown>): void {
  const [kind, a, b, c] = rest;
  const shape = rest.map((part) => typeof part === "string" && part === kind ? kind : typeof part).join("/");
  switch (shape) {
    case "rev":
      space.rev = decoded(entry, isCount);
      return;
    case "seq":
      space.seq = decoded(entry, isCount);
      return;
    case "task/number":
      space.tasks.set(Number(a), decoded(entry, isTask));
      return;
    case "open/number":
      space.opens.set(Number(a), decoded(entry, isTask));
      return;
    case "change/number":
      space.changes.set(Number(a), decoded(entry, isChange));
      return;
    case "change/number/number": {
      const befores = space.befores.get(Number(a)) ?? new Map<number, StoredTask | null>();
      space.befores.set(Number(a), befores.set(Number(b), decoded(entry, isTaskOrNull)));
      return;
    }
    case "request/string":
      space.requests.set(String(a), decoded(entry, isCount));
      return;
    case "note/number/number": {
      const notes = space.notes.get(Number(a)) ?? [];
      assert.equal(notes.push(decoded(entry, isNote)), b, "notes are dense");
      space.notes.set(Number(a), notes);
      return;
    }
    case "link/number":
      assert.equal(decoded(entry, isAnything), true);
      space.marks.add(Number(a));
      return;
    case "link/number/string/number":
      assert.equal(decoded(entry, isCount), c);
      space.links.add(`${String(b)} ${String(a)} ← ${String(c)}`);
      return;
    default:
      assert.fail(`Unknown key ${entry.key.join("/")}`);
  }
}

/** The tasks after each change, by the number of the change: what it was before the next one, or what it is now. */
export function aftersOf(space: SpaceDump): Map<number, Map<number, StoredTask | null>> {
  const afters = new Map<number, Map<number, StoredTask | null>>();
  const later = new Map<number, StoredTask | null>(space.tasks);
  for (const n of [...space.befores.keys()].sort((a, b) => b - a)) {
    const befores = space.befores.get(n) ?? new Map<number, StoredTask | null>();
    afters.set(n, new Map([...befores.keys()].map((id) => [id, later.get(id) ?? null])));
    for (const [id, before] of befores) later.set(id, before);
  }
  return afters;
}

/** Every rule of the layout. `first` is the oldest change that is kept. */
export function assertSound(space: SpaceDump, first = 1): void {
  const { rev, seq, tasks, opens, changes, befores, requests } = space;
  assert.deepEqual([...tasks.keys()], numbers(1, seq), "ids are dense, and seq is the last");
  for (const [id, task] of tasks) assert.equal(task.id, id);
  assert.deepEqual(opens, new Map([...tasks].filter(([, task]) => isOpen(task))));
  assert.deepEqual([...changes.keys()], numbers(first, rev), "changes are dense, and rev counts them");
  assert.deepEqual([...befores.keys()], [...changes.keys()], "each change keeps what was before");
  const named: [string, number][] = [];
  for (const [n, change] of changes) {
    assert.deepEqual([...befores.get(n)?.keys() ?? []], change.task_ids.toSorted((a, b) => a - b));
    assert.match(change.mark, /^[0-9a-z]+$/);
    if (change.request) named.push([change.request.id, n]);
  }
  assert.deepEqual([...requests].sort(), named.sort(), "a request lives as long as its change");
  assertLinks(space);
  replayBackwards(space, first);
  if (first === 1) replayForwards(space);
}

function assertLinks({ tasks, notes, marks, links }: SpaceDump): void {
  const expected = new Set<string>();
  for (const [id, { parent_id, blocked_by = [], notes: count = 0 }] of tasks) {
    if (parent_id !== undefined) expected.add(`child ${parent_id} ← ${id}`);
    for (const to of blocked_by) expected.add(`dependent ${to} ← ${id}`);
    for (const to of [...blocked_by, parent_id ?? id]) {
      assert.ok(to === id || marks.has(to), `${to} has a mark that there are links to it`);
    }
    assert.ok((notes.get(id)?.length ?? 0) >= count, `task ${id} has its ${count} notes`);
  }
  assert.deepEqual(links, expected, "each reference has its link, and each link its reference");
}

function replayBackwards({ rev, tasks, changes, befores }: SpaceDump, first: number): void {
  const state = new Map(tasks);
  for (let n = rev; n >= first; n--) {
    for (const [id, before] of befores.get(n) ?? []) {
      assert.equal(state.get(id)?.version, n, `task ${id} was made by change ${n}`);
      assert.equal(state.get(id)?.updated_at, changes.get(n)?.at);
      if (before) state.set(id, before);
      else state.delete(id);
    }
  }
  for (const task of state.values()) assert.ok(task.version < first, "backwards ends where history begins");
}

function replayForwards(space: SpaceDump): void {
  const afters = aftersOf(space);
  const state = new Map<number, StoredTask | null>();
  for (const n of space.changes.keys()) {
    for (const [id, after] of afters.get(n) ?? []) {
      assert.deepEqual(space.befores.get(n)?.get(id), state.get(id) ?? null);
      state.set(id, after);
    }
  }
  assert.deepEqual(state, space.tasks, "forwards ends at what is stored");
}

/** The whole numbers of a range. */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
