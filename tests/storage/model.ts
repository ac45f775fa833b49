/**
 * The plain list that the store must equal: a map of tasks, and the changes in the order of the calls. It knows
 * nothing of keys, batches, reads on demand or other processes; how fields are read is tested elsewhere.
 *
 * @module
 */

import { type Patch, patched } from "../../src/domain/fields.ts";
import type { Author } from "../../src/domain/operation.ts";
import { nextOccurrence, readRepeat } from "../../src/domain/repeat/mod.ts";
import type { Claim, Status, StoredTask } from "../../src/domain/task.ts";
import {
  type Fields,
  isOpen,
  minutesAfter,
  type ModelAdd,
  NOTHING,
  parentsOf,
  type State,
  storedAs,
  text,
} from "./model_task.ts";

/** A change. */
export interface ModelChange extends Author {
  /** By which tool. */
  readonly tool: string;
  /** Each task that it touched, as it was before. */
  readonly before: ReadonlyMap<number, State | undefined>;
  /** Of an undo, the change that is undone or done again. */
  readonly undoes?: number | undefined;
  /** The change that took it back. */
  undone_by?: number | undefined;
}

/** Thrown where an operation must be refused. */
export class Refused extends Error {}

/** One space. */
export class Model {
  /** The changes, oldest first. */
  readonly changes: ModelChange[] = [];
  /** The tasks after each change, the empty list first; deleted ones too. */
  readonly history: (readonly StoredTask[])[] = [[]];
  /** All texts of notes by task, of undone ones too. */
  readonly notes: Map<number, string[]> = new Map();
  #tasks = new Map<number, State>();
  #touched = new Map<number, State>();
  #notes: (readonly [id: number, n: number, text: string])[] = [];
  #undoes: number | undefined;
  #at = "";

  /** How many changes there were. */
  get rev(): number {
    return this.changes.length;
  }

