/**
 * Commands for people, run in this process on a list of their own, at one instant.
 *
 * @module
 */

import type { Context } from "../../src/capability.ts";
import { CLI_AUTHOR, prepareCommand } from "../../src/commands/cli/mod.ts";
import type { TaskCommand } from "../../src/config.ts";
import { contextOf } from "../../src/server/services.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { silentLog } from "./context.ts";
import { tempFolder, testStore } from "./store_files.ts";

/** Sunday, 22 November 2026, ten o'clock in the morning. */
export const NOW = "2026-11-22T10:00:00.000Z";

/** A list on a file, and commands on it. */
export interface Terminal extends AsyncDisposable {
  /** Runs a command and returns what it printed. */
  run(name: TaskCommand, ...words: string[]): Promise<string>;
  /** The same on a terminal of so many columns. */
  runOn(width: number, name: TaskCommand, ...words: string[]): Promise<string>;
  /** The context of a command; with a name, that of another's call. */
  context(by?: string): Context;
}

/** Makes an empty list and a terminal for it. */
export async function openTerminal(zone = "UTC", readOnly = false): Promise<Terminal> {
  const folder = await tempFolder();
  const now = () => Date.parse(NOW);
  const store = await testStore({ path: folder.db, now });
  const context = (by?: string) => {
    const author = by === undefined ? CLI_AUTHOR : { by, session: by };
    const settings = { version: "1.0.0", environment: "test", jokeUrl: "http://127.0.0.1:9999/joke", zone };
    const noFetch = () => Promise.reject(new Error("A command asks no network"));
    const services = { store, settings, log: silentLog(), fetch: noFetch, now };
    const randomBytes = (count: number) => new Uint8Array(count);
    const signal = new AbortController().signal;
    return contextOf({ ...services, randomBytes }, { ...author, space: DEFAULT_SPACE }, signal);
  };
  const runOn = async (width: number | undefined, name: TaskCommand, words: readonly string[]) => {
    const printed: string[] = [];
    await prepareCommand(name, words, { print: (text) => printed.push(text), width, readOnly })(context());
    return printed.join("\n");
  };
  return {
    context,
    run: (name, ...words) => runOn(undefined, name, words),
    runOn: (width, name, ...words) => runOn(width, name, words),
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
