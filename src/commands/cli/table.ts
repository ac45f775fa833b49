/**
 * Columns of text, as wide as a terminal shows them.
 *
 * @module
 */

/** A column; the last of a table is the one that is cut, and only on a terminal. */
export interface Column {
  /** What stands above it. */
  readonly head: string;
  /** Whether it holds numbers. */
  readonly right?: boolean;
}

/** What separates two columns. */
const GAP = "  ";

/** The least that is left of a text that is cut; on a terminal narrower than that it wraps. */
const LEAST = 20;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Signs that fill two columns: emoji, and the scripts of East Asia. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}])/u;

/** How many columns of a terminal a text fills. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** A text of at most so many columns, with `…` where something is left out. */
export function cut(text: string, width: number | undefined): string {
  if (width === undefined || width < LEAST || widthOf(text) <= width) return text;
  let kept = "";
  let filled = 0;
  for (const { segment } of graphemes.segment(text)) {
    filled += widthOf(segment);
    if (filled > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Rows in columns; a column without anything in it is left out. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const shown = columns.flatMap((column, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    if (cells.every((cell) => cell === "")) return [];
    return [{ ...column, cells, width: Math.max(...[column.head, ...cells].map(widthOf)) }];
  });
  const line = (cellOf: (column: (typeof shown)[number]) => string) => {
    let text = "";
    for (const [index, column] of shown.entries()) {
      const cell = cellOf(column);
      const pad = " ".repeat(column.width - widthOf(cell));
      const last = index === shown.length - 1;
      text += last
        ? cut(cell, width === undefined ? undefined : width - widthOf(text))
        : column.right
        ? pad + cell + GAP
        : cell + pad + GAP;
    }
    return text.trimEnd();
  };
  return [line(({ head }) => head), ...rows.map((_, row) => line(({ cells }) => cells[row] ?? ""))].join(
    "\n",
  );
}