  /** Does an operation, whole or not at all. */
  write<T>(author: Author, tool: string, at: string, plan: () => T): T {
    [this.#touched, this.#notes, this.#undoes, this.#at] = [new Map(), [], undefined, at];
    const answer = plan();
    if (this.#touched.size === 0) return answer;
    const before = new Map([...this.#touched.keys()].map((id) => [id, this.#tasks.get(id)]));
    this.changes.push({ ...author, tool, before, undoes: this.#undoes });
    for (const [id, state] of this.#touched) this.#tasks.set(id, state);
    for (const [id, n, text] of this.#notes) {
      const texts = this.notes.get(id) ?? [];
      texts[n - 1] = text;
      this.notes.set(id, texts);
    }
    this.history.push([...this.#tasks].map(([id, state]) => storedAs(id, state)));
    return answer;
  }

  /** Adds tasks; numbers below 0 count back from the task itself. */
  add(adds: readonly ModelAdd[]): StoredTask[] {
    return adds.map(({ patch, parent_id, blocked_by }) => {
      const id = this.#tasks.size + [...this.#touched.keys()].filter((one) => !this.#tasks.has(one)).length +
        1;
      const real = (other: number) => other < 0 ? id + other : other;
      const refers = {
        parent_id: parent_id === undefined ? undefined : real(parent_id),
        blocked_by: blocked_by && [...new Set(blocked_by.map(real))],
      };
      this.#referable(refers);
      const blank = { title: "", description: "", status: "pending" as const, created_at: this.#at };
      return this.#put(id, { fields: patched({ ...blank, ...refers }, patch) });
    });
  }

  /** Changes, completes or reopens tasks. */
  update(
    ids: readonly number[],
    patch: Patch,
    status: Status | undefined,
    note: string | undefined,
    token: string | undefined,
  ): StoredTask | undefined {
    const tasks = ids.map((id, index) => {
      const { fields, claim, claims = 0 } = this.#there(id);
      const completes = status === "completed" && fields.status === "pending";
      const shown = index === 0 ? token : undefined;
      const again = status === "completed" && !completes && shown === `${claims}`;
      if (!again) this.#checkToken(claim, shown);
      if (completes && this.#live(claim) && claim?.token !== shown) throw new Refused();
      let next: Fields = patched(fields, patch);
      if (patch.set.parent_id !== undefined || patch.set.blocked_by !== undefined) {
        this.#referable(patch.set);
        if (this.#circle(id, patch.set)) throw new Refused();
      }
      let held = claim && shown !== undefined ? { ...claim, until: this.#until(claim) } : claim;
      if (completes) {
        const next_id = next.next_id ?? this.#next(next);
        next = { ...next, status: "completed", completed_at: this.#at, next_id };
        held = undefined;
      }
      if (status === "pending") next = { ...next, status, completed_at: undefined };
      return this.#noted(id, next, { claim: held, claims }, note);
    });
    return tasks[0];
  }

  /** Deletes a task, and its parts if asked to. */
  delete(id: number, subtree: boolean, token: string | undefined): readonly number[] {
    this.#there(id);
    const ids = [id];
    for (const one of ids) {
      ids.push(...this.#all().filter(([, s]) => s.fields.parent_id === one).map(([n]) => n));
    }
    if (ids.length > 1 && !subtree) throw new Refused();
    for (const one of ids) {
      const { fields, claim, claims } = this.#there(one);
      if (one === id) this.#checkToken(claim, token);
      if (this.#live(claim) && !(one === id && claim?.token === token)) throw new Refused();
      this.#put(one, { fields: { ...fields, deleted_at: this.#at }, claim, claims });
    }
    return ids;
  }

  /** Claims a task for the author's session, or renews the claim. */
  claim(id: number, agent: string, session: string, minutes: number, token: string | undefined): StoredTask {
    const { fields, claim, claims = 0 } = this.#there(id);
    if (fields.status === "completed") throw new Refused();
    this.#checkToken(claim, token);
    if (token !== undefined && claim) {
      const until = minutesAfter(this.#at, minutes);
      return this.#put(id, { fields, claims, claim: { ...claim, minutes, until } });
    }
    if (this.#live(claim) && (claim?.agent !== agent || claim.session !== session)) throw new Refused();
    if (this.#blocked(fields)) throw new Refused();
    const until = minutesAfter(this.#at, minutes);
    const next = { agent, session, until, token: `${claims + 1}`, minutes };
    return this.#put(id, { fields, claim: next, claims: claims + 1 });
  }

  /** Claims the first of some tasks that is ready. */
  claimFirst(
    ids: readonly number[],
    agent: string,
    session: string,
    minutes: number,
  ): StoredTask | undefined {
    const first = ids.find((id) => {
      const task = this.#get(id);
      return task && isOpen(task.fields) && !this.#live(task.claim) && !this.#blocked(task.fields) &&
        !this.#all().some(([, { fields }]) => fields.parent_id === id && isOpen(fields));
    });
    return first === undefined ? undefined : this.claim(first, agent, session, minutes, undefined);
  }

  /** Gives a task back. */
  release(id: number, token: string | undefined): void {
    const { fields, claim, claims } = this.#there(id);
    this.#checkToken(claim, token);
    if (!this.#live(claim)) return;
    if (token === undefined) throw new Refused();
    this.#put(id, { fields, claims });
  }

  /** Takes a change back. */
  undo(number: number): void {
    const change = this.changes[number - 1];
    if (!change || change.undone_by !== undefined) throw new Refused();
    const touched = [...change.before].flatMap(([id, before]) => {
      const now = this.#tasks.get(id);
      return now ? [{ id, before, now }] : [];
    });
    const changed = touched.filter(({ now }) => now.version !== number && now.state !== number);
    const made = touched.flatMap(({ before, now }) => before ? now.fields.next_id ?? [] : []);
    const kept = new Set(
      changed.filter(({ id, before }) => !before && made.includes(id)).map(({ id }) => id),
    );
    if (changed.some(({ id }) => !kept.has(id))) throw new Refused();
    for (const { id, before, now } of touched) {
      if (kept.has(id)) continue;
      const fields = before?.fields ?? { ...now.fields, deleted_at: now.fields.deleted_at ?? this.#at };
      const next = now.fields.next_id;
      const next_id = next !== undefined && kept.has(next) ? next : fields.next_id;
      const { claim, claims } = now;
      this.#put(id, { fields: { ...fields, next_id }, claim, claims }, before?.state ?? 0);
    }
    for (const [id, { fields }] of this.#touched) {
      if (fields.deleted_at === undefined && this.#circle(id, fields)) throw new Refused();
    }
    this.#undoes = change.undoes ?? number;
    const root = this.changes[this.#undoes - 1];
    if (root && root !== change) root.undone_by = root.undone_by === undefined ? this.rev + 1 : undefined;
    change.undone_by = this.rev + 1;
  }

  #get(id: number): State | undefined {
    const state = this.#touched.get(id) ?? this.#tasks.get(id);
    return state?.fields.deleted_at === undefined ? state : undefined;
  }

  #there(id: number): State {
    const state = this.#get(id);
    if (!state) throw new Refused();
    return state;
  }

  #all(): [number, State][] {
    const ids = new Set([...this.#tasks.keys(), ...this.#touched.keys()]);
    return [...ids].flatMap((id) => {
      const state = this.#get(id);
      return state ? [[id, state]] : [];
    });
  }

  #put(id: number, task: Pick<State, "fields" | "claim" | "claims">, state = this.rev + 1): StoredTask {
    const next = { ...task, state, version: this.rev + 1, at: this.#at };
    this.#touched.set(id, next);
    return storedAs(id, next);
  }

  #noted(id: number, fields: Fields, { claim, claims }: Pick<State, "claim" | "claims">, note?: string) {
    const before = this.#there(id);
    if (note !== undefined) {
      const notes = (fields.notes ?? 0) + 1;
      this.#notes.push([id, notes, note]);
      return this.#put(id, { fields: { ...fields, notes }, claim, claims: claims || undefined });
    }
    const task = { fields, claim, claims: claims || undefined };
    const [was, is] = [before, { ...before, ...task }].map((state) => text(storedAs(id, state)));
    return was === is ? storedAs(id, before) : this.#put(id, task);
  }

  #next({ repeat, series, due, ...fields }: Fields): number | undefined {
    if (repeat === undefined || series === undefined || due === undefined) return undefined;
    const next = nextOccurrence({ rule: readRepeat(repeat), series, due, at: this.#at, zone: "UTC" });
    if (!next) return undefined;
    const { title, description, priority, defer_until, project, tags, parent_id } = fields;
    const id = this.#nextId();
    const copied = { title, description, priority, defer_until, project, tags, parent_id, repeat };
    this.#put(id, { fields: { ...copied, ...next, status: "pending", created_at: this.#at } });
    return id;
  }

  #nextId(): number {
    return new Set([...this.#tasks.keys(), ...this.#touched.keys()]).size + 1;
  }

  #referable({ parent_id, blocked_by = [] }: Pick<StoredTask, "parent_id" | "blocked_by">): void {
    for (const id of [...blocked_by, ...parent_id === undefined ? [] : [parent_id]]) this.#there(id);
  }

  #circle(id: number, { parent_id, blocked_by }: Pick<StoredTask, "parent_id" | "blocked_by">): boolean {
    const reaches = (from: readonly number[], next: (fields: Fields) => readonly number[]) => {
      const seen = new Set(from);
      for (const one of seen) for (const to of next(this.#get(one)?.fields ?? NOTHING)) seen.add(to);
      return seen.has(id);
    };
    return reaches(parentsOf({ parent_id }), parentsOf) ||
      reaches(blocked_by ?? [], (f) => f.blocked_by ?? []);
  }

  #blocked({ blocked_by = [] }: Fields): boolean {
    return blocked_by.some((id) => {
      const task = this.#get(id);
      return task !== undefined && isOpen(task.fields);
    });
  }

  #live(claim: Claim | undefined): boolean {
    return claim !== undefined && claim.until > this.#at;
  }

  #checkToken(claim: Claim | undefined, token: string | undefined): void {
    if (token !== undefined && (claim?.token !== token || !this.#live(claim))) throw new Refused();
  }

  #until({ minutes, until }: Claim): string {
    const next = minutesAfter(this.#at, minutes);
    return next > until ? next : until;
  }
}
