/**
 * Time zones: names of the IANA's list, and the abbreviations that say too little.
 *
 * @module
 */

import { closestMatch } from "leven";
import { UserError } from "../../errors.ts";
import { quoted } from "./refusal.ts";

/** Zones that an abbreviation may mean. None is taken for granted: EST is used in summer too, IST in three countries. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  acdt: ["Australia/Adelaide"],
  acst: ["Australia/Adelaide", "Australia/Darwin"],
  aedt: ["Australia/Sydney"],
  aest: ["Australia/Sydney", "Australia/Brisbane"],
  akst: ["America/Anchorage"],
  ast: ["America/Halifax", "Asia/Riyadh"],
  awst: ["Australia/Perth"],
  bst: ["Europe/London", "Asia/Dhaka"],
  cdt: ["America/Chicago", "America/Havana"],
  cest: ["Europe/Berlin"],
  cet: ["Europe/Berlin"],
  cst: ["America/Chicago", "Asia/Shanghai", "America/Havana"],
  ct: ["America/Chicago"],
  edt: ["America/New_York"],
  eest: ["Europe/Athens"],
  eet: ["Europe/Athens", "Africa/Cairo"],
  est: ["America/New_York", "America/Panama"],
  et: ["America/New_York"],
  gst: ["Asia/Dubai"],
  hkt: ["Asia/Hong_Kong"],
  hst: ["Pacific/Honolulu"],
  ist: ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
  jst: ["Asia/Tokyo"],
  kst: ["Asia/Seoul"],
  mdt: ["America/Denver"],
  met: ["Europe/Berlin"],
  msk: ["Europe/Moscow"],
  mst: ["America/Denver", "America/Phoenix"],
  mt: ["America/Denver"],
  nzdt: ["Pacific/Auckland"],
  nzst: ["Pacific/Auckland"],
  pdt: ["America/Los_Angeles"],
  pst: ["America/Los_Angeles", "Asia/Manila"],
  pt: ["America/Los_Angeles"],
  sast: ["Africa/Johannesburg"],
  sgt: ["Asia/Singapore"],
  west: ["Europe/Lisbon"],
  wet: ["Europe/Lisbon"],
};

/** Names in use that the engine knows, but does not list. */
const UNLISTED = [
  ...["UTC", "America/Argentina/Buenos_Aires", "Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Asia/Kolkata"],
  ...["Asia/Yangon", "Europe/Kyiv", "US/Central", "US/Eastern", "US/Mountain", "US/Pacific"],
];

/** The pattern of a zone in a lower-case text: a name with a slash, or Universal Time. */
export const ZONE = "[a-z_]+(?:/[a-z0-9_+-]+)+|utc|gmt";

/** The zones that a lower-case abbreviation, or a city's name, may mean; mostly none. */
export function zonesMeant(word: string): readonly string[] {
  if (Object.hasOwn(ABBREVIATIONS, word)) return ABBREVIATIONS[word] ?? [];
  return knownZones().filter((zone) => zone.toLowerCase().endsWith(`/${word}`));
}

/**
 * An IANA zone in its own spelling: `europe/berlin` is `Europe/Berlin`. An older single name is answered as the zone that
 * it stands for (`Japan`, `EST5EDT`), so that every answer but UTC and GMT has a slash.
 *
 * @throws {UserError} where there is none of that name; it offers the nearest.
 */
export function readZone(text: string): string {
  const name = text.trim();
  const zone = Object.hasOwn(ABBREVIATIONS, name.toLowerCase()) ? undefined : spelled(name);
  if (zone !== undefined) return zone;
  const choices = offers(name);
  const advice = choices.length > 0
    ? `did you mean ${choices.join(" or ")}?`
    : `send one such as Europe/Berlin`;
  throw new UserError(`Time zone ${quoted(name)} is no name of the IANA's list; ${advice}`, {
    ...(choices.length > 0 ? { choices } : {}),
  });
}

function spelled(name: string): string | undefined {
  // Temporal would also take an offset, which knows no summer time, or a whole date with a zone.
  if (!/^[a-z][\w+/-]*$/i.test(name)) return undefined;
  try {
    // Temporal keeps the name as people know it; Intl goes back to an older one (Asia/Calcutta).
    const { timeZoneId } = new Temporal.ZonedDateTime(0n, name);
    if (timeZoneId.includes("/") || /^(?:UTC|GMT)$/.test(timeZoneId)) return timeZoneId;
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function offers(name: string): readonly string[] {
  const word = name.toLowerCase().replaceAll(" ", "_");
  const meant = zonesMeant(word);
  if (meant.length > 0) return meant;
  // What is near an offset is no help.
  if (/[+\d]/.test(word)) return [];
  const known = knownZones();
  const wanted = word.slice(0, 40);
  const near = (candidates: readonly string[], maxDistance: number) => {
    const names = new Map(candidates.map((zone) => [zone.toLowerCase(), zone]));
    const cities = new Map(candidates.map((zone) => [zone.toLowerCase().replace(/^.*\//, ""), zone]));
    const pool = wanted.includes("/") ? names : cities;
    const found = closestMatch(wanted, [...pool.keys()], { maxDistance });
    return found === undefined ? undefined : pool.get(found);
  };
  const nearest = near(known, Math.max(2, Math.floor(wanted.length / 4)));
  return nearest === undefined ? [] : [nearest];
}

function knownZones(): readonly string[] {
  return [...UNLISTED, ...Intl.supportedValuesOf("timeZone")];
}
