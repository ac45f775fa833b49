/** @module */

import type { Updated } from "./operations/update.ts";
import { type Row, rowOf } from "./rows.ts";
import { parseWhen, whenText } from "./when/mod.ts";

/** What an answer holds besides the task, where there is any of it. */
export interface Extras {
  /** The tasks that wait for nothing any more. */
  readonly unblocked?: number[];
  /** The occurrence that was made. */
  readonly next_occurrence?: { readonly id: number; readonly due: string; readonly due_text: string };
  /** The parts that are still open. */
  readonly open_children?: number[];
  /** The other tasks that were changed alike. */
  readonly also?: Row[];
}

/** What became of other tasks when some were changed or completed. */
export function completionExtras({ unblocked, next, openChildren, also }: Updated): Extras {
  return {
    ...(unblocked.length > 0 ? { unblocked: [...unblocked] } : {}),
    ...(next?.due === undefined
      ? {}
      : { next_occurrence: { id: next.id, due: next.due, due_text: whenText(parseWhen(next.due)) } }),
    ...(openChildren.length > 0 ? { open_children: [...openChildren] } : {}),
    ...(also.length > 0 ? { also: also.map(rowOf) } : {}),
  };
}
