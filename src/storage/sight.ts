/**
 * What a long read saw of a space, as little of it as tells which tasks may be wrong.
 *
 * @module
 */

import { crc32 } from "node:zlib";
import { isOpen } from "../domain/task.ts";
import { linksOf, linkText } from "./links.ts";
import { decoded, isTask } from "./record.ts";

/** One space; its entries are shown to it in the order of their keys. */
export class Sight {
  /** How many tasks there are that are not deleted. */
  there = 0;
  /** The checksum of each task that should have a copy, else 0, and of each copy. */
  readonly #tasks = new Map<number, number>();
  readonly #opens = new Map<number, number>();
  /** The links by the task that they come from, and the tasks that have the mark of one. */
  readonly #links = new Map<number, Set<string>>();
  readonly #marked = new Set<number>();
  /** How many notes there are from the first on without a gap. */
  readonly #notes = new Map<number, number>();
  readonly #suspects = new Set<number>();

  /**
   * Takes note of an entry, whose checksum is right.
   *
   * @throws {DamagedError} where a task is none.
   */
  see([kind, id, a, b]: Deno.KvKey, entry: Deno.KvEntry<unknown>): void {
    if (typeof id !== "number") return;
    if (kind === "task") this.#seeTask(id, entry);
    else if (kind === "open") this.#opens.set(id, sumOf(entry));
    else if (kind === "note") this.#notes.set(id, this.#notesOf(id) + (a === this.#notesOf(id) + 1 ? 1 : 0));
    else if (kind === "link" && a === undefined) this.#marked.add(id);
    else if (kind === "link" && typeof b === "number") {
      this.#links.set(b, (this.#links.get(b) ?? new Set()).add(`${String(a)}/${id}`));
      if (!this.#marked.has(id)) this.#suspects.add(b);
    }
  }

  /** The tasks that look wrong where ids go up to `seq`. */
  suspects(seq: number): ReadonlySet<number> {
    const found = new Set(this.#suspects);
    for (let id = 1; id <= seq; id++) if (!this.#tasks.has(id)) found.add(id);
    for (const [id, sum] of this.#tasks) if (id > seq || sum !== (this.#opens.get(id) ?? 0)) found.add(id);
    for (const id of [...this.#opens.keys(), ...this.#links.keys()]) if (!this.#tasks.has(id)) found.add(id);
    return found;
  }

  /** The tasks that have a link to one that refers, or should refer, to them. */
  linkedTo(from: number): number[] {
    return [...this.#links.get(from) ?? []].map((text) => Number(text.split("/")[1]));
  }

  /** Tasks lie behind their copies, links and notes, which have all been seen. */
  #seeTask(id: number, entry: Deno.KvEntry<unknown>): void {
    const task = decoded(entry, isTask);
    this.#tasks.set(id, isOpen(task) ? sumOf(entry) : 0);
    if (task.deleted_at === undefined) this.there++;
    const links = linksOf(task);
    const seen = this.#links.get(id);
    const linked = links.length === (seen?.size ?? 0) && links.every((link) => seen?.has(linkText(link)));
    if (!linked || this.#notesOf(id) < (task.notes ?? 0)) this.#suspects.add(id);
  }

  #notesOf(id: number): number {
    return this.#notes.get(id) ?? 0;
  }
}

function sumOf(entry: Deno.KvEntry<unknown>): number {
  return crc32(JSON.stringify(decoded(entry, isTask)));
}
