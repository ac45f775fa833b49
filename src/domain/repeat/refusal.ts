/**
 * What is said where a rule is not understood.
 *
 * @module
 */

import { UserError } from "../../errors.ts";

/** All that is understood, and a rule to copy. */
const ALLOWED =
  "FREQ=DAILY, WEEKLY (with BYDAY), MONTHLY (by BYMONTHDAY, or by nth BYDAY such as 2TU) or YEARLY, " +
  'with INTERVAL, COUNT, UNTIL and FROM=DONE, such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"';

/** Why a part of RFC 5545's RRULE has no place here, and what does its work. */
const INSTEAD: Readonly<Record<string, string>> = {
  BYSECOND: 'the time of day is that of "due"',
  BYMINUTE: 'the time of day is that of "due"',
  BYHOUR: 'the time of day is that of "due"',
  BYMONTH: 'a YEARLY rule takes month and day from "due"',
  BYYEARDAY: 'a YEARLY rule takes month and day from "due"',
  BYWEEKNO: 'a YEARLY rule takes month and day from "due"',
  BYSETPOS: "a MONTHLY rule takes the nth weekday as BYDAY=2TU or BYDAY=-1FR",
  WKST: "weeks start on Monday",
  DTSTART: 'the series starts at "due"',
};

/** A text as an error quotes it: not longer than a line. */
function quoted(text: string): string {
  return `"${(text.length > 80 ? `${text.slice(0, 79)}…` : text).toWellFormed()}"`;
}

/** The error for a part that is wrong: `reason` follows the quoted part, and `choices` are rules to copy. */
export function wrongPart(part: string, reason: string, choices: readonly string[] = []): UserError {
  return new UserError(
    `Argument "repeat" has ${quoted(part)}, ${reason}`,
    choices.length > 0 ? { choices } : {},
  );
}

/** The error for a part whose name is not known. */
export function unknownPart(name: string, part: string): UserError {
  const instead = INSTEAD[/^\w*/.exec(name)?.[0] ?? ""];
  return wrongPart(
    part,
    instead
      ? `which is not understood, as ${instead}: send ${ALLOWED}`
      : `which is not understood: send ${ALLOWED}`,
  );
}

/** The error for a text that is no rule. Where it is a few plain words, `choices` has the rule for them. */
export function noRule(text: string): UserError {
  if (text.trim() === "") return new UserError(`Argument "repeat" is empty: send ${ALLOWED}`);
  const choice = ruleForWords(text);
  return new UserError(
    choice === undefined
      ? `Argument "repeat" is ${quoted(text)}, which is no rule: send ${ALLOWED}`
      : `Argument "repeat" is ${quoted(text)}, which is no rule: send "${choice}", or any of ${ALLOWED}`,
    choice === undefined ? {} : { choices: [choice] },
  );
}

/** Words that mean one rule without a doubt. */
const WORDS: Readonly<Record<string, string>> = {
  daily: "FREQ=DAILY",
  weekly: "FREQ=WEEKLY",
  fortnightly: "FREQ=WEEKLY;INTERVAL=2",
  monthly: "FREQ=MONTHLY",
  quarterly: "FREQ=MONTHLY;INTERVAL=3",
  yearly: "FREQ=YEARLY",
  annually: "FREQ=YEARLY",
  weekdays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
};

/** What may stand after `every`. */
const UNITS: Readonly<Record<string, string>> = {
  day: "FREQ=DAILY",
  week: "FREQ=WEEKLY",
  month: "FREQ=MONTHLY",
  year: "FREQ=YEARLY",
  weekday: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  monday: "FREQ=WEEKLY;BYDAY=MO",
  tuesday: "FREQ=WEEKLY;BYDAY=TU",
  wednesday: "FREQ=WEEKLY;BYDAY=WE",
  thursday: "FREQ=WEEKLY;BYDAY=TH",
  friday: "FREQ=WEEKLY;BYDAY=FR",
  saturday: "FREQ=WEEKLY;BYDAY=SA",
  sunday: "FREQ=WEEKLY;BYDAY=SU",
};

function ruleForWords(text: string): string | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (Object.hasOwn(WORDS, words)) return WORDS[words];
  const [, unit = ""] = /^every ([a-z]+)$/.exec(words) ?? [];
  if (Object.hasOwn(UNITS, unit)) return UNITS[unit];
  const [, number = "", counted = ""] =
    /^every (other|[2-9]|[1-9]\d{1,2}) (day|week|month|year)s?$/.exec(words) ?? [];
  return number ? `${UNITS[counted]};INTERVAL=${number === "other" ? 2 : number}` : undefined;
}
