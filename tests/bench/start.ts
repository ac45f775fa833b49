/**
 * How long a host waits for the server, and how much it is told.
 *
 * @module
 */

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "../../src/storage/kv_store.ts";
import { connectTo, factoryOf } from "../helpers/clients.ts";
import { HANDSHAKE } from "../helpers/server_process.ts";
import { figure, median, print, tempDatabase, time } from "./measure.ts";

const STARTS = 11;

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** Starts the server as a host does, and ends it after its first answer. */
async function firstAnswer(path: string): Promise<number> {
  const cwd = dirname(path);
  const rights = ["--allow-read=tasks.db", "--allow-write=tasks.db"];
  const args = ["run", "-q", "-P=stdio", ...rights, "--no-prompt", MAIN, "--db", "tasks.db"];
  const command = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  });
  const start = performance.now();
  const child = command.spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(HANDSHAKE));
  const output = child.stdout.getReader();
  await output.read();
  const duration = performance.now() - start;
  await input.close();
  await output.cancel();
  await child.status;
  return duration;
}

/** Measures starts, and an empty Deno next to them; then the sizes of the listings. */
export async function measureStart(): Promise<void> {
  await using database = await tempDatabase();
  const served: number[] = [];
  const empty: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    served.push(await firstAnswer(database.path));
    empty.push(await time(() => new Deno.Command(Deno.execPath(), { args: ["eval", "-q", ""] }).output()));
  }
  print(`From the start of the process (median of ${STARTS})`, [
    ["to the server's first answer", `${figure(median(served))} ms`],
    ["to the end of an empty program", `${figure(median(empty))} ms`],
  ]);

  const store = await openStore({ path: ":memory:" });
  const peer = await connectTo("v2 client, 2026-07-28", factoryOf({ store }));
  const lists = await peer.list();
  const bytes = (value: unknown) => `${figure(new TextEncoder().encode(JSON.stringify(value)).length)} B`;
  print("What a host is told", [
    [`${lists.tools.length} tools`, bytes(lists.tools)],
    [`${lists.resources.length} resources`, bytes(lists.resources)],
    [`${lists.prompts.length} prompts`, bytes(lists.prompts)],
    ["instructions", bytes(peer.instructions ?? "")],
  ]);
  await peer.close();
  await store.close();
}
