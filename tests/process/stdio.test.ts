import assert from "node:assert/strict";
import { join } from "node:path";
import { SCHEMA_KEY } from "../../src/storage/keys.ts";
import { encode } from "../../src/storage/record.ts";
import { copyProject, hostArgs } from "../helpers/project.ts";
import { callLine, HANDSHAKE, requestLine, runServer } from "../helpers/server_process.ts";

Deno.test("the server keeps its tasks beside deno.json, whatever folder a host starts it in", async () => {
  await using project = await copyProject();
  await Deno.mkdir(join(project.root, "elsewhere"));
  for (
    const [index, cwd] of [
      project.root,
      join(project.root, "elsewhere"),
      join(project.root, "src"),
    ].entries()
  ) {
    const ended = await runServer(
      hostArgs(project),
      HANDSHAKE + callLine(1, "add_task", { title: "one more" }),
      { cwd },
    );
    assert.equal(ended.code, 0, ended.stderr);
    assert.ok(
      ended.lines[1]?.includes(`"structuredContent":{"id":${index + 1},`),
      ended.lines[1],
    );
    assert.ok(
      ended.stderr.startsWith(
        ended.stderr.split(" [INF] ")[0] +
          ` [INF] tasktracker: TaskTracker 1.0.0 serves over stdio; tasks in ${project.db}\n`,
      ),
    );
  }
  assert.ok((await Deno.stat(project.db)).isFile);
});

Deno.test("the server writes nothing but protocol to standard output, at any log level and form", async () => {
  await using project = await copyProject();
  const input = HANDSHAKE +
    callLine(1, "add_task", { title: "secret-canary" }) + "not json\n" +
    callLine(2, "nothing") +
    requestLine(3, "prompts/get", {
      name: "greeting_prompt",
      arguments: { name: "Ada" },
    });
  for (
    const args of [["--log-level", "debug"], ["--log-format", "json"], [
      "--log-level=error",
    ]]
  ) {
    const { lines, code, stderr } = await runServer(
      hostArgs(project, ...args),
      input,
    );
    assert.equal(code, 0, stderr);
    assert.equal(lines.length, 5);
    for (const line of lines) assert.equal(JSON.parse(line).jsonrpc, "2.0");
    if (!args.includes("debug")) assert.doesNotMatch(stderr, /secret-canary/);
  }
});

Deno.test("the server answers every call in flight when its input ends, and exits with 0", async () => {
  await using project = await copyProject();
  const calls = Array.from(
    { length: 50 },
    (_, index) => callLine(index, "add_task", { title: `task ${index}` }),
  );
  const { lines, code, stderr } = await runServer(
    hostArgs(project),
    HANDSHAKE + calls.join(""),
  );
  assert.equal(code, 0, stderr);
  const ids = lines.map((line) => JSON.parse(line)).filter(({ id }) => id !== "handshake");
  assert.deepEqual(
    ids.map(({ id }) => id).sort((a, b) => a - b),
    calls.map((_, index) => index),
  );
  assert.deepEqual(
    ids.map(({ result }) => result.structuredContent.id).sort((a, b) => a - b),
    calls.map((_, index) => index + 1),
  );
});

Deno.test("a file that is no database, a folder or a newer schema stops the start with one line that names it", async () => {
  await using project = await copyProject();
  await Deno.mkdir(join(project.root, "data"));
  const starts = async () => {
    const { code, stderr, lines } = await runServer(hostArgs(project));
    assert.equal(code, 1);
    assert.deepEqual(lines, []);
    return stderr;
  };

  await Deno.writeTextFile(
    project.db,
    "This is a letter, not a database. ".repeat(100),
  );
  assert.equal(
    await starts(),
    `tasktracker: ${project.db} is not a database: move it away, or name another file with --db\n`,
  );
  assert.match(await Deno.readTextFile(project.db), /^This is a letter/);

  await Deno.remove(project.db);
  await Deno.mkdir(project.db);
  assert.equal(
    await starts(),
    `tasktracker: ${project.db} cannot be opened: its folder has to exist and be writable, and the path must not be a folder\n`,
  );

  await Deno.remove(project.db);
  const kv = await Deno.openKv(project.db);
  await kv.set(SCHEMA_KEY, encode(SCHEMA_KEY, 2));
  kv.close();
  assert.equal(
    await starts(),
    `tasktracker: ${project.db} was written by a newer TaskTracker (its schema is 2, this program knows 1): update this program\n`,
  );

  await Deno.remove(join(project.root, "data"), { recursive: true });
  await Deno.writeTextFile(
    join(project.root, "data"),
    "a file where the folder should be",
  );
  assert.equal(
    await starts(),
    `tasktracker: Folder ${
      join(project.root, "data")
    } cannot be made: it has to be writable, or name a file elsewhere with --db\n`,
  );
});

Deno.test("a wrong flag, variable or command ends with 2 and says what is right", async () => {
  await using project = await copyProject();
  const cases: [string[], Record<string, string>, string][] = [
    [
      ["--log-levle", "info"],
      {},
      'Unknown flag "--log-levle": did you mean --log-level?',
    ],
    [["docter"], {}, 'Unknown command "docter": did you mean doctor?'],
    [["--db"], {}, "Flag --db needs a value"],
    [
      [],
      { LOG_LEVEL: "loud" },
      'LOG_LEVEL must be one of debug, info, warning, error, but it is "loud"',
    ],
    [
      [],
      { DENO_KV_DB_MODE: "memory" },
      'Variable DENO_KV_DB_MODE is "memory", which would keep no task: unset it',
    ],
  ];
  for (const [args, env, text] of cases) {
    const { code, stderr, lines } = await runServer(
      hostArgs(project, ...args),
      "",
      { env },
    );
    assert.equal(stderr, `tasktracker: ${text}\n`);
    assert.equal(code, 2);
    assert.deepEqual(lines, []);
  }
});
