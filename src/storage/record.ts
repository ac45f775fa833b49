/**
 * Values as they are stored: each carries its own key and a CRC-32, because the file below notices few of its own
 * flipped bits. A value that does not match is refused, never answered.
 *
 * The bytes are the CRC-32 of the rest, 4 bytes with the highest first, and the JSON of `[key, value]` in UTF-8.
 *
 * @module
 */

import { crc32 } from "node:zlib";
import type { Change, Note } from "../domain/operation.ts";
import type { StoredTask } from "../domain/task.ts";
import { UserError } from "../errors.ts";
import { keyText } from "./keys.ts";

const CRC_BYTES = 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The bytes of a value under its key. */
export function encode(key: Deno.KvKey, value: unknown): Uint8Array {
  const body = encoder.encode(JSON.stringify([key, value]));
  const bytes = new Uint8Array(CRC_BYTES + body.length);
  new DataView(bytes.buffer).setUint32(0, crc32(body));
  bytes.set(body, CRC_BYTES);
  return bytes;
}

/** A stored value that does not match its checksum, its key or its form. */
export class DamagedError extends UserError {
  /** Names the key whose value is damaged. */
  constructor(key: Deno.KvKey) {
    super(
      `Stored value ${
        keyText(key)
      } is damaged, so it is not shown: stop the hosts and restore the database from a backup`,
    );
  }
}

/**
 * The value of an entry, checked by `is`; undefined where there is none.
 *
 * @throws {DamagedError} where its checksum, its key or its form is not what was written.
 */
export function decode<T>(
  entry: Deno.KvEntryMaybe<unknown>,
  is: (value: unknown) => value is T,
): T | undefined {
  if (entry.versionstamp === null) return undefined;
  return decoded(entry, is);
}

/** Like {@linkcode decode}, for an entry that is there. */
export function decoded<T>(entry: Deno.KvEntry<unknown>, is: (value: unknown) => value is T): T {
  const parts = open(entry);
  if (!parts || !is(parts.value)) throw new DamagedError(entry.key);
  return parts.value;
}

function open(entry: Deno.KvEntry<unknown>): { readonly value: unknown } | undefined {
  const bytes = entry.value;
  if (!(bytes instanceof Uint8Array) || bytes.length < CRC_BYTES) return undefined;
  const body = bytes.subarray(CRC_BYTES);
  const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (crc32(body) !== sum) return undefined;
  try {
    const parts: unknown = JSON.parse(decoder.decode(body));
    if (!Array.isArray(parts) || JSON.stringify(parts[0]) !== JSON.stringify(entry.key)) return undefined;
    return { value: parts[1] };
  } catch {
    return undefined;
  }
}

/** A counter or a change's number. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** A task; the checksum vouches for the rest of it. */
export function isTask(value: unknown): value is StoredTask {
  return typeof value === "object" && value !== null && "id" in value && isCount(value.id) &&
    "title" in value &&
    "description" in value && "status" in value && "created_at" in value && "version" in value;
}

/** A task as it was, or null where it was not. */
export function isTaskOrNull(value: unknown): value is StoredTask | null {
  return value === null || isTask(value);
}

/** The record of a change. */
export function isChange(value: unknown): value is Change {
  return typeof value === "object" && value !== null && "task_ids" in value &&
    Array.isArray(value.task_ids) &&
    "by" in value && "session" in value && "tool" in value && "at" in value;
}

/** Any value: for checks that care for the checksum alone. */
export function isAnything(_value: unknown): _value is unknown {
  return true;
}

/** A note. */
export function isNote(value: unknown): value is Note {
  return typeof value === "object" && value !== null && "at" in value && "by" in value && "text" in value;
}
