import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import meta from "../../deno.json" with { type: "json" };
import { callLine, requestLine } from "../helpers/server_process.ts";
import {
  caches,
  NOWHERE,
  offline,
  programName,
  type Ran,
  ROOT,
  run,
  runScript,
  type Start,
} from "./program.ts";

const box = await Deno.makeTempDir({ prefix: "tasktracker-binary-" });
const data = join(box, "the data", "of the list");
const made = join(box, "made", programName("tracker"));
const copy = join(box, "copy", programName("tracker"));
const elsewhere = join(box, "elsewhere");
await Deno.mkdir(dirname(copy));
await Deno.mkdir(elsewhere);
Deno.test.afterAll(() => Deno.remove(box, { recursive: true }));

const build = Deno.env.get("DENORT_BIN")
  ? await runScript("compile", ["--data", data, "--output", made])
  : undefined;
if (build?.code === 0) await Deno.rename(made, copy);

/** Why there is no binary to test; undefined where there is one, or where making it failed for another reason. */
const missing = build === undefined
  ? "DENORT_BIN is not set"
  : build.stderr.includes("does not fit this Deno")
  ? `the denort in DENORT_BIN is none of Deno ${Deno.version.deno}`
  : undefined;

/** A test that needs the binary, or says why there is none. */
function binaryTest(name: string, body: () => void | Promise<void>, reason = missing): void {
  Deno.test({ name: reason ? `${name} (${reason})` : name, ignore: reason !== undefined, fn: body });
}

/** Starts the binary in a folder that is neither its own nor that of the data. */
function start(args: readonly string[], options: Start = {}): Promise<Ran> {
  return run(copy, args, { cwd: elsewhere, ...options });
}

/** The names of all files below a folder. */
async function filesIn(folder: string): Promise<string[]> {
  const names = await Array.fromAsync(
    Deno.readDir(folder),
    async ({ name, isDirectory }) =>
      isDirectory ? (await filesIn(join(folder, name))).map((below) => join(name, below)) : [name],
  );
  return names.flat().sort();
}

Deno.test("`deno task compile` says in one line that there is no denort", async () => {
  const { code, stdout, stderr } = await runScript(
    "compile",
    ["--data", join(box, "none"), "--output", join(box, "none", "tracker")],
    await offline(join(box, "deno")),
  );
  assert.match(
    stderr,
    /^No denort .*, because it cannot be downloaded: set DENORT_BIN to the path of a denort [\d.]+\n$/,
  );
  assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
});

Deno.test("`deno task compile` says that DENORT_BIN names nothing", async () => {
  const { code, stdout, stderr } = await runScript(
    "compile",
    ["--data", join(box, "none"), "--output", join(box, "none", "tracker")],
    { env: { DENORT_BIN: join(box, "no such file") } },
  );
  assert.match(stderr, /^No denort .*, because DENORT_BIN names no file that can be read: .*\n$/);
  assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
});

Deno.test("`deno task compile` refuses a folder that no permission can name", async () => {
  const { code, stderr } = await runScript("compile", ["--data", join(box, "a,b")]);
  assert.match(stderr, /^Folder .*a,b has a comma, which no permission can name: take another one\n$/);
  assert.equal(code, 2);
});

binaryTest("`deno task compile --data` makes one file and the folder", () => {
  assert.deepEqual(build, {
    code: 0,
    stdout: `Made ${made}; it keeps its tasks in ${join(data, "tasks.db")}\n`,
    stderr: "",
  });
  assert.deepEqual(Array.from(Deno.readDirSync(dirname(copy)), ({ name }) => name), [programName("tracker")]);
});

binaryTest("the binary says its version and its help from another folder", async () => {
  assert.deepEqual(await start(["--version"]), { code: 0, stdout: `${meta.version}\n`, stderr: "" });
  const help = await start(["--help"]);
  assert.match(help.stdout, /^TaskTracker \d+\.\d+\.\d+: /);
  assert.equal(help.code, 0);
});

