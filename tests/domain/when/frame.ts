/**
 * Frames to read dates in, and short forms of what comes of it.
 *
 * @module
 */

import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { type Frame, readWhen, storedWhen } from "../../../src/domain/when/mod.ts";

/** A frame at an instant. */
export function frameAt(now: string, zone: string): Frame {
  return { now: Temporal.Instant.from(now), zone };
}

/** A Sunday, 11:00 in Berlin. */
export const SUNDAY: Frame = frameAt("2026-11-22T10:00Z", "Europe/Berlin");

/** What a text is refused with: its sentence, and what is offered. */
export interface Refusal {
  /** The error's text. */
  readonly message: string;
  /** The texts to choose from. */
  readonly choices: unknown;
}

/** The stored form of what a text names, or how it is refused; anything else that is thrown is a defect. */
export function outcome(text: string, frame: Frame): string | Refusal {
  try {
    return storedWhen(readWhen(text, frame));
  } catch (error) {
    assert.ok(error instanceof UserError, `${JSON.stringify(text)} threw ${error}`);
    return { message: error.message, choices: error.details["choices"] };
  }
}

/** The same, with a refusal as `refused`, or as `refused: ` and the choices. */
export function short(text: string, frame: Frame): string {
  const found = outcome(text, frame);
  if (typeof found === "string") return found;
  return Array.isArray(found.choices) ? `refused: ${found.choices.join(" ")}` : "refused";
}

/** Checks rows of `text → outcome`; `@` stands for Berlin. */
export function check(frame: Frame, table: string): void {
  for (const row of table.trim().split("\n")) {
    const [text = "", expected = ""] = row.split("→").map((part) => part.trim());
    const found = short(text.replace(/^"(.*)"$/, "$1"), frame).replaceAll("[Europe/Berlin]", "@");
    assert.equal(found, expected, `${text} at ${frame.now} in ${frame.zone}`);
  }
}
