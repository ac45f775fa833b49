/**
 * The query language: which tasks, and in what order.
 *
 * @module
 */

export { fold, searchText } from "./fold.ts";
export { matches, type Searchable } from "./match.ts";
export { compare, type Sortable } from "./order.ts";
export { parseQuery } from "./parse.ts";
export { queryKey } from "./print.ts";
export { type Query, type ReadDate, type State, STATES, type TimeRange } from "./query.ts";
