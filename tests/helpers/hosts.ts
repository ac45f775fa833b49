/**
 * Machines as data.
 *
 * @module
 */

import type { Host } from "../../src/data_place.ts";

/** A Linux machine with a clone of the project; a test says what else it is. */
export function hostOf(
  { variables = {}, ...host }: Partial<Omit<Host, "env">> & {
    readonly variables?: Readonly<Record<string, string>>;
  } = {},
): Host {
  return {
    os: "linux",
    zone: "UTC",
    root: "/srv/tasktracker",
    cwd: "/home/ann",
    standalone: false,
    deno: "2.9.6",
    env: (name) => variables[name],
    ...host,
  };
}

/** A Windows machine with a clone of the project. */
export const WINDOWS = { os: "windows", root: "C:\\Apps\\TaskTracker", cwd: "C:\\Users\\Ann" } as const;
