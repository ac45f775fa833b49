import assert from "node:assert/strict";
import { signalsOf } from "../../src/transport/stdio/mod.ts";
import { copyProject, hostArgs, type Project } from "../helpers/project.ts";
import { callLine, HANDSHAKE } from "../helpers/server_process.ts";

/** A promised limit of 3 s, and a margin for a busy machine. */
const LIMIT = 3_000 + 1_500;

function start(
  project: Project,
  env: Record<string, string> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: hostArgs(project),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env,
  }).spawn();
}

async function send(child: Deno.ChildProcess, text: string): Promise<void> {
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  writer.releaseLock();
}

/** What comes out of a process, read as far as a test wants. */
class Output {
  #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #decoder = new TextDecoder();
  #rest = "";

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = stream.getReader();
  }

  /** The next line; undefined at the end. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return line;
      }
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
      this.#rest += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Reads no more. */
  async close(): Promise<void> {
    await this.#reader.cancel();
  }
}

/** Waits for the end of a process, and kills one that does not end in time so that the test fails instead of hanging. */
async function endOf(
  child: Deno.ChildProcess,
): Promise<{ code: number; signal: Deno.Signal | null }> {
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  const { code, signal } = await child.status;
  clearTimeout(timer);
  return { code, signal };
}

for (const signal of signalsOf(Deno.build.os)) {
  Deno.test(`${signal} ends the server with status 0, with what was asked for answered`, async () => {
    await using project = await copyProject();
    const child = start(project);
    const out = new Output(child.stdout);
    await send(child, HANDSHAKE);
    assert.match(await out.line() ?? "", /"id":"handshake"/);
    await send(child, callLine(1, "add_task", { title: "kept" }));
    assert.match(await out.line() ?? "", /"id":1/);
    child.kill(signal);
    assert.deepEqual(await endOf(child), { code: 0, signal: null });
    assert.equal(await out.line(), undefined);
    await Promise.all([
      child.stdin.abort().catch(() => {}),
      child.stderr.cancel(),
      out.close(),
    ]);
  });

  Deno.test(`${signal} ends a server whose output nobody reads within 3 s`, async () => {
    await using project = await copyProject();
    const child = start(project);
    const title = "x".repeat(500);
    await send(child, HANDSHAKE);
    const writer = child.stdin.getWriter();
    const calls = Array.from(
      { length: 1_000 },
      (_, id) => callLine(id, "add_task", { title }),
    );
    // With nobody to read its answers the server stops reading too, so this may never be taken whole.
    const sent = writer.write(new TextEncoder().encode(calls.join(""))).catch(
      () => {},
    );
    const log = new Output(child.stderr);
    while (!(await log.line() ?? "").includes("add_task ok"));
    child.kill(signal);
    assert.deepEqual(await endOf(child), { code: 0, signal: null });
    await Promise.all([sent, log.close(), child.stdout.cancel()]);
    await writer.abort().catch(() => {});
  });
}

Deno.test("a client that reads late gets every answer, once each", async () => {
  await using project = await copyProject();
  const child = start(project, { LOG_LEVEL: "error" });
  const count = 3_000;
  const calls = Array.from(
    { length: count },
    (_, id) => callLine(id, "add_task", { title: "x".repeat(400) }),
  );
  const sent = new Blob([HANDSHAKE, ...calls]).stream().pipeTo(child.stdin);
  const out = new Output(child.stdout);
  const ids: unknown[] = [];
  for (
    let line = await out.line();
    line !== undefined;
    line = await out.line()
  ) ids.push(JSON.parse(line).id);
  await sent;
  assert.equal(ids.length, count + 1);
  assert.equal(new Set(ids).size, count + 1);
  assert.equal((await endOf(child)).code, 0);
  await child.stderr.cancel();
});

Deno.test("a standard error that nobody reads blocks nothing", async () => {
  await using project = await copyProject();
  const child = start(project, { LOG_LEVEL: "debug" });
  const count = 10_000;
  const calls = Array.from(
    { length: count },
    (_, id) => callLine(id, "complete_task", { task_id: 99 }),
  );
  const sent = new Blob([HANDSHAKE, ...calls]).stream().pipeTo(child.stdin);
  const out = new Output(child.stdout);
  let answers = 0;
  while (await out.line() !== undefined) answers++;
  await sent;
  assert.equal(answers, count + 1);
  assert.deepEqual(await endOf(child), { code: 0, signal: null });
  await child.stderr.cancel();
});
