/** @module */

import { visible } from "../domain/text_view.ts";

/** A text of somebody else's on one line, with whatever could forge a second one or steer a terminal spelled out. */
export function oneLine(text: string): string {
  return visible(text, 0).replaceAll("\n", "\\u{A}");
}
