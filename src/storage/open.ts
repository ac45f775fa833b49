/**
 * Opening the database, and the form of its data.
 *
 * @module
 */

import { UserError } from "../errors.ts";
import { busyError, faultOf, isBusy } from "./faults.ts";
import { SCHEMA, SCHEMA_KEY } from "./keys.ts";
import { decode, encode, isCount } from "./record.ts";

/** The longest pause before another try, in milliseconds. */
const PAUSE_LIMIT = 50;

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
    let kv: Deno.Kv | undefined;
    try {
      kv = await Deno.openKv(path);
      await prepare(kv, place);
      return kv;
    } catch (error) {
      kv?.close();
      if (!isBusy(error)) throw faultOf(error, place);
      if (performance.now() > until) throw busyError(deadline);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(PAUSE_LIMIT, 2 ** tries)));
    }
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
