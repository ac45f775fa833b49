/**
 * A context for calling one capability directly: whatever a test does not give, throws or stays silent.
 *
 * @module
 */

import type { Context, Settings } from "../../src/capability.ts";
import { clockAt } from "../../src/domain/states.ts";
import type { Log, Properties } from "../../src/log.ts";

/** A line that was logged. */
export interface LogLine {
  /** The names of the part, the outermost first; empty for the root. */
  readonly category: readonly string[];
  /** Its level. */
  readonly level: "debug" | "info" | "warn" | "error";
  /** The message with its values filled in. */
  readonly message: string;
  /** The values. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A log that writes nowhere and adds each line to `lines`. */
export function recordingLog(lines: LogLine[], category: readonly string[] = []): Log {
  const record = (level: LogLine["level"]) => (template: string, properties: Properties = {}): void => {
    const message = template.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
      const value = properties[name];
      return value === undefined ? all : typeof value === "string" ? value : JSON.stringify(value);
    });
    lines.push({ category, level, message, properties });
  };
  return {
    debug: record("debug"),
    info: record("info"),
    warn: record("warn"),
    error: record("error"),
    getChild: (name) => recordingLog(lines, [...category, name]),
  };
}

/** A log that nobody reads. */
export function silentLog(): Log {
  return recordingLog([]);
}

/** What a test may replace; of the settings, also a part. */
export type Overrides = Partial<Omit<Context, "settings">> & { readonly settings?: Partial<Settings> };

/** A context that keeps what was logged. */
export interface TestContext extends Context {
  /** What was logged, unless the test gave a log of its own. */
  readonly lines: readonly LogLine[];
}

/** A promise that fails because a capability touched what its test did not give. */
function missing(what: string): () => Promise<never> {
  return () => Promise.reject(new Error(`This test gave no ${what}`));
}

/** Makes a context. Randomness is real; tasks and the network fail unless they are given. */
export function testContext({ settings, ...overrides }: Overrides = {}): TestContext {
  const lines: LogLine[] = [];
  return {
    tasks: {
      write: missing("tasks"),
      all: missing("tasks"),
      open: missing("tasks"),
      index: missing("tasks"),
      changes: () => {
        throw new Error("This test gave no tasks");
      },
    },
    caller: { by: "test", session: "test" },
    clock: (zone = "UTC") => clockAt("2026-11-22T10:00:00.000Z", zone),
    settings: {
      version: "1.0.0",
      environment: "test",
      jokeUrl: "http://127.0.0.1:9999/random_joke",
      zone: "UTC",
      ...settings,
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    fetch: missing("network"),
    log: recordingLog(lines),
    signal: new AbortController().signal,
    lines,
    ...overrides,
  };
}
