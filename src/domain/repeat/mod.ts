/**
 * Recurrence: which rules there are, and when a task comes again.
 *
 * @module
 */

export { readRepeat } from "./read.ts";
export { repeatText, type Rule } from "./rule.ts";
export { type Completion, nextOccurrence, type Occurrence, type Series, startSeries } from "./series.ts";
