/**
 * Phrases that name a time of day, and the zone that it is told in.
 *
 * @module
 */

import { type DayPart, type Groups, type Phrase, type Rule, rule } from "./phrase.ts";
import { readZone, ZONE } from "./zone.ts";

const HOUR = 3_600;

/** How many seconds a day of the wall has, whatever the clock does: the midnight that ends it. */
export const DAY_END = 24 * HOUR;

/** The last minute of a day: its end, while it still is that day. */
const LAST_MINUTE = DAY_END - 60;

/** What may stand before a time. */
const BEFORE_TIME = "(?:(?:at|by|until) )?";

const MINUTES = "(?::(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d))?)";

/** The parts of a day. The usual times are those of the trackers that people come from. */
const DAY_PARTS: Readonly<Record<string, DayPart>> = {
  morning: { from: 4 * HOUR, to: 12 * HOUR, usual: [9 * HOUR] },
  afternoon: { from: 12 * HOUR, to: 18 * HOUR, usual: [15 * HOUR] },
  evening: { from: 17 * HOUR, to: DAY_END, usual: [19 * HOUR] },
  // "Tonight", said at nine, is not over.
  night: { from: 17 * HOUR, to: DAY_END, usual: [20 * HOUR, LAST_MINUTE] },
};

function seconds(hour: number, { minute = "0", second = "0" }: Groups): number {
  return hour * HOUR + Number(minute) * 60 + Number(second);
}

/** A time by a clock of twelve hours. */
function halfDay(groups: Groups): Phrase | undefined {
  const hour = Number(groups["hour"]);
  if (hour < 1 || hour > 12) return undefined;
  return { times: [seconds(hour % 12 + (groups["half"]?.startsWith("p") ? 12 : 0), groups)] };
}

/** An hour alone: "at 5" is in the morning or in the afternoon, "at 17" no way of writing a time. */
function bareHour({ hour: text }: Groups): Phrase | undefined {
  const hour = Number(text);
  if (hour > 23) return undefined;
  const hours = hour < 1 || hour > 12 ? [hour] : [hour % 12, hour % 12 + 12];
  return {
    times: hours.map((one) => one * HOUR),
    ...(hours.length === 1 ? { unsure: "has an hour without minutes" } : {}),
  };
}

/** The phrases that name a time or a zone. */
export const TIMES: readonly Rule[] = [
  rule(
    `${BEFORE_TIME}(?<hour>[01]?\\d|2[0-3])${MINUTES}`,
    (groups) => ({ times: [seconds(Number(groups["hour"]), groups)] }),
  ),
  rule(`${BEFORE_TIME}(?<hour>\\d{1,2})${MINUTES}? ?(?<half>[ap]\\.?m\\.?)`, halfDay),
  rule(
    `at (?<hour>\\d{1,2})(?: o'clock)?|${BEFORE_TIME}(?<whole>\\d{1,2}) o'clock`,
    ({ hour, whole }) => bareHour({ hour: hour ?? whole }),
  ),
  rule(`${BEFORE_TIME}(?:12 )?(?:noon|midday)`, () => ({ times: [12 * HOUR] })),
  // Of a day that is named it may be the one that begins or the one that ends it.
  rule(`${BEFORE_TIME}(?:12 )?midnight`, () => ({ times: [0, DAY_END] })),
  rule(`${BEFORE_TIME}(?:eod|(?:the )?end of (?:the )?day)`, () => ({ times: [LAST_MINUTE] })),
  rule(`${BEFORE_TIME}(?:the )?end of (?:today|(?<next>tomorrow))`, ({ next }) => ({
    days: (day) => [day.add({ days: next ? 1 : 0 })],
    times: [LAST_MINUTE],
  })),
  rule(
    "(?:in the |(?<this>(?:by )?this ))?(?<part>morning|afternoon|evening)",
    ({ this: same, part = "" }) => inPart(part, same !== undefined),
  ),
  rule("(?:at )?night", () => inPart("night", false)),
  rule("(?:by )?tonight", () => inPart("night", true)),
  rule(`(?:in )?\\(?(?<zone>${ZONE})\\)?`, ({ zone = "" }) => ({ zones: [readZone(zone)] })),
];

function inPart(name: string, isToday: boolean): Phrase | undefined {
  const dayPart = DAY_PARTS[name];
  if (!dayPart) return undefined;
  return isToday ? { dayPart, days: (today) => [today] } : { dayPart };
}
