/**
 * Spans of time in English, such as "3 weeks" or "an hour".
 *
 * @module
 */

import { COUNT, countOf } from "./words.ts";

const UNIT =
  "(?:min(?:ute)?s?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?|fortnights?|mo(?:nths?)?|y(?:(?:ea)?rs?)?)";

/** "m" may be minutes or months, so it is taken after hours alone. */
const LATER_UNIT = `(?:${UNIT}|m)`;

/** A pattern for a span. */
export const SPAN = `${COUNT}${UNIT}(?:(?: and)? ?\\d{1,4} ?${LATER_UNIT})*`;

const PIECE = new RegExp(`(${COUNT})(${LATER_UNIT})`, "g");

/** A span as Temporal has it; nothing where it has a fraction of anything but an hour, a unit twice, or no minutes. */
export function spanOf(text: string): Temporal.Duration | undefined {
  let whole = new Temporal.Duration();
  const seen = new Set<string>();
  for (const [, count = "", unit = ""] of text.matchAll(PIECE)) {
    const piece = pieceOf(countOf(count), unit);
    const kind = unit === "m" ? "mi" : unit.startsWith("h") ? "h" : unit.slice(0, 2);
    if (!piece || seen.has(kind) || (unit === "m" && !seen.has("h"))) return undefined;
    seen.add(kind);
    whole = Temporal.Duration.from({
      years: whole.years + piece.years,
      months: whole.months + piece.months,
      days: whole.days + piece.days,
      minutes: whole.minutes + piece.minutes,
    });
  }
  return whole;
}

/** Whether a span is counted in days of the calendar, whatever their hours. */
export function isCalendarSpan(span: Temporal.Duration): boolean {
  return span.minutes === 0;
}

function pieceOf(count: number, unit: string): Temporal.Duration | undefined {
  const minutes = unit.startsWith("h")
    ? Math.round(count * 60)
    : /^mi?/.test(unit) && !unit.startsWith("mo")
    ? count
    : undefined;
  // No minutes at all would be counted in days.
  if (minutes !== undefined) {
    return minutes > 0 && Number.isInteger(minutes) ? Temporal.Duration.from({ minutes }) : undefined;
  }
  if (!Number.isInteger(count)) return undefined;
  if (unit.startsWith("d")) return Temporal.Duration.from({ days: count });
  if (unit.startsWith("w")) return Temporal.Duration.from({ days: 7 * count });
  if (unit.startsWith("f")) return Temporal.Duration.from({ days: 14 * count });
  if (unit.startsWith("mo")) return Temporal.Duration.from({ months: count });
  return Temporal.Duration.from({ years: count });
}
