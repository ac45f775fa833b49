/**
 * Where the tasks are, by the platform's rules. Never in a cache folder, which a person may clear.
 *
 * @module
 */

import { posix, win32 } from "node:path";
import { UserError } from "./errors.ts";

/** The machine, as data: a test can be any of them. */
export interface Host {
  /** The operating system. */
  readonly os: typeof Deno.build.os;
  /** The machine's IANA zone. */
  readonly zone: string;
  /** The folder of deno.json. */
  readonly root: string;
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  /** Whether this is a compiled binary. */
  readonly standalone: boolean;
  /** The version of Deno in it. */
  readonly deno: string;
  /** A variable of the environment, where it may be read. */
  readonly env: (name: string) => string | undefined;
}

/** Where the tasks are. */
export interface Place {
  /** The file, or undefined for KV's own place. */
  readonly path: string | undefined;
  /** For people: the file, or the folder of KV's own place. */
  readonly text: string;
  /** The folder to make where it is missing; a place that somebody named has to be there already. */
  readonly folder?: string;
}

/** The name of the folder under the platform's data folder. */
export const APP_NAME = "tasktracker";

/** The first version whose compiled programs keep a KV without a path; an older one keeps it in memory. */
const KEEPS_FROM = [2, 9] as const;

/**
 * Where the tasks are.
 *
 * @param given What somebody named, or undefined.
 * @throws {UserError} where nothing would be kept.
 */
export function dataPlace(given: string | undefined, host: Host): Place {
  const paths = host.os === "windows" ? win32 : posix;
  if (given === ":memory:") return { path: given, text: "memory, kept until this process ends" };
  if (given !== undefined) {
    const path = paths.resolve(host.cwd, given);
    return { path, text: path };
  }
  if (!host.standalone) {
    const folder = paths.join(host.root, "data");
    const path = paths.join(folder, "tasks.db");
    return { path, text: path, folder };
  }
  const [major = 0, minor = 0] = host.deno.split(".").map(Number);
  if (major < KEEPS_FROM[0] || (major === KEEPS_FROM[0] && minor < KEEPS_FROM[1])) {
    throw new UserError(
      `This program was built with Deno ${host.deno}, which keeps no data of its own: give --db PATH, or build it with --data DIR`,
    );
  }
  return { path: undefined, text: paths.join(dataFolder(host), APP_NAME) };
}

/** The platform's folder for a program's data, as Deno finds it. */
function dataFolder({ os, env }: Host): string {
  const home = env("HOME") || "~";
  if (os === "windows") return env("LOCALAPPDATA") || "%LOCALAPPDATA%";
  if (os === "darwin") return posix.join(home, "Library", "Application Support");
  return env("XDG_DATA_HOME") || posix.join(home, ".local", "share");
}
