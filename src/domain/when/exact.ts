/**
 * Reads what machines write: ISO 8601 with an offset, and RFC 9557.
 *
 * @module
 */

import type { Frame, Readings } from "./combine.ts";
import { isInRange, onTheWall } from "./value.ts";
import { readZone } from "./zone.ts";

const EXACT =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d{1,9})?([Zz]|[+-]\d\d(?::?[0-5]\d)?)?(?:\[!?([^[\]]+)\])?$/;

/**
 * What a text of that form comes to; nothing where it has another form. An offset alone is turned into the time on the
 * wall of the zone that applies; a zone of its own stays.
 *
 * @throws {UserError} where its zone is none.
 */
export function readExact(text: string, frame: Frame): Readings | undefined {
  const match = EXACT.exec(text);
  if (!match) return undefined;
  const [, date = "", time = "", offset, named] = match;
  const zone = named === undefined ? frame.zone : readZone(named);
  try {
    if (offset === undefined) return taken(Temporal.PlainDateTime.from(`${date}T${time}`), zone);
    const instant = Temporal.Instant.from(`${date}T${time}${offset}`);
    const wall = instant.toZonedDateTimeISO(zone);
    const isClaim = named !== undefined && !/^z$/i.test(offset);
    if (isClaim && !onTheWall(Temporal.PlainDateTime.from(`${date}T${time}`), zone).equals(wall)) {
      return { values: [wall], wrong: `has an offset that ${zone} does not have then` };
    }
    return taken(wall.toPlainDateTime(), zone);
  } catch (error) {
    if (error instanceof RangeError) {
      return { values: [], wrong: "names a day or a time that does not exist" };
    }
    throw error;
  }
}

/** In a repeated hour this is the first, even of a moment in the second: a wall time does not tell them apart. */
function taken(wall: Temporal.PlainDateTime, zone: string): Readings {
  if (!isInRange(wall)) return { values: [], wrong: "is not between the years 1900 and 9999" };
  return { values: [onTheWall(wall, zone)] };
}
