/**
 * Walks through series for the tests.
 *
 * @module
 */

import { readRepeat } from "../../../src/domain/repeat/read.ts";
import { nextOccurrence, type Series, startSeries } from "../../../src/domain/repeat/series.ts";

/** An instant before every series of the tests: who completes then has always been early. */
export const LONG_AGO = "1900-01-01T00:00:00Z";

/** The dues of a series one after another, each completed before it is due; the start is the first. */
export function walk(repeat: string, start: string, most: number): string[] {
  const rule = readRepeat(repeat);
  let series: Series = startSeries(rule, start);
  const dues = [start];
  for (let due = start; dues.length < most; dues.push(due)) {
    const next = nextOccurrence({ rule, series, due, at: LONG_AGO, zone: "UTC" });
    if (!next) break;
    ({ due, series } = next);
  }
  return dues;
}

/** The due after one completion of a series' first occurrence; "end" where there is none. */
export function after(
  repeat: string,
  start: string,
  at: string,
  { due = start, zone = "UTC" }: { due?: string; zone?: string } = {},
): string {
  const rule = readRepeat(repeat);
  return nextOccurrence({ rule, series: startSeries(rule, start), due, at, zone })?.due ?? "end";
}
