/**
 * Reads English. A text is taken as a row of phrases, each as long as can be, so that it is read whole or not at all, and
 * what its phrases leave open are readings: one is the answer, of several the caller chooses.
 *
 * @module
 */

import { type Frame, type Readings, valuesOf } from "./combine.ts";
import { DAYS } from "./days.ts";
import { NEARBY_DAYS } from "./nearby_days.ts";
import { type Phrase, type Rule, together } from "./phrase.ts";
import { TIMES } from "./times.ts";
import type { When } from "./value.ts";
import { zonesMeant } from "./zone.ts";

const RULES: readonly Rule[] = [...DAYS, ...NEARBY_DAYS, ...TIMES];

/** Words that turn a date into another or say more on it, so that what stands beside them must not be offered alone. */
const TURNS =
  /^(?:not|never|no|before|after|since|from|except|between|or|ago|last|previous|past|half|quarter|first|second|third|fourth|other|days?|weeks?|months?|years?|z|.*[\d[\]].*)$/;

/** Words of a series, which is another argument's. */
const SERIES = /^(?:every|each|daily|weekly|monthly|yearly|annually|\w+days)$/;

const CLASH = "names more than one day, time or zone";

/** A text taken apart. */
interface Parsed {
  /** What its phrases say together. */
  readonly phrase: Phrase;
  /** The words that belong to none. */
  readonly strange: readonly string[];
  /** The phrases that speak of the same, each with those before it. */
  readonly clash: readonly Phrase[];
}

/** Reads a text that is in lower case, with single spaces and no commas. */
export function readEnglish(text: string, frame: Frame): Readings {
  const { phrase, strange, clash } = parsed(text);
  const clashing = clash.flatMap((one) => valuesOf(one, frame).values);
  if (strange.length > 0) {
    return unread(text, strange, clash.length > 0 ? [] : valuesOf(phrase, frame).values, frame);
  }
  return clash.length > 0 ? { values: clashing, wrong: CLASH } : valuesOf(phrase, frame);
}

function parsed(text: string): Parsed {
  let phrase: Phrase = {};
  const strange: string[] = [];
  const clash: Phrase[] = [];
  for (let at = 0; at < text.length;) {
    const found = longest(text, at) ?? notAZone(text, at, phrase);
    if (!found) {
      const word = wordAt(text, at);
      strange.push(word);
      at += word.length + 1;
      continue;
    }
    const both = together(phrase, found.phrase);
    if (both) phrase = both;
    else clash.push(phrase, found.phrase);
    at = found.end + 1;
  }
  return { phrase, strange, clash };
}

interface Found {
  readonly phrase: Phrase;
  readonly end: number;
}

function longest(text: string, at: number): Found | undefined {
  let found: Found | undefined;
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || at + match[0].length <= (found?.end ?? at)) continue;
    const phrase = read(match.groups ?? {});
    if (phrase) found = { phrase, end: at + match[0].length };
  }
  return found;
}

/** What stands for a zone after a time, but is not its name: an abbreviation, or a city. Its zones are offered. */
function notAZone(text: string, at: number, before: Phrase): Found | undefined {
  const word = wordAt(text, at);
  const zones = before.times || before.moment ? zonesMeant(word.replace(/^\((.*)\)$/, "$1")) : [];
  if (zones.length === 0) return undefined;
  return {
    phrase: { zones, unsure: `has "${word}", which is not the full name of a zone` },
    end: at + word.length,
  };
}

function wordAt(text: string, at: number): string {
  const end = text.indexOf(" ", at);
  return text.slice(at, end === -1 ? undefined : end);
}

function unread(text: string, strange: readonly string[], rest: readonly When[], frame: Frame): Readings {
  const [word = ""] = strange;
  if (strange.some((one) => SERIES.test(one))) {
    return { values: [], wrong: `is a series, which goes into "repeat"` };
  }
  if (strange.length === 1 && /^\d{1,2}$/.test(word)) {
    const likely = [`${word}th`, `at ${word}`].flatMap((written) => {
      const other = readEnglish(text.replace(new RegExp(`(?<![^ ])${word}(?![^ ])`), written), frame);
      return other.wrong === CLASH ? [] : other.values;
    });
    return { values: likely, wrong: `has "${word}", which may be a day, an hour or a year` };
  }
  const wrong = `has ${strange.map((one) => `"${one}"`).join(", ")}, which is not understood`;
  return { values: strange.some((one) => TURNS.test(one)) ? [] : rest, wrong };
}
