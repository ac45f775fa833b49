/**
 * Every key that storage uses, in one place.
 *
 * Under one prefix lies `schema`, and for each space: `rev` (how many changes there were), `seq` (the last id), the
 * tasks, a copy of each open one, their notes, the references between them turned round, and the history: a record of
 * each change and, under it, each task as it was before.
 *
 * @module
 */

/** The form of keys and values that this version writes and reads. */
export const SCHEMA = 1;

/** Everything lies under this prefix. */
export const ROOT = "tasktracker";

/** The version of keys and values; every commit checks that it did not move. */
export const SCHEMA_KEY: Deno.KvKey = [ROOT, "schema"];

/** The prefix of all spaces. */
export const SPACES: Deno.KvKey = [ROOT, "space"];

/** The references between tasks that can be followed back. */
export type Link = "child" | "dependent";

/** The keys of one space. */
export interface SpaceKeys {
  /** A dense counter of changes, which every commit to the space checks and advances. */
  readonly rev: Deno.KvKey;
  /** The last id that was given. */
  readonly seq: Deno.KvKey;
  /** The prefix of all tasks, deleted ones too. */
  readonly tasks: Deno.KvKey;
  /** The prefix of the copies of open tasks. */
  readonly opens: Deno.KvKey;
  /** The prefix of all notes. */
  readonly notes: Deno.KvKey;
  /** The prefix of the history. */
  readonly changes: Deno.KvKey;
  /** A task. */
  task(id: number): Deno.KvKey;
  /** The copy of a task that is neither completed nor deleted. */
  open(id: number): Deno.KvKey;
  /** The prefix of a task's notes. */
  notesOf(id: number): Deno.KvKey;
  /** The n-th note of a task. */
  note(id: number, n: number): Deno.KvKey;
  /** The prefix of the references to a task, and the key of a mark that there is, or was, one. */
  links(to: number): Deno.KvKey;
  /** One of those references. */
  link(link: Link, to: number, from: number): Deno.KvKey;
  /** The record of the n-th change. */
  change(n: number): Deno.KvKey;
  /** A task as it was before the n-th change; null where that change made it. */
  before(n: number, id: number): Deno.KvKey;
  /** The number of the change that a request made. */
  request(id: string): Deno.KvKey;
}

/** The keys of a space; see {@linkcode SpaceKeys}. */
export function keysOf(space: string): SpaceKeys {
  const at = [...SPACES, space];
  return {
    rev: [...at, "rev"],
    seq: [...at, "seq"],
    tasks: [...at, "task"],
    opens: [...at, "open"],
    notes: [...at, "note"],
    changes: [...at, "change"],
    task: (id) => [...at, "task", id],
    open: (id) => [...at, "open", id],
    notesOf: (id) => [...at, "note", id],
    note: (id, n) => [...at, "note", id, n],
    links: (to) => [...at, "link", to],
    link: (link, to, from) => [...at, "link", to, link, from],
    change: (n) => [...at, "change", n],
    before: (n, id) => [...at, "change", n, id],
    request: (id) => [...at, "request", id],
  };
}

/** A key as one word, for maps and for people. */
export function keyText(key: Deno.KvKey): string {
  return key.slice(1).join("/");
}
