/**
 * Real clients, of both eras of the protocol and of both generations of the SDK, behind one interface.
 *
 * @module
 */

import { Client, type Transport as ClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client";
import { InMemoryTransport, type McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { prompts } from "../../src/prompts/mod.ts";
import { resources, templates } from "../../src/resources/mod.ts";
import { serverFactory } from "../../src/server/server.ts";
import type { Capabilities, Services } from "../../src/server/services.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { tools } from "../../src/tools/mod.ts";
import { silentLog } from "./context.ts";

/** The kinds of clients that a test goes through. */
export const ERAS = [
  "v2 client, 2026-07-28",
  "v2 client, older era",
  "v1 client",
] as const;

/** A kind of client. */
export type Era = (typeof ERAS)[number];

/** What a call of a tool answers. */
export interface ToolResult {
  /** The text of its one content block. */
  readonly text: string;
  /** The same as structure; none with an error. */
  readonly structured: Record<string, unknown> | undefined;
  /** Whether it is an error. */
  readonly isError: boolean;
}

/** A prompt, or a template, an argument of which is completed. */
export type Completed =
  | { readonly type: "ref/prompt"; readonly name: string }
  | { readonly type: "ref/resource"; readonly uri: string };

/** What goes on from what was typed. */
export type Completion = z.output<typeof CompletionAnswer>["completion"];

/** One connected client. */
export interface Peer {
  /** Calls a tool. */
  call(name: string, args?: Record<string, unknown>): Promise<ToolResult>;
  /** Reads a resource's text. */
  read(uri: string): Promise<string>;
  /** Gets the text of a prompt's one message. */
  prompt(name: string, args?: Record<string, string>): Promise<string>;
  /** The three lists, as they come. */
  list(): Promise<
    { tools: unknown[]; resources: unknown[]; prompts: unknown[] }
  >;
  /** The templates of resources, as they come. */
  templates(): Promise<unknown[]>;
  /** What completes an argument of a prompt, or of a template's address. */
  complete(ref: Completed, name: string, value: string): Promise<Completion>;
  /** What the server says of itself. */
  readonly instructions: string | undefined;
  /** What the server says it can do. */
  readonly capabilities: unknown;
  /** The server's name and version. */
  readonly server: unknown;
  /** Hangs up. */
  close(): Promise<void>;
}

const ToolAnswer = z.object({
  content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })]),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
const Contents = z.object({
  contents: z.tuple([
    z.object({ uri: z.string(), mimeType: z.string(), text: z.string() }),
  ]),
});
const CompletionAnswer = z.object({
  completion: z.object({ values: z.array(z.string()), total: z.int(), hasMore: z.boolean() }),
});
const Messages = z.object({
  messages: z.tuple([
    z.object({
      role: z.literal("user"),
      content: z.object({ type: z.literal("text"), text: z.string() }),
    }),
  ]),
});

