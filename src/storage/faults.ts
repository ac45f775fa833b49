/**
 * What the database says when something is wrong, and what a person can do about it.
 *
 * @module
 */

import { UserError } from "../errors.ts";

/** Whether another handle was writing at that moment, so that trying again helps. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && !(error instanceof UserError) &&
    /database (?:table )?is locked|database schema is locked/.test(error.message);
}

/** Known faults: what the message holds, and what to say of the file named. */
const FAULTS: readonly (readonly [RegExp, (place: string) => string])[] = [
  [
    /database or disk is full/,
    (place) => `The disk is full, so nothing was written to ${place}: free some space and try again`,
  ],
  [
    /file is not a database/,
    (place) => `${place} is not a database: move it away, or name another file with --db`,
  ],
  [/disk image is malformed/, (place) => `${place} is damaged: stop the hosts and restore it from a backup`],
  [
    /read-?only database/,
    (place) =>
      `${place} cannot be written to: give yourself the right to write it, or name another file with --db`,
  ],
  [
    /unable to open database file/,
    (place) =>
      `${place} cannot be opened: its folder has to exist and be writable, and the path must not be a folder`,
  ],
  [
    /disk I\/O error/,
    (place) => `The disk under ${place} failed, so nothing was written: check it, then restart this server`,
  ],
];

/** The error to show for what the database threw: a known fault as a UserError that names the file, else itself. */
export function faultOf(error: unknown, place: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const known = FAULTS.find(([pattern]) => pattern.test(error.message));
  return known ? new UserError(known[1](place), {}, { cause: error }) : error;
}

/** Said where storage stayed busy until the deadline. */
export function busyError(deadline: number): UserError {
  return new UserError(`Storage is busy: gave up after ${deadline / 1000} s and wrote nothing; try again`);
}

/** Said where another process has changed the form of the data. */
export function schemaMovedError(): UserError {
  return new UserError(
    "The database was upgraded by another version of TaskTracker: restart this server to go on",
  );
}
