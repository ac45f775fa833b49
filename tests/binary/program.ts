/**
 * Makes and runs programs for the tests of the binary.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a lockfile says: the packages by name and version. */
const Lock = z.object({ npm: z.record(z.string(), z.unknown()) });

/** How a program ended, and what it said. */
export interface Ran {
  /** Its exit status. */
  readonly code: number;
  /** Its standard output. */
  readonly stdout: string;
  /** Its standard error. */
  readonly stderr: string;
}

/** What a program is started with. */
export interface Start {
  /** Its standard input, which then ends. */
  readonly input?: string;
  /** Its folder. */
  readonly cwd?: string;
  /** Variables besides the test's own. */
  readonly env?: Record<string, string>;
  /** Whether `env` is all there is. */
  readonly clearEnv?: boolean;
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
  { input = "", ...options }: Start = {},
): Promise<Ran> {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...options,
    env: { NO_COLOR: "1", ...options.env },
  }).spawn();
  const ended = child.output();
  await new Blob([input]).stream().pipeTo(child.stdin).catch(() => {
    // A program that refuses to start does not read its input.
  });
  const { code, stdout, stderr } = await ended;
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Runs a script of the project as its task does. */
export function runScript(name: "compile" | "demo", args: readonly string[], start?: Start): Promise<Ran> {
  const config = join(ROOT, "tests", "deno.json");
  const script = join(ROOT, "scripts", `${name}.ts`);
  return run(
    Deno.execPath(),
    ["run", "-q", "--config", config, `-P=${name}`, "--no-prompt", script, ...args],
    start,
  );
}

/** The name of a program's file on this system. */
export function programName(name: string): string {
  return Deno.build.os === "windows" ? `${name}.exe` : name;
}

/** Variables that lead whoever asks the web to where nothing listens, so that it fails at once. */
export const NOWHERE: Record<string, string> = {
  NO_PROXY: "",
  no_proxy: "",
  HTTP_PROXY: "http://127.0.0.1:1",
  HTTPS_PROXY: "http://127.0.0.1:1",
  http_proxy: "http://127.0.0.1:1",
  https_proxy: "http://127.0.0.1:1",
};

/** Where this Deno keeps what it downloads: all of it, and the packages. */
export async function caches(): Promise<{ denoDir: string; npmCache: string }> {
  const { stdout } = await run(Deno.execPath(), ["info", "--json"]);
  return z.object({ denoDir: z.string(), npmCache: z.string() }).parse(JSON.parse(stdout));
}

/**
 * The environment of a Deno that has the server's packages and nothing else, and reaches nobody: whatever it has to
 * download fails at once, on a machine with a network too. There is no `DENORT_BIN` in it.
 *
 * @param folder An empty folder for what this Deno keeps.
 */
export async function offline(folder: string): Promise<Pick<Start, "env" | "clearEnv">> {
  const { npmCache } = await caches();
  const lock = Lock.parse(JSON.parse(await Deno.readTextFile(join(ROOT, "deno.lock"))));
  for await (const registry of Deno.readDir(npmCache)) {
    if (!registry.isDirectory) continue;
    for (const id of Object.keys(lock.npm)) {
      const name = id.slice(0, id.indexOf("@", 1));
      const from = join(npmCache, registry.name, name);
      await copyFolder(from, join(folder, "npm", registry.name, name));
    }
  }
  const { DENORT_BIN: _, ...env } = Deno.env.toObject();
  return {
    clearEnv: true,
    env: {
      ...env,
      ...NOWHERE,
      DENO_DIR: folder,
    },
  };
}

/** Copies a folder, where it is there. */
async function copyFolder(from: string, to: string): Promise<void> {
  const entries = await Array.fromAsync(Deno.readDir(from)).catch(() => []);
  if (entries.length > 0) await Deno.mkdir(to, { recursive: true });
  for (const { name, isDirectory } of entries) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}
