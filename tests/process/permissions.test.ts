import assert from "node:assert/strict";
import { copyProject, flagsOf, grantsOf, hostArgs, type Project } from "../helpers/project.ts";
import { callLine, type Ended, HANDSHAKE, requestLine, runServer } from "../helpers/server_process.ts";

/** Everything that needs a grant: the database, the variables at the start, the joke's host. */
const WALK = HANDSHAKE + callLine(1, "add_task", { title: "one" }) +
  requestLine(2, "resources/read", { uri: "tasks://all" }) +
  callLine(3, "fetch_joke");

/** Nobody listens at this proxy, so that the joke's host may be asked, but never is. */
const OFFLINE = { env: { HTTPS_PROXY: "http://127.0.0.1:1" } };

const JOKE_REFUSED =
  /may not ask official-joke-api\.appspot\.com: restart it with --allow-net=official-joke-api\.appspot\.com/;

/** The server with just these grants of its set. */
async function serve(
  project: Project,
  keep: (kind: string, value: string) => boolean,
): Promise<Ended> {
  const grants = grantsOf(project).filter(({ kind, value }) => keep(kind, value));
  return await runServer([
    "run",
    "-q",
    "--no-prompt",
    ...flagsOf(grants),
    project.main,
  ], WALK);
}

/** The answer with an id. */
function answer({ lines }: Ended, id: number): string {
  return lines.find((line) => JSON.parse(line).id === id) ?? "";
}

Deno.test("the permission set `stdio` is enough for everything", async () => {
  await using project = await copyProject();
  const ended = await runServer(hostArgs(project), WALK, OFFLINE);
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(answer(ended, 1), /"structuredContent":\{"id":1,"title":"one"/);
  assert.match(answer(ended, 2), /⏳ \[1\] one/);
  assert.match(
    answer(ended, 3),
    /No answer from official-joke-api\.appspot\.com/,
  );
  assert.doesNotMatch(ended.stderr, /NotCapable|Requires \w+ access|threw/);
});

Deno.test("the permission set `stdio` by single flags is enough too", async () => {
  await using project = await copyProject();
  const ended = await serve(project, () => true);
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(answer(ended, 1), /"structuredContent":\{"id":1,"title":"one"/);
  assert.match(
    answer(ended, 3),
    /No answer from official-joke-api\.appspot\.com/,
  );
});

for (const kind of ["read", "write"]) {
  Deno.test(`without its ${kind} grant the server refuses to start and prints the command`, async () => {
    await using project = await copyProject();
    const ended = await serve(project, (one) => one !== kind);
    assert.equal(ended.code, 1);
    assert.deepEqual(ended.lines, []);
    const { db, main } = project;
    assert.equal(
      ended.stderr,
      `tasktracker: This server may not touch ${db}: start it with deno run -q -P=stdio --no-prompt ${main}\n`,
    );
  });
}

Deno.test("without its net grant the server says so when a joke is asked for, and does the rest", async () => {
  await using project = await copyProject();
  const ended = await serve(project, (kind) => kind !== "net");
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(answer(ended, 1), /"structuredContent":\{"id":1/);
  assert.match(answer(ended, 3), JOKE_REFUSED);
});

Deno.test("without the grant of any one variable the server refuses to start and names it", async () => {
  await using project = await copyProject();
  const variables = grantsOf(project).filter(({ kind }) => kind === "env").map((
    { value },
  ) => value);
  assert.ok(variables.length > 0);
  for (const variable of variables) {
    const ended = await serve(project, (_kind, value) => value !== variable);
    assert.equal(ended.code, 1, variable);
    assert.equal(
      ended.stderr,
      `tasktracker: Variable ${variable} may not be read: start with -P=stdio, or add --allow-env=${variable}\n`,
    );
  }
});