/** What both generations' clients do alike. */
interface AnyClient {
  callTool(
    params: { name: string; arguments: Record<string, unknown> },
  ): Promise<unknown>;
  readResource(params: { uri: string }): Promise<unknown>;
  getPrompt(
    params: { name: string; arguments: Record<string, string> },
  ): Promise<unknown>;
  listTools(): Promise<{ tools: unknown[] }>;
  listResources(): Promise<{ resources: unknown[] }>;
  listPrompts(): Promise<{ prompts: unknown[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: unknown[] }>;
  complete(params: { ref: Completed; argument: { name: string; value: string } }): Promise<unknown>;
  getInstructions(): string | undefined;
  getServerCapabilities(): unknown;
  getServerVersion(): unknown;
  close(): Promise<void>;
}

function peerOf(client: AnyClient, closed: () => Promise<void>): Peer {
  return {
    async call(name, args = {}) {
      const answer = ToolAnswer.parse(
        await client.callTool({ name, arguments: args }),
      );
      return {
        text: answer.content[0].text,
        structured: answer.structuredContent,
        isError: answer.isError ?? false,
      };
    },
    read: async (uri) => Contents.parse(await client.readResource({ uri })).contents[0].text,
    prompt: async (name, args = {}) =>
      Messages.parse(await client.getPrompt({ name, arguments: args }))
        .messages[0].content.text,
    list: async () => ({
      ...await client.listTools().then(({ tools }) => ({ tools })),
      ...await client.listResources().then(({ resources }) => ({ resources })),
      ...await client.listPrompts().then(({ prompts }) => ({ prompts })),
    }),
    templates: async () => (await client.listResourceTemplates()).resourceTemplates,
    complete: async (ref, name, value) =>
      CompletionAnswer.parse(await client.complete({ ref, argument: { name, value } })).completion,
    get instructions() {
      return client.getInstructions();
    },
    get capabilities() {
      return client.getServerCapabilities();
    },
    get server() {
      return client.getServerVersion();
    },
    async close() {
      await client.close();
      await closed();
    },
  };
}

/** A client of the successor SDK in an era of the protocol. */
export function newClient(era: Era, name = "test-client"): Client {
  const pin = era === "v2 client, 2026-07-28";
  return new Client(
    { name, version: "1.0.0" },
    pin ? { versionNegotiation: { mode: { pin: "2026-07-28" } } } : {},
  );
}

async function connectClient(
  era: Era,
  transport: ClientTransport,
  closed: () => Promise<void>,
): Promise<Peer> {
  if (era === "v1 client") {
    const client = new OldClient({ name: "test-client", version: "1.0.0" });
    await client.connect(transport);
    return peerOf(client, closed);
  }
  const client = newClient(era);
  await client.connect(transport);
  return peerOf(client, closed);
}

/** A server in this process on a store of its own in memory, and a client connected to it. */
export async function connect(
  era: Era,
  services: Partial<Services> = {},
  capabilities: Partial<Capabilities> = {},
): Promise<Peer> {
  const store = services.store ?? await openStore({ path: ":memory:" });
  const factory = factoryOf({ ...services, store }, capabilities);
  return await connectTo(era, factory, async () => {
    if (!services.store) await store.close();
  });
}

/** The server's factory over these services; what is not given is as in production, but for the network: there is none. */
export function factoryOf(
  services: Partial<Services> & Pick<Services, "store">,
  capabilities: Partial<Capabilities> = {},
): McpServerFactory {
  return serverFactory({ tools, resources, templates, prompts, ...capabilities }, {
    settings: {
      version: "1.0.0",
      environment: "development",
      jokeUrl: "http://127.0.0.1:1/",
      zone: "UTC",
    },
    log: silentLog(),
    fetch: () => Promise.reject(new TypeError("No network in this test")),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    now: Date.now,
    ...services,
  });
}

/** A client connected to a server of this factory, in this process. */
export async function connectTo(
  era: Era,
  factory: McpServerFactory,
  closed = () => Promise.resolve(),
): Promise<Peer> {
  const [clientEnd, serverEnd] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(factory, { transport: serverEnd });
  return await connectClient(era, clientEnd, async () => {
    await handle.close();
    await closed();
  });
}

/** A client connected to a server process, and that process's standard error. */
export async function spawn(
  era: Era,
  { command, args, env = {}, cwd }: {
    command: string;
    args: string[];
    env?: Record<string, string>;
    cwd?: string;
  },
): Promise<Peer & { stderr(): string; readonly pid: number | null }> {
  const transport = new StdioClientTransport({
    command,
    args,
    env,
    stderr: "pipe",
    ...(cwd ? { cwd } : {}),
  });
  let stderr = "";
  transport.stderr?.on("data", (chunk) => stderr += String(chunk));
  const peer = await connectClient(era, transport, () => Promise.resolve());
  return {
    ...peer,
    instructions: peer.instructions,
    capabilities: peer.capabilities,
    server: peer.server,
    stderr: () => stderr,
    pid: transport.pid,
  };
}
