/**
 * How a text that is no date is refused.
 *
 * @module
 */

import { UserError } from "../../errors.ts";
import { storedWhen, type When, whenText } from "./value.ts";

/** The most characters of a caller's text that an error repeats. */
const QUOTED = 60;

/** The most choices that an error offers. */
const CHOICES = 6;

/** A caller's text between quotation marks, cut where it is long. */
export function quoted(text: string): string {
  const cut = text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
  return `"${cut.toWellFormed()}"`;
}

/** The error for a text: what is wrong with it, and what to send in its place. */
export function refusal(text: string, wrong: string, values: readonly When[] = []): UserError {
  const byText = new Map(values.map((when) => [storedWhen(when), whenText(when)]));
  const choices = [...byText.keys()].slice(0, CHOICES);
  if (choices.length === 0) {
    return new UserError(
      `Date ${quoted(text)} ${wrong}; send one like 2026-11-27, 2026-11-27T17:00[Europe/Berlin], ` +
        `"tomorrow 5pm", "friday", "in 3 weeks" or "27 Nov 2026 at 17:00 Europe/Berlin"`,
    );
  }
  const spelled = choices.map((choice) => `${choice} (${byText.get(choice)})`);
  return new UserError(`Date ${quoted(text)} ${wrong}; send ${spelled.join(" or ")}`, { choices });
}
