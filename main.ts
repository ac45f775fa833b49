/**
 * The entry: settings → store → server → transport.
 *
 * @module
 */

import meta from "./deno.json" with { type: "json" };
import { checkAccess } from "./src/commands/access.ts";
import { oneLine } from "./src/commands/line.ts";
import { type Config, isTaskCommand, readConfig, type TaskCommand } from "./src/config.ts";
import { UsageError, UserError } from "./src/errors.ts";
import { LineQueue, type Log, startLog } from "./src/log.ts";
import { prompts } from "./src/prompts/mod.ts";
import { resources, templates } from "./src/resources/mod.ts";
import { offer } from "./src/server/offer.ts";
import { serverFactory } from "./src/server/server.ts";
import { contextOf, type Services } from "./src/server/services.ts";
import { Subscriptions } from "./src/server/subscriptions.ts";
import { openStore } from "./src/storage/kv_store.ts";
import { DEFAULT_SPACE, type TaskStore } from "./src/storage/store.ts";
import { tools } from "./src/tools/mod.ts";
import { serveOverStdio } from "./src/transport/stdio/mod.ts";
import { getJson } from "./src/upstream.ts";

/** How long the end of the process waits for a reader of standard error, in milliseconds. */
const FLUSH = 200;

const lines = new LineQueue((bytes) => Deno.stderr.write(bytes));
const granted = (descriptor: Deno.PermissionDescriptor) =>
  Deno.permissions.querySync(descriptor).state === "granted";

/** A variable of the environment; one that may not be read is no reason to go on without it. */
function env(variable: string): string | undefined {
  if (granted({ name: "env", variable })) return Deno.env.get(variable);
  throw new UserError(
    `Variable ${variable} may not be read: start with -P=stdio, or add --allow-env=${variable}`,
  );
}

async function main(): Promise<number> {
  const config = readConfig(Deno.args, env, {
    os: Deno.build.os,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    root: import.meta.dirname ?? ".",
    cwd: Deno.cwd(),
    standalone: Deno.build.standalone,
    deno: Deno.version.deno,
    env: (variable) => granted({ name: "env", variable }) ? Deno.env.get(variable) : undefined,
  });
  if (config.command === "version") return print(meta.version);
  if (config.command === "help") {
    return print((await import("./src/commands/help.ts")).helpText(meta.version, config.words));
  }
  const log = startLog(config.logLevel, config.logFormat, lines);
  const { command } = config;
  if (isTaskCommand(command)) return await runForPerson(command, config, log);
  return command === "doctor" ? await examine(config, log) : await serve(config, log);
}

async function serve(config: Config, log: Log): Promise<number> {
  const store = await open(config, log);
  log.info("TaskTracker {version} serves over stdio; tasks in {place}", {
    version: meta.version,
    place: store.place,
  });
  if (Deno.stdin.isTerminal()) {
    lines.push(
      "Waiting for an MCP host on standard input (end with Ctrl+C); to try it, run: deno task demo\n",
    );
  }
  const services = servicesOf(config, store, log);
  const subscriptions = new Subscriptions(store, DEFAULT_SPACE, log.getChild("subscriptions"));
  await serveOverStdio(
    serverFactory({ ...offer(tools, config), resources, templates, prompts }, services, subscriptions),
    {
      log: log.getChild("stdio"),
      onListen: (uris) => subscriptions.listen(uris),
    },
  );
  subscriptions.close();
  await store.close();
  return 0;
}

/** Runs a command on the list that the hosts have too. */
async function runForPerson(name: TaskCommand, config: Config, log: Log): Promise<number> {
  const { CLI_AUTHOR, prepareCommand } = await import("./src/commands/cli/mod.ts");
  const width = Deno.stdout.isTerminal() ? Deno.consoleSize().columns : undefined;
  const run = prepareCommand(name, config.words ?? [], { print, width, readOnly: config.readOnly });
  const store = await open(config, log);
  try {
    const caller = { ...CLI_AUTHOR, space: DEFAULT_SPACE };
    await run(contextOf(servicesOf(config, store, log), caller, new AbortController().signal));
  } finally {
    await store.close();
  }
  return 0;
}

async function examine(config: Config, log: Log): Promise<number> {
  const { doctor, findingLine } = await import("./src/commands/doctor.ts");
  const askUpstream = async () => {
    await getJson({ url: config.jokeUrl, variable: "TASKTRACKER_JOKE_URL" }, {
      fetch,
      log,
      signal: new AbortController().signal,
    });
  };
  let failures = 0;
  for await (
    const finding of doctor({
      config,
      granted,
      tools: offer(tools, config).tools,
      open: () => open(config, log),
      askUpstream,
    })
  ) {
    print(findingLine(finding));
    if (finding.state === "FAIL") failures++;
  }
  return failures === 0 ? 0 : 1;
}

async function open({ data, history }: Config, log: Log): Promise<TaskStore> {
  checkAccess(data, granted, {
    main: import.meta.filename ?? "main.ts",
    args: Deno.args,
    standalone: Deno.build.standalone,
  });
  const onError = (error: unknown) =>
    log.warn("Storage failed in the background: {error}", { error: String(error) });
  return await openStore({ path: data.path, place: data.text, folder: data.folder, history, onError });
}

function servicesOf({ environment, jokeUrl, zone }: Config, store: TaskStore, log: Log): Services {
  const settings = { version: meta.version, environment, jokeUrl, zone };
  return { store, settings, log, fetch, randomBytes, now: Date.now };
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

function print(text: string): number {
  console.log(text);
  return 0;
}

if (import.meta.main) {
  let status: number;
  try {
    status = await main();
  } catch (error) {
    // A defect shows where it is; a failure that a person can mend says what to do.
    const text = error instanceof UserError
      ? oneLine(error.message)
      : error instanceof Error
      ? error.stack
      : String(error);
    lines.push(`tasktracker: ${text}\n`);
    status = error instanceof UsageError ? 2 : 1;
  }
  await lines.flush(FLUSH);
  Deno.exit(status);
}