binaryTest("the binary walks the demo from another folder", async () => {
  const home = join(box, "home");
  await Deno.mkdir(home);
  const { denoDir } = await caches();
  const env = { ...NOWHERE, DENO_DIR: denoDir, HOME: home, LOCALAPPDATA: home, XDG_DATA_HOME: home };
  const { code, stdout, stderr } = await runScript("demo", ["--server", copy], { cwd: elsewhere, env });
  assert.match(stdout, /^\d+ steps, all as promised$/m, stdout + stderr);
  assert.equal(code, 0);
  assert.match(stdout, new RegExp(`tasks in ${RegExp.escape(join(data, "tasks.db"))}`));
  assert.deepEqual(await filesIn(data), ["tasks.db"]);
  assert.deepEqual(await filesIn(dirname(copy)), [programName("tracker")]);
  assert.deepEqual([...await filesIn(elsewhere), ...await filesIn(home)], []);
});

binaryTest("the binary finds its tasks when it is started again", async () => {
  const added = await start([], { input: callLine(1, "add_task", { title: "Kept between two starts" }) });
  assert.equal(added.code, 0, added.stderr);
  const read = await start([], { input: requestLine(1, "resources/read", { uri: "tasks://all" }) });
  assert.match(read.stdout, /\] Kept between two starts\\n/);
  assert.equal(read.code, 0);
});

binaryTest("`doctor` of the binary finds what is needed, and no more", async () => {
  const { code, stdout } = await start(["doctor"], { env: NOWHERE });
  assert.match(stdout, new RegExp(`^ok +database +${RegExp.escape(join(data, "tasks.db"))}$`, "m"));
  assert.match(stdout, /^ok +permissions +what is needed, and no more$/m);
  assert.equal(code, 0);
});

binaryTest("the binary may touch no other file", async () => {
  const other = join(box, "other.db");
  const { code, stdout, stderr } = await start(["--db", other]);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(
    stderr,
    /^tasktracker: This program may not touch .*other\.db: build it with deno task compile --data DIR/,
  );
  assert.deepEqual(
    await Array.fromAsync(Deno.readDir(box), ({ name }) => name).then((all) => all.includes("other.db")),
    false,
  );
});

binaryTest("the binary may ask no other host", async () => {
  const { stdout } = await start([], {
    input: callLine(1, "fetch_joke"),
    env: { TASKTRACKER_JOKE_URL: "http://127.0.0.1:1/joke" },
  });
  assert.match(stdout, /This server may not ask 127\.0\.0\.1:1/);
});

binaryTest("the binary takes further flags, and the last `--db` wins", async () => {
  const { code, stderr } = await start(["--log-format", "json", "--db", join(data, "second.db")]);
  assert.equal(code, 0, stderr);
  const [line = ""] = stderr.split("\n");
  assert.equal(JSON.parse(line).properties.place, join(data, "second.db"));
});

binaryTest("the binary never keeps tasks in memory", async () => {
  const { code, stdout, stderr } = await start([], { env: { DENO_KV_DB_MODE: "memory" } });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /DENO_KV_DB_MODE is "memory", which would keep no task/);
});

const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
const keeps = major > 2 || (major === 2 && minor >= 9)
  ? "this Deno's programs keep data of their own"
  : undefined;

binaryTest("a binary of an older Deno without a place for its tasks is not made", async () => {
  const { code, stdout, stderr } = await runScript("compile", ["--output", join(box, "none", "tracker")]);
  assert.match(
    stderr,
    /^A program built with Deno [\d.]+ keeps no data of its own: add --data DIR, or .*\n$/,
  );
  assert.deepEqual([code, stdout], [2, ""]);
}, missing ?? keeps);

binaryTest("a binary of an older Deno without a place for its tasks does not start", async () => {
  const program = join(box, programName("by-hand"));
  const args = [
    "compile",
    "-q",
    "--no-check",
    "--no-prompt",
    "--allow-env",
    "--output",
    program,
    join(ROOT, "main.ts"),
  ];
  const compiled = await run(Deno.execPath(), args);
  assert.equal(compiled.code, 0, compiled.stderr);
  const { code, stdout, stderr } = await run(program, [], {
    input: callLine(1, "add_task", { title: "Lost" }),
  });
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /keeps no data of its own: give --db PATH, or build it with --data DIR\n$/);
}, missing ?? keeps);
