/**
 * The order in which a query's tasks are answered.
 *
 * @module
 */

import { PRIORITIES } from "../task.ts";
import type { Searchable } from "./match.ts";
import type { Query, SortKey } from "./query.ts";

/** What an order looks at in a task. */
export type Sortable = Omit<Searchable, "status" | "tags" | "parent_id" | "claim" | "states">;

/**
 * What an agent should do next comes first: the most urgent, of those the one due first, of those the oldest. Every
 * other order ends with this one, so that each is total.
 */
const DEFAULT: readonly SortKey[] = [
  { key: "priority", descending: false },
  { key: "due", descending: false },
  { key: "id", descending: false },
];

/** A comparator for `toSorted`: by the keys of `sort:`, with what is unset last, then by the default order. */
export function compare({ sort }: Pick<Query, "sort">): (a: Sortable, b: Sortable) => number {
  const steps = [...sort, ...DEFAULT].map(step);
  return (a, b) => {
    for (const by of steps) {
      const order = by(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

type Step = (a: Sortable, b: Sortable) => number;

function step({ key, descending }: SortKey): Step {
  const sign = descending ? -1 : 1;
  switch (key) {
    case "title":
      return textStep(titleOf, sign);
    case "project":
      return textStep(({ project }) => project, sign);
    case "priority":
      return numberStep(rank, sign);
    case "due":
      // A day lasts to its end, so what is due at an hour of it comes before.
      return numberStep(({ due }) => due?.end, sign);
    default:
      return numberStep((item) => item[key], sign);
  }
}

function numberStep(read: (item: Sortable) => number | undefined, sign: number): Step {
  return (itemA, itemB) => {
    const a = read(itemA);
    const b = read(itemB);
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (a - b);
  };
}

function textStep(read: (item: Sortable) => string | undefined, sign: number): Step {
  // Made here and not with the module, as it takes milliseconds that no start should pay.
  const collator = new Intl.Collator("en", { numeric: true });
  return (itemA, itemB) => {
    const a = read(itemA);
    const b = read(itemB);
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * collator.compare(a, b);
  };
}

/** The folded title is the first line of the text. */
function titleOf({ text }: Sortable): string {
  const end = text.indexOf("\n");
  return end === -1 ? text : text.slice(0, end);
}

function rank({ priority }: Sortable): number {
  return PRIORITIES.indexOf(priority ?? "normal");
}
