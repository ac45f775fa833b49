/**
 * Cuts the text of a query into its terms.
 *
 * @module
 */

import { EXAMPLES, type Key, keyOf, nearKey } from "./keys.ts";
import type { Operator } from "./query.ts";
import { quoted, refusal } from "./refuse.ts";

/** One of a key's values as it was written. */
export interface RawValue {
  /** Its text, without the quotes. */
  readonly text: string;
  /** Whether it was in quotes, so that `none` means a name and commas mean themselves. */
  readonly isQuoted: boolean;
}

/** A term as it was written: a word or a phrase, or a key with its values. */
export type RawTerm =
  & { readonly negated: boolean }
  & ({ readonly text: string } | {
    readonly key: Key;
    readonly operator: Operator;
    /** None of them is empty. */
    readonly values: readonly RawValue[];
    /** The whole of it, for errors. */
    readonly source: string;
  });

/** A name, an operator and whatever is written next to it. A colon before `<` is how other trackers have it. */
const KEYED = /([a-z][a-z_-]*)(:?[<>]=?|[:=])("[^"]*"|\S*)/iy;

/** The dash that negates. That of `->`, `-` and `--force` is a part of the word. */
const NEGATION = /-(?!-)(?=\S*["\w]|\S*[^\s\p{ASCII}])/uy;

/** In quotes, two quotes stand for one. Without an end it goes to the end of the text. */
const PHRASE = /"((?:[^"]|"")*)(?:"|$)/y;

/**
 * The terms in their order.
 *
 * @throws {UserError} where a key is nearly one, has no value or an operator that it does not take.
 */
export function* lex(text: string): Generator<RawTerm> {
  const scanner = new Scanner(text);
  while (scanner.take(/\s*(?=\S)/y)) {
    const negated = scanner.take(NEGATION) !== undefined;
    const term = phrase(scanner) ?? keyed(scanner) ?? { text: scanner.take(/\S+/y)?.[0] ?? "" };
    yield { negated, ...term };
  }
}

function phrase(scanner: Scanner) {
  const text = scanner.quoted();
  return text === undefined ? undefined : { text };
}

function keyed(scanner: Scanner) {
  const start = scanner.at;
  const [whole = "", name = "", written = "", rest = ""] = scanner.look(KEYED) ?? [];
  const key = keyOf(name);
  if (!key) {
    const near = rest === "" || written === "=" ? undefined : nearKey(name);
    if (near) throw notAKey(whole, near, written + rest);
    return undefined;
  }
  const operator = operatorOf(key, written, whole);
  scanner.at += name.length + written.length;
  const values: RawValue[] = [];
  do {
    const inQuotes = scanner.quoted();
    const value = inQuotes ?? scanner.take(/[^\s,]*/y)?.[0] ?? "";
    if (value.trim() === "") throw noValue(key, scanner.since(start));
    values.push({ text: value, isQuoted: inQuotes !== undefined });
  } while (scanner.take(/,/y));
  return { key, operator, values, source: scanner.since(start) };
}

function operatorOf(key: Key, written: string, whole: string): Operator {
  const isDate = key === "due" || key === "created" || key === "completed" || key === "updated";
  if (written === ":") return written;
  const bare = written.replace(":", "");
  if (isDate && (bare === "<" || bare === "<=" || bare === ">" || bare === ">=")) return bare;
  const takes = isDate ? "takes :, <, <=, > or >=" : "takes a colon";
  throw refusal(`Key "${key}" ${takes}, but it came as ${quoted(whole)}; write ${EXAMPLES[key]}`, [
    EXAMPLES[key],
  ]);
}

function notAKey(whole: string, near: Key, rest: string) {
  const message = `Unknown key in ${quoted(whole)}: did you mean ${near}:? ` +
    "Put it in double quotes to search for it as text";
  return refusal(message, [near + rest]);
}

function noValue(key: Key, source: string) {
  const message = `Term ${quoted(source)} lacks a value: write ${EXAMPLES[key]} without a space, ` +
    "or put it in double quotes to search for it as text";
  return refusal(message, [EXAMPLES[key]]);
}

/** A place in a text, and what stands there. */
class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  look(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.look(pattern);
    this.at += found?.[0].length ?? 0;
    return found;
  }

  quoted(): string | undefined {
    return this.take(PHRASE)?.[1]?.replaceAll('""', '"');
  }

  since(start: number): string {
    return this.text.slice(start, this.at);
  }
}
