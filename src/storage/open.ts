/**
 * Opening the database, and the form of its data.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { backOff } from "./backoff.ts";
import { busyError, faultOf, isBusy } from "./faults.ts";
import { SCHEMA, SCHEMA_KEY } from "./keys.ts";
import { decode, encode, isCount } from "./record.ts";

/** Which database. */
export interface Where {
  /** The file, `:memory:`, or undefined for KV's own place. */
  readonly path: string | undefined;
  /** Where that is, for people. */
  readonly place: string;
  /** The folder to make where it is missing. */
  readonly folder?: string | undefined;
}

/**
 * Opens the database, and starts it where it is new.
 *
 * @param where The file, and where that is for people.
 * @param deadline How long it may be busy, in milliseconds: several hosts may start at once.
 * @throws {UserError} where it cannot be used; the text names the file.
 */
export async function openDatabase({ path, place, folder }: Where, deadline: number): Promise<Deno.Kv> {
  const until = performance.now() + deadline;
  if (folder !== undefined) makeFolder(folder);
  for (let tries = 0;; tries++) {
    try {
      return await inTime(openOnce(path, place), until, deadline);
    } catch (error) {
      if (!isBusy(error)) throw faultOf(error, place);
      if (performance.now() > until) throw busyError(deadline);
      await backOff(tries);
    }
  }
}

/** A handle that was just opened throws nothing where the database is locked: its first call waits without end. */
async function inTime(opening: Promise<Deno.Kv>, until: number, deadline: number): Promise<Deno.Kv> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, until - performance.now());
  try {
    const kv = await Promise.race([opening, late]);
    if (kv) return kv;
  } finally {
    clearTimeout(timer);
  }
  // To close it now would stop the whole process until the lock is free.
  opening.then((kv) => kv.close(), () => {});
  throw busyError(deadline);
}

async function openOnce(path: string | undefined, place: string): Promise<Deno.Kv> {
  const kv = await Deno.openKv(path);
  try {
    await prepare(kv, place);
    return kv;
  } catch (error) {
    kv.close();
    throw error;
  }
}

async function prepare(kv: Deno.Kv, place: string): Promise<void> {
  const entry = await kv.get(SCHEMA_KEY);
  const schema = decode(entry, isCount);
  if (schema === undefined) {
    // Whoever loses this check was not the first, and all write the same.
    await kv.atomic().check(entry).set(SCHEMA_KEY, encode(SCHEMA_KEY, SCHEMA)).commit();
  } else if (schema > SCHEMA) {
    throw new UserError(
      `${place} was written by a newer TaskTracker (its schema is ${schema}, this program knows ${SCHEMA}): update this program`,
    );
  }
}

function makeFolder(folder: string): void {
  try {
    Deno.mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new UserError(
      `Folder ${folder} cannot be made: it has to be writable, or name a file elsewhere with --db`,
      {},
      {
        cause,
      },
    );
  }
}
