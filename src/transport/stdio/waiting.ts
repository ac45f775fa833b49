/**
 * Waiting for a state, with a limit.
 *
 * @module
 */

/** Lets others wait until something is so; whoever changes it calls {@linkcode Condition.check}. */
export class Condition {
  #waiters = new Map<() => boolean, () => void>();

  /** Looks again at what is waited for. */
  check(): void {
    for (const [holds, resolve] of this.#waiters) {
      if (!holds()) continue;
      this.#waiters.delete(holds);
      resolve();
    }
  }

  /** Resolves once `holds` returns true: at once, or at a later {@linkcode check}. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.set(holds, resolve);
    return promise;
  }
}

/** Waits for `done`, at most `limit` milliseconds. Resolves to whether `done` came in time. */
export async function within(done: Promise<void>, limit: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), Math.max(0, limit));
  try {
    return await Promise.race([done.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
