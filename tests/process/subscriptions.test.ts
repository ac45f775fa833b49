import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE } from "../../src/storage/store.ts";
import { addTask, completeTask } from "../helpers/operations.ts";
import { copyProject, hostArgs, type Project } from "../helpers/project.ts";

const AUTHOR = { by: "another process", session: "another" };

/** The addresses that a client is told of, one after another. */
class Updates {
  readonly #uris: string[] = [];
  #wake: (() => void) | undefined;

  push(uri: string): void {
    this.#uris.push(uri);
    this.#wake?.();
  }

  /** Waits until all of these have come, and returns everything that came. */
  async until(...wanted: string[]): Promise<string[]> {
    while (!wanted.every((uri) => this.#uris.includes(uri))) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    return this.#uris.splice(0);
  }
}

async function connect(
  project: Project,
  era: "2026-07-28" | "older",
): Promise<{ client: Client; updates: Updates }> {
  const mode = era === "older" ? {} : { versionNegotiation: { mode: { pin: era } } };
  const client = new Client({ name: "test-client", version: "1.0.0" }, mode);
  const updates = new Updates();
  client.setNotificationHandler("notifications/resources/updated", ({ params }) => updates.push(params.uri));
  const args = hostArgs(project, "--log-level", "error");
  await client.connect(new StdioClientTransport({ command: Deno.execPath(), args, stderr: "ignore" }));
  return { client, updates };
}

for (const era of ["2026-07-28", "older"] as const) {
  const name = `a subscriber of ${era} hears of another process's changes by the addresses that they touch`;
  // The client's transport leaves a timer behind that would kill a server which does not end.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    await using project = await copyProject();
    const { client, updates } = await connect(project, era);
    // The server has made the file by now; this process stands for another host.
    const store = await openStore({ path: project.db });
    const uris = ["tasks://pending", "tasks://task/1", "tasks://project/nothing"];
    const subscription = era === "older" ? undefined : await client.listen({ resourceSubscriptions: uris });
    if (era === "older") { for (const uri of uris) await client.subscribeResource({ uri }); }

    await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "one", description: "" }));
    assert.deepEqual((await updates.until("tasks://pending", "tasks://task/1")).sort(), [
      "tasks://pending",
      "tasks://task/1",
    ]);

    await store.write(DEFAULT_SPACE, AUTHOR, addTask({ title: "two", description: "" }));
    assert.deepEqual(await updates.until("tasks://pending"), ["tasks://pending"]);

    await client.callTool({ name: "complete_task", arguments: { task_id: 1 } });
    assert.deepEqual((await updates.until("tasks://pending", "tasks://task/1")).sort(), [
      "tasks://pending",
      "tasks://task/1",
    ]);

    if (subscription) await subscription.close();
    else for (const uri of uris) await client.unsubscribeResource({ uri });
    await store.write(DEFAULT_SPACE, AUTHOR, completeTask(2));
    // Nothing can be awaited that must not come; what is told comes within some 40 ms.
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(await updates.until(), []);
    await store.close();
    await client.close();
  });
}
