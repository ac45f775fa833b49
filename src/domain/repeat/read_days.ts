/**
 * Reads the days that a rule of repetition names.
 *
 * @module
 */

import type { UserError } from "../../errors.ts";
import { wrongPart } from "./refusal.ts";
import { type Frequency, type NthDay, type Rule, WEEKDAYS } from "./rule.ts";

/** The parts of a rule by their names, all in capitals. */
export type Parts = ReadonlyMap<string, string>;

/** A part as it is quoted. */
export function shown(parts: Parts, name: string): string {
  return `${name}=${parts.get(name) ?? ""}`;
}

/** The days that a rule of this frequency names. */
export type Days = Pick<Rule, "weekdays" | "monthDays" | "nthDays">;

/**
 * Reads BYDAY and BYMONTHDAY.
 *
 * @throws {UserError} where the frequency does not take them so.
 */
export function readDays(parts: Parts, frequency: Frequency): Days {
  const days: Days = { weekdays: [], monthDays: [], nthDays: [] };
  const byDay = parts.get("BYDAY");
  const byMonthDay = parts.get("BYMONTHDAY");
  if (byDay !== undefined && byMonthDay !== undefined) {
    throw wrongPart(
      shown(parts, "BYMONTHDAY"),
      "and a BYDAY too, which cannot be combined: send one of them",
    );
  }
  if (byMonthDay !== undefined) {
    if (frequency === "MONTHLY") return { ...days, monthDays: readMonthDays(byMonthDay, parts) };
    throw misplaced(parts, "BYMONTHDAY", frequency);
  }
  if (byDay === undefined) return days;
  if (frequency === "WEEKLY") return { ...days, weekdays: readWeekdays(byDay, parts) };
  if (frequency === "MONTHLY") return { ...days, nthDays: readNthDays(byDay, parts) };
  throw misplaced(parts, "BYDAY", frequency);
}

function misplaced(parts: Parts, name: "BYDAY" | "BYMONTHDAY", frequency: Frequency): UserError {
  const [place, example] = name === "BYDAY"
    ? ["a WEEKLY or a MONTHLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"]
    : ["a MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15,-1"];
  const reason = `which belongs to ${place} rule, not to a ${frequency} one: send for example "${example}"`;
  return wrongPart(shown(parts, name), reason, weeklyInstead(parts));
}

/** The same as a WEEKLY rule: every day, or every month's day, that is a Monday is every week's Monday. */
function weeklyInstead(parts: Parts): string[] {
  const weekdays = items(parts.get("BYDAY") ?? "").every((item) => weekdayOf(item) > 0);
  const each = parts.get("FREQ") !== "YEARLY" && Number(parts.get("INTERVAL") ?? 1) === 1;
  if (!weekdays || !each) return [];
  return [[...parts].map(([name, value]) => `${name}=${name === "FREQ" ? "WEEKLY" : value}`).join(";")];
}

function weekdayOf(letters: string): number {
  return WEEKDAYS.findIndex((weekday) => weekday === letters) + 1;
}

function items(value: string): string[] {
  return value.split(",").map((item) => item.trim());
}

function readWeekdays(value: string, parts: Parts): number[] {
  const weekdays = items(value).map((item) => {
    const weekday = weekdayOf(item);
    if (weekday > 0) return weekday;
    const reason = `but a WEEKLY rule takes ${WEEKDAYS.join(", ")}: send for example "BYDAY=MO,TH"`;
    throw wrongPart(shown(parts, "BYDAY"), reason);
  });
  return [...new Set(weekdays)].sort((a, b) => a - b);
}

function readMonthDays(value: string, parts: Parts): number[] {
  const days = items(value).map((item) => {
    const day = /^[+-]?\d{1,2}$/.test(item) ? Number(item) : 0;
    if (day !== 0 && Math.abs(day) <= 31) return day;
    const reason = "but it takes days from 1 to 31, or from the month's end -1 to -31: send for example " +
      '"BYMONTHDAY=15,-1"';
    throw wrongPart(shown(parts, "BYMONTHDAY"), reason);
  });
  return [...new Set(days)].sort(fromStartThenEnd);
}

function readNthDays(value: string, parts: Parts): NthDay[] {
  const days = new Map<string, NthDay>();
  for (const item of items(value)) {
    const [, sign = "", digit = "", letters = ""] = /^([+-]?)([1-5])([A-Z]{2})$/.exec(item) ?? [];
    const nth = Number(sign + digit);
    const weekday = weekdayOf(letters);
    if (weekday === 0) {
      const reason =
        "but a MONTHLY rule takes the nth weekday, from 1 to 5 or from the month's end -1 to -5: send " +
        'for example "BYDAY=2TU" or "BYDAY=-1FR"';
      throw wrongPart(shown(parts, "BYDAY"), reason, weeklyInstead(parts));
    }
    days.set(`${nth} ${weekday}`, { nth, weekday });
  }
  return [...days.values()].sort((a, b) => fromStartThenEnd(a.nth, b.nth) || a.weekday - b.weekday);
}

/** Orders 1, 2, 3 before -3, -2, -1. */
function fromStartThenEnd(a: number, b: number): number {
  return Number(a < 0) - Number(b < 0) || a - b;
}
