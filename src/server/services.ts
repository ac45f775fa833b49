/**
 * What a server is composed of, and the context that it hands to a capability.
 *
 * @module
 */

import type { Context, Prompt, Resource, ResourceTemplate, Settings, Tasks, Tool } from "../capability.ts";
import { clockAt } from "../domain/states.ts";
import { readZone } from "../domain/when/mod.ts";
import type { Log } from "../log.ts";
import type { Author } from "../domain/operation.ts";
import type { TaskStore } from "../storage/store.ts";

/** What the server offers. */
export interface Capabilities {
  /** The tools, in the order of their list. */
  readonly tools: readonly Tool[];
  /** Why a tool that there is, by its name, is not offered here. */
  readonly withheld?: ReadonlyMap<string, string>;
  /** The resources, in the order of their list. */
  readonly resources: readonly Resource[];
  /** The templates of resources, in the order of their list. */
  readonly templates: readonly ResourceTemplate[];
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
  /** The clock: milliseconds since 1970. */
  readonly now: () => number;
}

/** Whose list a call works on, and who makes it. */
export interface Caller extends Author {
  /** The space of the list. */
  readonly space: string;
}

/** The context of one call. */
export function contextOf(services: Services, caller: Caller, signal: AbortSignal): Context {
  const { settings, log, fetch, randomBytes, now } = services;
  const clock = (zone = settings.zone) => clockAt(new Date(now()).toISOString(), readZone(zone));
  return { tasks: tasksOf(services.store, caller), caller, clock, settings, randomBytes, fetch, log, signal };
}

function tasksOf(store: TaskStore, caller: Caller): Tasks {
  return {
    write: (operation) => store.write(caller.space, caller, operation),
    all: () => store.all(caller.space),
    open: () => store.open(caller.space),
    index: () => store.index(caller.space),
    changes: (before) => store.changes(caller.space, before),
  };
}
