/**
 * The values that each key takes.
 *
 * @module
 */

import { closestMatch } from "leven";
import { PRIORITIES } from "../task.ts";
import { fold } from "./fold.ts";
import type { RawTerm, RawValue } from "./lex.ts";
import { printRange, quote } from "./print.ts";
import * as query from "./query.ts";
import { quoted, refusal } from "./refuse.ts";

/** A term with a key. */
type Keyed = Extract<RawTerm, { key: unknown }>;

/** What `sort:` asks for. */
interface Order {
  readonly key: "sort";
  readonly by: readonly query.SortKey[];
}

/**
 * What a term asks for.
 *
 * @throws {UserError} where a value is none that its key takes.
 */
export function meaning(raw: RawTerm, readDate: query.ReadDate): query.Condition | Order {
  if (!("key" in raw)) return { key: "text", text: fold(raw.text) };
  const { key } = raw;
  switch (key) {
    case "project":
    case "tag":
    case "claim":
      return { key, ...oneOf(raw, (text) => fold(text), quote) };
    case "priority":
      return { key, ...oneOf(raw, (text) => choice(raw, text, PRIORITIES, ["none"]), String) };
    case "status":
      return { key, ...allOf(raw, (text) => choice(raw, text, query.STATUSES), String) };
    case "is":
      return { key, ...allOf(raw, (text) => choice(raw, text, query.STATES), String) };
    case "id":
      return { key, ...allOf(raw, (text) => range(raw, text), printRange) };
    case "parent":
      return { key, ...oneOf(raw, (text) => range(raw, text), printRange) };
    case "due":
    case "created":
    case "completed":
    case "updated":
      return dates(raw, key, readDate);
    case "sort":
      return { key, by: order(raw) };
  }
}

/** The values of a key that may be unset, without repeats and in an order of their own. */
function oneOf<T>(raw: Keyed, read: (text: string) => T, print: (value: T) => string) {
  const given = raw.values.filter((value) => !isNone(value));
  return { ...distinct(given, read, print), none: given.length < raw.values.length };
}

/** The same for a key that is always set, so that `none` is no value of it. */
function allOf<T>(raw: Keyed, read: (text: string) => T, print: (value: T) => string) {
  return { ...distinct(raw.values, read, print), none: false };
}

function distinct<T>(given: readonly RawValue[], read: (text: string) => T, print: (value: T) => string) {
  const values = new Map<string, T>();
  for (const { text } of given) {
    const value = read(text);
    values.set(print(value), value);
  }
  return { values: [...values].sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => value) };
}

/** A name in quotes is a name, be it `none`. */
function isNone({ text, isQuoted }: RawValue): boolean {
  return !isQuoted && text.toLowerCase() === "none";
}

function choice<T extends string>(
  raw: Keyed,
  text: string,
  known: readonly T[],
  also: readonly string[] = [],
): T {
  const folded = fold(text);
  const found = known.find((value) => value === folded);
  if (found !== undefined) return found;
  const all = [...known, ...also];
  const near = closestMatch(folded.slice(0, 20), all, { maxDistance: 2 });
  const hint = near === undefined ? "" : `did you mean "${near}"? `;
  throw refusal(
    `Value ${quoted(text)} of "${raw.key}:" is unknown: ${hint}${hint ? "K" : "k"}nown are ${all.join(", ")}`,
    all,
  );
}

function range(raw: Keyed, text: string): query.IdRange {
  const [, first, last = first] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text.trim()) ?? [];
  const from = Number(first);
  const to = Number(last);
  if (from <= to) return { from, to };
  const form = raw.key === "id" ? "id:5,7-9" : "parent:5,7-9 or parent:none";
  throw refusal(`Value ${quoted(text)} of "${raw.key}:" names no tasks; write ids, such as ${form}`);
}

function order(raw: Keyed): query.SortKey[] {
  if (raw.negated) {
    const form = `sort:${raw.values.map(({ text }) => `-${text.replace(/^-/, "")}`).join(",")}`;
    throw refusal(`An order cannot be negated as in ${quoted(`-${raw.source}`)}; write ${quoted(form)}`, [
      form,
    ]);
  }
  return raw.values.map(({ text }) => {
    const descending = text.startsWith("-");
    return { key: choice(raw, descending ? text.slice(1) : text, query.SORT_KEYS), descending };
  });
}

/** What a date may look like, for errors. */
const DATES = ["today", "tomorrow", "7d", "-7d", "2w", "12h", "2026-11-27"];

function dates(raw: Keyed, key: query.DateKey, readDate: query.ReadDate): query.Condition {
  const { operator } = raw;
  const read = (text: string) => dateValue(raw, key, text.trim(), readDate);
  const condition = { key, operator, ...oneOf(raw, read, ({ text }) => quote(text)) };
  if (operator !== ":" && condition.values.length === 0) {
    throw refusal(
      `Value "none" of "${key}${operator}" is no date; write ${key}:none, or -${key}:none for what has one`,
      [`${key}:none`, `-${key}:none`],
    );
  }
  return condition;
}

function dateValue(raw: Keyed, key: query.DateKey, text: string, readDate: query.ReadDate): query.DateValue {
  const span = /^([+-]?)\d+(?:h|d|w|mo|y)$/i.exec(text);
  if (raw.operator === ":" && span) {
    const [within, beyond] = span[1] === "-" ? [">", "<"] : ["<", ">"];
    const choices = [key + within + text, key + beyond + text];
    throw refusal(`Span ${quoted(text)} does not go with "${key}:"; write ${choices.join(" or ")}`, choices);
  }
  const found = readDate(text);
  if (!found) {
    throw refusal(
      `Date ${quoted(text)} of "${key}" is unknown; write one such as ${DATES.join(", ")}`,
      DATES,
    );
  }
  return { text, ...bounds(found, isUntil(raw.operator, key, text)) };
}

/** Being due today, a task may be overdue as well. */
function isUntil(operator: query.Operator, key: query.DateKey, text: string): query.Operator {
  return operator === ":" && key === "due" && text.toLowerCase() === "today" ? "<=" : operator;
}

function bounds({ start, end }: query.TimeRange, operator: query.Operator): query.TimeRange {
  // A moment fills its millisecond, so that it is after nothing that is at it.
  const after = Math.max(end, start + 1);
  switch (operator) {
    case ":":
      return { start, end: after };
    case "<":
      return { start: -Infinity, end: start };
    case "<=":
      return { start: -Infinity, end: after };
    case ">":
      return { start: after, end: Infinity };
    case ">=":
      return { start, end: Infinity };
  }
}
