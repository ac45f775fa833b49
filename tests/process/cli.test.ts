import assert from "node:assert/strict";
import { copyProject, hostArgs, type Project } from "../helpers/project.ts";
import { callLine, HANDSHAKE } from "../helpers/server_process.ts";

/** What a command wrote, and how it ended. */
interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command. Its standard input stays open and silent, as in a script that has one. */
async function cli(
  project: Project,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  await using child = new Deno.Command(Deno.execPath(), {
    args: hostArgs(project, "--zone", "UTC", ...words),
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" } as const,
    cwd: project.root,
    env: { LOG_LEVEL: "", ...env },
  }).spawn();
  const [{ code }, stdout, stderr] = await Promise.all([
    child.status,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  await child.stdin.close().catch(() => {
    // The process has ended.
  });
  return { code, stdout, stderr };
}

/** A server on the same list, which a test calls line by line. */
function startServer(project: Project) {
  const child = new Deno.Command(Deno.execPath(), {
    args: hostArgs(project, "--log-level", "error"),
    ...{ stdin: "piped", stdout: "piped", stderr: "inherit" } as const,
    cwd: project.root,
  }).spawn();
  const input = child.stdin.getWriter();
  const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  const send = async (line: string): Promise<Record<string, unknown>> => {
    await input.write(new TextEncoder().encode(line));
    while (!rest.includes("\n")) {
      const { value, done } = await output.read();
      if (done) throw new Error("The server ended");
      rest += value;
    }
    const end = rest.indexOf("\n");
    const answer = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    return answer.result;
  };
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { content } = await send(callLine(1, name, args));
    return JSON.stringify(content);
  };
  const close = async () => {
    await input.close();
    while (!(await output.read()).done);
    await child.status;
  };
  return { send, call, close };
}

Deno.test("commands and a host that runs see each other's changes, and undo keeps to the commands' own", async () => {
  await using project = await copyProject();
  const server = startServer(project);
  try {
    await server.send(HANDSHAKE);
    assert.deepEqual(await cli(project, ["add", "Buy", "milk", "--priority", "high"]), {
      ...{ code: 0, stdout: "Added 1  Buy milk\n", stderr: "" },
    });
    assert.match(await server.call("list_tasks"), /Buy milk/);
    await server.call("add_task", { title: "A host's" });
    assert.deepEqual(await cli(project, ["list"]), {
      code: 0,
      stdout: "ID  STATE  PRIORITY  TASK\n 1  ready  high      Buy milk\n 2  ready            A host's\n",
      stderr: "",
    });
    assert.deepEqual(await cli(project, ["done", "1", "2"]), {
      ...{ code: 0, stdout: "Completed 1  Buy milk\nCompleted 2  A host's\n", stderr: "" },
    });
    await server.call("add_task", { title: "Another" });
    assert.deepEqual(await cli(project, ["undo"]), {
      code: 0,
      stdout:
        'Undid change 3: Completed "Buy milk" and 1 more\n   1  Buy milk\n   2  A host\'s\nTo have it again: undo 5\n',
      stderr: "",
    });
    assert.equal((await cli(project, ["undo"])).stdout.split("\n")[0], 'Undid change 1: Added "Buy milk"');
    const { code, stdout, stderr } = await cli(project, ["undo"]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^tasktracker: No command left anything to undo: .*\n$/);
    assert.equal(JSON.parse((await cli(project, ["list", "--json"])).stdout).total, 2);
    assert.match(await server.call("list_changes"), /"by\\":\\"cli\\"/);
  } finally {
    await server.close();
  }
});

Deno.test("a command that fails says why in one line, with nothing on standard output", async () => {
  await using project = await copyProject();
  const cases: readonly (readonly [string[], number, string])[] = [
    [["lst"], 2, 'Unknown command "lst": did you mean list?'],
    [["list", "--veiw", "open"], 2, 'Unknown flag "--veiw": did you mean --view?'],
    [["add"], 2, "Command add needs a title: add TITLE"],
    [["show", "milk"], 2, 'An id must be a whole number from 1, but it is "milk"'],
    [["show", "9"], 1, "Task 9 not found"],
    [["done", "9", "--json"], 1, "Task 9 not found"],
    [["add", "x", "--db", "a\nb\u001B[31m"], 1, ""],
    [["add", "x", "--read-only"], 1, ""],
    [["ad\u001B[31m\n\u202Ed"], 2, 'Unknown command "ad\\u{1B}[31m\\u{A}\\u{202E}d": known are '],
  ];
  for (const [words, status, text] of cases) {
    const { code, stdout, stderr } = await cli(project, words);
    assert.deepEqual([code, stdout], [status, ""], stderr);
    assert.ok(stderr.startsWith(`tasktracker: ${text}`), stderr);
    assert.match(stderr, /^[^\p{Cc}\p{Cf}]+\n$/u);
  }
});

Deno.test("a command logs from warnings on, unless it is said otherwise", async () => {
  await using project = await copyProject();
  const debug = await cli(project, ["add", "x", "--log-level", "debug"]);
  assert.deepEqual([debug.code, debug.stdout], [0, "Added 1  x\n"]);
  assert.equal((await cli(project, ["list"], { LOG_LEVEL: "loud" })).code, 2);
});
