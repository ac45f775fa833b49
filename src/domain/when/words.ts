/**
 * The English names of months, weekdays and numbers: patterns for them, and what they stand for. Texts are lower case.
 *
 * @module
 */

/** Months as answers show them, January first. */
export const MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Weekdays as answers show them, Monday first, as ISO 8601 counts. */
export const WEEKDAY_NAMES = "Mon Tue Wed Thu Fri Sat Sun".split(" ");

/** A pattern for the name of a month. */
export const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|" +
  "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/** A pattern for the name of a weekday. */
export const WEEKDAY =
  "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|" +
  "sat(?:urday)?|sun(?:day)?)\\.?";

/** 1 to 12 for a month's name. */
export function monthNumber(name: string): number {
  return 1 + MONTH_NAMES.findIndex((known) => known.toLowerCase() === name.slice(0, 3));
}

/** 1 to 7, Monday first, for a weekday's name. */
export function weekdayNumber(name: string): number {
  return 1 + WEEKDAY_NAMES.findIndex((known) => known.toLowerCase() === name.slice(0, 3));
}

const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A pattern for a number of something, up to what is counted: a word for it needs a space there, digits do not. */
export const COUNT = `(?:\\d{1,4}(?:\\.\\d{1,2})? ?|(?:an?|half an|${NUMBER_WORDS.join("|")}) )`;

/** What a count comes to: "two" is 2, "a" is 1, "half an" is 0.5. */
export function countOf(counted: string): number {
  const text = counted.trim();
  if (/^an?$/.test(text)) return 1;
  if (text === "half an") return 0.5;
  const word = NUMBER_WORDS.indexOf(text);
  return word === -1 ? Number(text) : word;
}
