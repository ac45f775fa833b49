/**
 * Due dates: what they are, how they are read, shown and compared.
 *
 * @module
 */

export type { Frame } from "./combine.ts";
export { dayOf, endOf, isDeferred, isOverdue, nowText, startOf } from "./compare.ts";
export { readWhen } from "./read.ts";
export { type Range, rangeOf, readRelative } from "./relative.ts";
export { parseWhen, storedWhen, type When, whenText } from "./value.ts";
export { readZone } from "./zone.ts";
