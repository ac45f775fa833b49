/**
 * Failures that a caller can cause, apart from defects.
 *
 * @module
 */

/** What an error answer may hold besides its text, such as the current task or the choices there are. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * An expected failure. Its text is safe to show to anybody: it says what was wrong and what to do, and repeats
 * nothing of a third party's words. Whatever else is thrown is a defect: it is logged whole and shown without
 * its text.
 *
 * @example
 * ```ts
 * import { UserError } from "./errors.ts";
 *
 * const error = new UserError("Task 99 not found");
 * console.assert(error.message === "Task 99 not found");
 * ```
 */
export class UserError extends Error {
  /** Tells it from other errors in a log. */
  override readonly name: string = "UserError";
  /** More keys for the JSON of the error's answer. */
  readonly details: ErrorDetails;

  /** Takes the text, which starts with a capital and has no full stop at its end, and optional details. */
  constructor(message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** Runs something; where it is refused, the text says which part of what came is wrong. */
export function within<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`In ${place}: ${error.message}`, error.details, { cause: error });
  }
}

/** A command line, or a variable, that cannot be followed. */
export class UsageError extends UserError {
  /** Tells it from other errors in a log. */
  override readonly name = "UsageError";
}
