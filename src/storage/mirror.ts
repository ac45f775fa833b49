/**
 * A space's tasks in memory, made at the first search and kept level with what is stored: one read of the counter of
 * changes tells whether anything changed, and history tells what.
 *
 * @module
 */

import { TaskIndex } from "../domain/index.ts";
import { clockAt } from "../domain/states.ts";
import type { StoredTask } from "../domain/task.ts";
import type { SpaceKeys } from "./keys.ts";
import { getAll, listAll } from "./kv_reads.ts";
import { decode, decoded, isChange, isCount, isNote, isTask } from "./record.ts";

/** More changes than this are not caught up with one by one: the mirror is made anew. */
const CATCH_UP = 20_000;

/** The mirror of one space. */
export class Mirror {
  #kv: Deno.Kv;
  #keys: SpaceKeys;
  #index: TaskIndex | undefined;
  #rev = 0;
  #levelling: Promise<TaskIndex> | undefined;

  /** Starts empty; nothing is read before {@linkcode Mirror.level}. */
  constructor(kv: Deno.Kv, keys: SpaceKeys) {
    this.#kv = kv;
    this.#keys = keys;
  }

  /** About how much memory it takes, in bytes. */
  get bytes(): number {
    return this.#index?.bytes ?? 0;
  }

  /** The index, level with what was stored when this was called, or later. It may not be kept across a pause. */
  async level(): Promise<TaskIndex> {
    // Who comes while it is being levelled may have written since that began, so it is looked at again.
    while (this.#levelling) await this.#levelling.catch(() => {});
    this.#levelling = this.#level().finally(() => this.#levelling = undefined);
    return await this.#levelling;
  }

  async #level(): Promise<TaskIndex> {
    for (;;) {
      const rev = await this.#storedRev();
      if (this.#index && rev === this.#rev) return this.#index;
      if (!this.#index || rev - this.#rev > CATCH_UP || !await this.#catchUp(this.#index, rev)) {
        await this.#fill(rev);
      }
    }
  }

  async #storedRev(): Promise<number> {
    return decode(await this.#kv.get(this.#keys.rev), isCount) ?? 0;
  }

  /** Reads everything. What changes meanwhile is caught up with: a task that is newer than `rev` is put again. */
  async #fill(rev: number): Promise<void> {
    const index = new TaskIndex(clockAt(new Date(0).toISOString(), "UTC"));
    const tasks = (await listAll(this.#kv, { prefix: this.#keys.tasks })).map((entry) =>
      decoded(entry, isTask)
    );
    const notes = new Map<number, Map<number, string>>();
    for (const entry of await listAll(this.#kv, { prefix: this.#keys.notes })) {
      const [id, n] = entry.key.slice(this.#keys.notes.length);
      if (typeof id !== "number" || typeof n !== "number") continue;
      notes.set(id, (notes.get(id) ?? new Map()).set(n, decoded(entry, isNote).text));
    }
    for (const task of tasks) index.put(task, textsOf(task, notes.get(task.id)));
    this.#index = index;
    this.#rev = rev;
  }

  /** Reads what changed up to `rev`; false where the history of that is gone. */
  async #catchUp(index: TaskIndex, rev: number): Promise<boolean> {
    const numbers = Array.from({ length: rev - this.#rev }, (_, n) => this.#rev + 1 + n);
    const changes = await getAll(this.#kv, numbers.map((n) => this.#keys.change(n)));
    const ids = new Set<number>();
    for (const entry of changes) {
      const change = decode(entry, isChange);
      if (!change) return false;
      for (const id of change.task_ids) ids.add(id);
    }
    for (const entry of await getAll(this.#kv, [...ids].map((id) => this.#keys.task(id)))) {
      const task = decode(entry, isTask);
      if (task) index.put(task, await this.#notesOf(task));
    }
    this.#rev = rev;
    return true;
  }

  async #notesOf(task: StoredTask): Promise<string[]> {
    if (!task.notes) return [];
    const numbers = Array.from({ length: task.notes }, (_, n) => n + 1);
    const entries = await getAll(this.#kv, numbers.map((n) => this.#keys.note(task.id, n)));
    return entries.flatMap((entry) => decode(entry, isNote)?.text ?? []);
  }
}

/** The texts of the notes that a task has; one that was undone is still stored, but is not the task's any more. */
function textsOf(task: StoredTask, notes: ReadonlyMap<number, string> | undefined): string[] {
  return [...notes ?? []].filter(([n]) => n <= (task.notes ?? 0)).map(([, text]) => text);
}
