/**
 * A query as text again.
 *
 * @module
 */

import type { IdRange, Query, SortKey, Term } from "./query.ts";

/**
 * The canonical text of a query: parsed, it gives an equal query, and two queries with the same text ask the same. It
 * has dates as they were written, so that `due<7d` is the same question a minute later; a cursor can be bound to it.
 */
export function queryKey({ terms, sort }: Query): string {
  return [...terms.map(printTerm), ...sort.map(printSort)].join(" ");
}

/** A term in its one form. */
export function printTerm(term: Term): string {
  return (term.negated ? "-" : "") + printCondition(term);
}

/** A text in quotes; a quote in it is doubled. */
export function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Ids as `id:` takes them. */
export function printRange({ from, to }: IdRange): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function printCondition(term: Term): string {
  switch (term.key) {
    case "text":
      return quote(term.text);
    case "project":
    case "tag":
    case "claim":
      return listed(`${term.key}:`, term.values.map(quote), term.none);
    case "priority":
    case "status":
    case "is":
      return listed(`${term.key}:`, term.values, term.none);
    case "id":
    case "parent":
      return listed(`${term.key}:`, term.values.map(printRange), term.none);
    default:
      return listed(term.key + term.operator, term.values.map(({ text }) => quote(text)), term.none);
  }
}

function listed(key: string, values: readonly string[], none: boolean): string {
  return key + (none ? [...values, "none"] : values).join(",");
}

function printSort({ key, descending }: SortKey): string {
  return `sort:${descending ? "-" : ""}${key}`;
}
