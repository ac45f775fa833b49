/** @module */

import { nameKey } from "./limits.ts";
import { isOpen, type StoredTask } from "./task.ts";

/** A task before and after a change; undefined where it was not there. */
export interface Touch {
  /** The task before. */
  readonly before: StoredTask | undefined;
  /** The task after it, or after a later change. */
  readonly after: StoredTask | undefined;
}

/** The address of a task's resource. */
export function taskUri(id: number): string {
  return `tasks://task/${id}`;
}

/** The address of a project's resource. */
export function projectUri(name: string): string {
  return `tasks://project/${encodeURIComponent(name)}`;
}

/** The addresses of the resources that a change of a task may have changed. */
export function touchedUris({ before, after }: Touch): string[] {
  const states = [before, after].filter((task) => task !== undefined);
  const [task] = states;
  if (!task) return [];
  const lists = states.some(isOpen) ? ["tasks://pending", "tasks://ready"] : [];
  const projects = states.flatMap(({ project }) => project === undefined ? [] : [projectUri(project)]);
  return ["tasks://all", "tasks://stats", ...lists, taskUri(task.id), ...projects];
}

/** What is alike of two addresses that mean the same resource: a project's name counts whatever its case. */
export function uriKey(uri: string): string {
  const prefix = "tasks://project/";
  if (!uri.startsWith(prefix)) return uri;
  try {
    return prefix + nameKey(decodeURIComponent(uri.slice(prefix.length)));
  } catch {
    return uri;
  }
}
