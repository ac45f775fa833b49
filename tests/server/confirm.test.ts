import assert from "node:assert/strict";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client";
// @ts-types="npm:@modelcontextprotocol/sdk@1.32.2/types"
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { openStore } from "../../src/storage/kv_store.ts";
import { type Era, ERAS, factoryOf } from "../helpers/clients.ts";

type Action = "accept" | "decline" | "cancel";

const answer = z.object({
  content: z.tuple([z.object({ text: z.string() })]),
  isError: z.boolean().optional(),
});

/** What the server asked, and a call of a tool that answers its text. */
interface Person {
  readonly asked: string[];
  call(name: string, args: Record<string, unknown>): Promise<{ text: string; isError: boolean }>;
}

/** A client with a person in front of it who always answers the same. */
async function person(era: Era, action: Action, body: (person: Person) => Promise<void>): Promise<void> {
  const store = await openStore({ path: ":memory:" });
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(factoryOf({ store }), { transport: serverEnd });
  const asked: string[] = [];
  const reply = (message: string) => {
    asked.push(message);
    return { action, ...(action === "accept" ? { content: {} } : {}) };
  };
  const client = await connected(era, clientEnd, reply);
  try {
    await body({
      asked,
      async call(name, args) {
        const { content: [{ text }], isError = false } = answer.parse(
          await client.callTool({ name, arguments: args }),
        );
        return { text, isError };
      },
    });
  } finally {
    await client.close();
    await handle.close();
    await store.close();
  }
}

async function connected(
  era: Era,
  transport: InMemoryTransport,
  reply: (message: string) => { action: Action; content?: Record<string, never> },
): Promise<
  Pick<Client, "close"> & {
    callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  }
> {
  const info = { name: "test-client", version: "1.0.0" };
  if (era === "v1 client") {
    const client = new OldClient(info, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => reply(params.message));
    await client.connect(transport);
    return client;
  }
  const pin = era === "v2 client, 2026-07-28";
  const client = new Client(info, {
    capabilities: { elicitation: {} },
    ...(pin ? { versionNegotiation: { mode: { pin: "2026-07-28" } } } : {}),
  });
  client.setRequestHandler("elicitation/create", ({ params }) => reply(params.message));
  await client.connect(transport);
  return client;
}

for (const era of ERAS) {
  for (const action of ["accept", "decline", "cancel"] as const) {
    Deno.test(`a person is asked before more than one task is deleted: ${action} (${era})`, async () => {
      await person(era, action, async ({ asked, call }) => {
        for (const title of ['The "plan"', "b", "c"]) await call("add_task", { title });
        await call("update_task", { task_id: 2, also_ids: [3], parent_id: 1 });
        const { text, isError } = await call("delete_task", { task_id: 1, subtree: true });
        assert.deepEqual(asked, ['Delete task 1 "The \\"plan\\"" and its 2 parts?']);
        const left =
          z.object({ total: z.int() }).parse(JSON.parse((await call("list_tasks", {})).text)).total;
        if (action === "accept") {
          assert.equal(isError, false, text);
          assert.equal(left, 0);
          return;
        }
        assert.equal(isError, true);
        assert.equal(
          text,
          '{"success":false,"error":"The person declined, so nothing was changed: ask what they want instead"}',
        );
        assert.equal(left, 3);
      });
    });
  }

  Deno.test(`nobody is asked about one task, or what cannot be done (${era})`, async () => {
    await person(era, "decline", async ({ asked, call }) => {
      await call("add_task", { title: "a" });
      await call("add_task", { title: "b", parent_id: 1 });
      assert.match((await call("delete_task", { task_id: 1 })).text, /"subtree": true|subtree/);
      assert.equal((await call("delete_task", { task_id: 2, subtree: true })).isError, false);
      assert.equal((await call("delete_task", { task_id: 1 })).isError, false);
      const gone = await call("delete_task", { task_id: 9, subtree: true });
      assert.equal(gone.text, '{"success":false,"error":"Task 9 not found"}');
      assert.match((await call("delete_task", { subtree: true })).text, /"task_id/);
      assert.deepEqual(asked, []);
    });
  });
}
