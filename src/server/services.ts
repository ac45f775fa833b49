/**
 * What a server is composed of, and the context that it hands to a capability.
 *
 * @module
 */

import type { Context, Prompt, Resource, Settings, Tasks, Tool } from "../capability.ts";
import type { Log } from "../log.ts";
import type { Author, TaskStore } from "../storage/store.ts";

/** What the server offers. */
export interface Capabilities {
  /** The tools, in the order of their list. */
  readonly tools: readonly Tool[];
  /** The resources, in the order of their list. */
  readonly resources: readonly Resource[];
  /** The prompts, in the order of their list. */
  readonly prompts: readonly Prompt[];
}

/** What the server works with. A test replaces what it needs to. */
export interface Services {
  /** The tasks of all spaces. */
  readonly store: TaskStore;
  /** What the deployment sets. */
  readonly settings: Settings;
  /** The log. */
  readonly log: Log;
  /** The network. */
  readonly fetch: typeof fetch;
  /** So many random bytes, of cryptographic quality. */
  readonly randomBytes: (count: number) => Uint8Array;
}

/** Whose list a call works on, and who makes it. */
export interface Caller extends Author {
  /** The space of the list. */
  readonly space: string;
}

/** The context of one call. */
export function contextOf(services: Services, caller: Caller, signal: AbortSignal): Context {
  const { settings, log, fetch, randomBytes } = services;
  return { tasks: tasksOf(services.store, caller), settings, randomBytes, fetch, log, signal };
}

function tasksOf(store: TaskStore, caller: Caller): Tasks {
  return {
    write: (operation) => store.write(caller.space, caller, operation),
    all: () => store.all(caller.space),
    open: () => store.open(caller.space),
  };
}
