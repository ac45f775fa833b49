/**
 * How parts of an answer look to people. Whatever somebody wrote goes through {@linkcode oneLine} or `visible`.
 *
 * @module
 */

import { z } from "zod";
import { oneLine } from "../line.ts";

/** A task or a row of an answer, as far as texts show it. */
export const shownRow = z.object({ id: z.int(), title: z.string(), status: z.string() });

/** A due, a day or an hour: `2026-11-27 17:00`, with its zone where that is another than the caller's. */
export function dateText(when: string, zone: string): string {
  const [, day = when, time, named] = /^([\d-]+)(?:T([^[]+))?(?:\[(.+)\])?$/.exec(when) ?? [];
  return [day, time, named === zone ? undefined : named].filter((part) => part !== undefined).join(" ");
}

/** An instant in the caller's zone, to the minute. */
export function instantText(at: string, zone: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" }).replace("T", " ");
}

/** The states of a task in words. One that is pending and in no state waits for nothing but its own parts. */
export function statesText(states: readonly string[]): string {
  return states.length === 0 ? "open parts" : states.join(", ");
}

/** A task on a line. */
export function rowText({ id, title, status }: z.output<typeof shownRow>): string {
  return `${id}  ${oneLine(title)}${status === "completed" ? " (completed)" : ""}`;
}

/** `1 task`, `2 tasks`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** What a JSON text may hold as it is and still steers a terminal, or hides. */
const UNSEEN = /[\x7F-\x9F\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The answer of a tool as JSON: its own text, with characters that nobody sees written as JSON's escapes. */
export function jsonText(text: string): string {
  return text.replace(UNSEEN, (char) => {
    const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}
