/**
 * A copy of what ships, in a folder of its own: a test that starts the server as a host does must not touch the data
 * of the clone it runs in.
 *
 * @module
 */

import { join } from "node:path";
import deno from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url);

/** A copy of the project. */
export interface Project extends AsyncDisposable {
  /** Its folder. */
  readonly root: string;
  /** Its main.ts. */
  readonly main: string;
  /** Where it keeps its tasks. */
  readonly db: string;
}

/** Copies what ships. */
export async function copyProject(): Promise<Project> {
  // The real path: a permission is given for that one, and a temporary folder may be behind a link.
  const root = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "tasktracker-" }),
  );
  for (const file of ["main.ts", "deno.json", "deno.lock"]) {
    await Deno.copyFile(new URL(file, ROOT), join(root, file));
  }
  await copyFolder(new URL("src/", ROOT), join(root, "src"));
  return {
    root,
    main: join(root, "main.ts"),
    db: join(root, "data", "tasks.db"),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

async function copyFolder(from: URL, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) {
      await copyFolder(new URL(`${name}/`, from), join(to, name));
    } else await Deno.copyFile(new URL(name, from), join(to, name));
  }
}

/** The arguments with which every host's snippet starts the server. */
export function hostArgs(project: Project, ...more: string[]): string[] {
  return ["run", "-q", "-P=stdio", "--no-prompt", project.main, ...more];
}

/** One grant of the set that hosts start the server with, as a flag. */
export interface Grant {
  /** The kind, such as `net`. */
  readonly kind: string;
  /** What is granted. */
  readonly value: string;
}

/** Every single grant of the set `stdio` in deno.json; paths are those of the copy. */
export function grantsOf(project: Project): Grant[] {
  return Object.entries(deno.permissions.stdio).flatMap(([kind, values]) =>
    values.map((value) => ({
      kind,
      value: value.startsWith("./") ? join(project.root, value) : value,
    }))
  );
}

/** Grants as the flags of one command. */
export function flagsOf(grants: readonly Grant[]): string[] {
  const kinds = [...new Set(grants.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    `--allow-${kind}=${
      grants.filter((grant) => grant.kind === kind).map(({ value }) => value)
        .join(",")
    }`
  );
}
