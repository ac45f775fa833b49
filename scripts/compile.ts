/**
 * Makes one file of the server, with its rights baked in.
 *
 * @module
 */

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import deno from "../deno.json" with { type: "json" };
import { APP_NAME } from "../src/data_place.ts";

const USAGE = `Usage: deno task compile [--data DIR] [--output FILE]

  --data DIR      Keep the tasks in this folder, which is made where it is missing [the platform's data folder]
  --output FILE   The program to make [dist/tasktracker]

The download of Deno's runtime for programs is saved by DENORT_BIN=FILE, a denort of the same version as this Deno.`;

/** A program that cannot be made as things are: its text says what to do, in one line unless Deno itself said more. */
class CannotCompile extends Error {
  /** The exit status. */
  readonly status: number;

  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

/** What to make. */
interface Order {
  /** The folder for the tasks, or undefined for the platform's own place. */
  readonly data: string | undefined;
  /** The file to make. */
  readonly output: string;
}

/** The first version whose programs keep a KV without a path; in those of an older one it is in memory. */
const KEEPS_FROM = [2, 9] as const;

/** What a program reads besides its settings, to say where Deno keeps its data. */
const PLACE_VARIABLES = ["HOME", "LOCALAPPDATA", "XDG_DATA_HOME"];

function readFlags(args: string[]): { data?: string; output: string; help?: boolean } {
  const options = {
    data: { type: "string" },
    output: { type: "string", default: join("dist", "tasktracker") },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new CannotCompile(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

/** Reads the command line; undefined where help is asked for. */
function readOrder(args: string[]): Order | undefined {
  const values = readFlags(args);
  if (values.help) return undefined;
  if (values.data === "" || values.output === "") throw new CannotCompile("A flag is empty\n\n" + USAGE);
  const data = values.data === undefined ? undefined : resolve(values.data);
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  if (data === undefined && (major < KEEPS_FROM[0] || (major === KEEPS_FROM[0] && minor < KEEPS_FROM[1]))) {
    throw new CannotCompile(
      `A program built with Deno ${Deno.version.deno} keeps no data of its own: add --data DIR, or take Deno 2.9`,
    );
  }
  if (data?.includes(",")) {
    throw new CannotCompile(`Folder ${data} has a comma, which no permission can name: take another one`);
  }
  const suffix = Deno.build.os === "windows" && !/\.exe$/i.test(values.output) ? ".exe" : "";
  return { data, output: resolve(values.output) + suffix };
}

/** The command line of `deno compile`. */
function compileArgs({ data, output }: Order): string[] {
  const root = join(dirname(fileURLToPath(import.meta.url)), "..");
  const { net, env } = deno.permissions.stdio;
  const variables = data === undefined ? [...env, ...PLACE_VARIABLES] : env;
  const place = data === undefined
    ? [`--app-name=${APP_NAME}`]
    : [`--allow-read=${data}`, `--allow-write=${data}`];
  return [
    ...["compile", "-q", "--no-prompt", `--config=${join(root, "deno.json")}`, `--output=${output}`],
    ...[`--allow-net=${net.join(",")}`, `--allow-env=${variables.join(",")}`, ...place],
    ...[join(root, "main.ts"), ...(data === undefined ? [] : ["--db", join(data, "tasks.db")])],
  ];
}

/** What Deno says where it has no runtime to put the server into, and what a person can do. */
const NO_DENORT: readonly (readonly [RegExp, string])[] = [
  [/Setting up base binary/, "it cannot be downloaded"],
  [/Could not find denort/, "DENORT_BIN names no file that can be read"],
  [/Writing binary bytes[^]*Invalid/, "the file that DENORT_BIN names is none"],
];

/** The error for a runtime that is missing. */
function noDenort(why: string): CannotCompile {
  const { deno: version } = Deno.version;
  return new CannotCompile(
    `No denort (Deno's runtime for programs), because ${why}: set DENORT_BIN to the path of a denort ${version}`,
  );
}

/** Runs a program; what it says comes back without colours. */
async function run(
  program: string,
  args: string[],
): Promise<{ success: boolean; stdout: string; stderr: string }> {
  const output = await new Deno.Command(program, { args, stdin: "null", env: { NO_COLOR: "1" } }).output();
  const decoder = new TextDecoder();
  return {
    success: output.success,
    stdout: decoder.decode(output.stdout),
    stderr: decoder.decode(output.stderr),
  };
}

/** Makes a folder where it is missing. */
async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    throw new CannotCompile(
      `Folder ${path} cannot be made: ${error instanceof Error ? error.message : error}`,
      1,
    );
  }
}

/** Makes the program. Returns what to say of it. */
async function compile(order: Order): Promise<string> {
  // The server makes no folder that somebody named: a path with a slip in it would start a second list.
  if (order.data !== undefined) await makeFolder(order.data);
  await makeFolder(dirname(order.output));
  const { success, stderr } = await run(Deno.execPath(), compileArgs(order));
  if (!success) {
    const known = NO_DENORT.find(([pattern]) => pattern.test(stderr));
    throw known ? noDenort(known[1]) : new CannotCompile(stderr.trimEnd(), 1);
  }
  // A runtime of another version is taken without a word, and then does not find the server in itself.
  const tried = await run(order.output, ["--version"]);
  if (tried.stdout.trim() !== deno.version) {
    await Deno.remove(order.output);
    throw noDenort("the one in DENORT_BIN does not fit this Deno");
  }
  const place = order.data === undefined ? "the platform's data folder" : join(order.data, "tasks.db");
  return `Made ${order.output}; it keeps its tasks in ${place}`;
}

if (import.meta.main) {
  try {
    const order = readOrder(Deno.args);
    console.log(order ? await compile(order) : USAGE);
  } catch (error) {
    if (!(error instanceof CannotCompile)) throw error;
    console.error(error.message);
    Deno.exit(error.status);
  }
}
