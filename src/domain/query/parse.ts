/**
 * From the text of a query to what it asks for.
 *
 * @module
 */

import { codePoints } from "../limits.ts";
import { lex } from "./lex.ts";
import { printTerm } from "./print.ts";
import type { Query, ReadDate, SortKey, Term } from "./query.ts";
import { refusal } from "./refuse.ts";
import { meaning } from "./values.ts";

/** The most code points of a query: each term may be held against every task there is. */
export const QUERY_LIMIT = 2_000;

/**
 * What a text asks for. Nothing but keys, and what is nearly one, can be wrong: all else is a word.
 *
 * @throws {UserError} where a key, an operator or a value is wrong, with what would be right.
 */
export function parseQuery(text: string, { dates }: { readonly dates: ReadDate }): Query {
  checkText(text);
  const terms = new Map<string, Term>();
  const sort: SortKey[] = [];
  for (const raw of lex(text)) {
    const asked = meaning(raw, dates);
    if (asked.key === "sort") {
      sort.push(...asked.by);
      continue;
    }
    // An empty phrase asks for nothing.
    if (asked.key === "text" && asked.text === "") continue;
    const term = { ...asked, negated: raw.negated };
    terms.set(printTerm(term), term);
  }
  return {
    terms: [...terms].sort(inOrder).map(([, term]) => term),
    sort,
    hasView: terms.values().some(({ key }) => key === "status" || key === "is" || key === "id"),
  };
}

function checkText(text: string): void {
  if (!text.isWellFormed()) {
    throw refusal("Query has half of a surrogate pair, which is no character; send well-formed Unicode");
  }
  const length = codePoints(text);
  if (length > QUERY_LIMIT) {
    throw refusal(`Query must have at most ${QUERY_LIMIT} characters, but it has ${length}; leave terms out`);
  }
}

/** The cheap looks come first: texts are last, and of these the longest is first, as the fewest tasks have it. */
function inOrder([a, termA]: [string, Term], [b, termB]: [string, Term]): number {
  return cost(termA) - cost(termB) || (a < b ? -1 : 1);
}

function cost(term: Term): number {
  return term.key === "text" ? QUERY_LIMIT / term.text.length : 0;
}
