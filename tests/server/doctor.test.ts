import assert from "node:assert/strict";
import type { Granted } from "../../src/commands/access.ts";
import { doctor, type Finding, findingLine, type Patient } from "../../src/commands/doctor.ts";
import { readConfig, VARIABLES } from "../../src/config.ts";
import { addTask } from "../helpers/operations.ts";
import { UserError } from "../../src/errors.ts";
import { offer } from "../../src/server/offer.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { tools } from "../../src/tools/mod.ts";
import { hostOf } from "../helpers/hosts.ts";

const config = readConfig([], () => undefined, hostOf());
const AUTHOR = { by: "test", session: "test" };

/** Just what the server needs: each right by name, and no right without a bound. */
const bounded: Granted = (descriptor) =>
  (descriptor.name === "net" && descriptor.host === "official-joke-api.appspot.com") ||
  (descriptor.name === "env" && descriptor.variable !== undefined && VARIABLES.includes(descriptor.variable));

/** All findings about a patient that is well but for what a test says. */
async function findings(patient: Partial<Patient> = {}): Promise<Finding[]> {
  const open = () => openStore({ path: ":memory:", place: "/my.db" });
  const healthy = { config, tools, granted: bounded, open, askUpstream: () => Promise.resolve() };
  return await Array.fromAsync(doctor({ ...healthy, ...patient }));
}

/** The one finding of a name. */
async function finding(name: string, patient: Partial<Patient>): Promise<string> {
  const found = (await findings(patient)).filter((one) => one.name === name);
  assert.equal(found.length, 1);
  return found.map(({ state, text }) => `${state}: ${text}`).join();
}

Deno.test("doctor() of a healthy server finds all well", async () => {
  // How many values a new store has is storage's own business.
  const lines = (await findings()).map((one) => findingLine(one).replace(/\d+ values/, "N values"));
  assert.deepEqual(lines, [
    "ok    database     /my.db",
    "ok    schema       version 1",
    "ok    integrity    N values whole, 0 tasks",
    "ok    tools        13 of the toolsets tasks, agents, history, demo",
    "ok    permissions  what is needed, and no more",
    "ok    upstream     official-joke-api.appspot.com answers",
  ]);
});

Deno.test("doctor() closes the store, and looks at everything else where there is none", async () => {
  const found = await findings({ open: () => Promise.reject(new UserError("/my.db is not a database")) });
  assert.deepEqual(found.map(({ state, name }) => `${state} ${name}`), [
    "FAIL database",
    "ok tools",
    "ok permissions",
    "ok upstream",
  ]);
  assert.equal(found[0]?.text, "/my.db is not a database");
});

Deno.test("doctor() shows a defect by its text", async () => {
  assert.equal(
    await finding("database", { open: () => Promise.reject(new TypeError("odd")) }),
    "FAIL: TypeError: odd",
  );
});

Deno.test("doctor() tells which tools are offered, and warns of none", async () => {
  const few = readConfig(["--toolsets", "agents,tasks", "--read-only"], () => undefined, hostOf());
  assert.equal(
    await finding("tools", { config: few, tools: offer(tools, few).tools }),
    "ok: 3 of the toolsets tasks, agents; read-only",
  );
  const none = { ...few, toolsets: [] };
  assert.equal(
    await finding("tools", { config: none, tools: offer(tools, none).tools }),
    "warn: None is offered (; read-only): name another toolset with --toolsets",
  );
});

Deno.test("doctor() names the rights that are missing", async () => {
  assert.equal(
    await finding("permissions", {
      granted: (descriptor) =>
        bounded(descriptor) && !(descriptor.name === "env" && descriptor.variable === "LOG_LEVEL"),
    }),
    "FAIL: Not granted, so add: --allow-env=LOG_LEVEL",
  );
  assert.equal(
    await finding("permissions", { granted: () => false }),
    `FAIL: Not granted, so add: --allow-net=official-joke-api.appspot.com ${
      VARIABLES.map((name) => `--allow-env=${name}`).join(" ")
    }`,
  );
});

Deno.test("doctor() asks for the host that is set", async () => {
  const elsewhere = readConfig(
    [],
    (name) => name === "TASKTRACKER_JOKE_URL" ? "http://127.0.0.1:8080/joke" : undefined,
    hostOf(),
  );
  assert.equal(
    await finding("permissions", { config: elsewhere }),
    "FAIL: Not granted, so add: --allow-net=127.0.0.1:8080",
  );
  assert.equal(await finding("upstream", { config: elsewhere }), "ok: 127.0.0.1:8080 answers");
});

Deno.test("doctor() warns of rights without a bound", async () => {
  assert.equal(
    await finding("permissions", { granted: () => true }),
    "warn: More than is needed (read, write, net, env, run, ffi without a bound): start it with -P=stdio instead",
  );
});

Deno.test("doctor() warns where the upstream does not answer", async () => {
  assert.equal(
    await finding("upstream", { askUpstream: () => Promise.reject(new UserError("No answer from there")) }),
    "warn: No answer from there",
  );
});

/** Runs a body with a store of three tasks in a file, and one value of it damaged. */
async function damaged(
  key: Deno.KvKey,
  value: unknown,
  body: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/tasks.db`;
  try {
    const store = await openStore({ path });
    for (const title of ["a", "b", "c"]) {
      await store.write("default", AUTHOR, addTask({ title, description: "" }));
    }
    await store.close();
    const kv = await Deno.openKv(path);
    await kv.set(key, value);
    kv.close();
    await body(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("doctor() finds a damaged value and says what to do", async () => {
  const key = ["tasktracker", "space", "default", "task", 2];
  await damaged(key, new Uint8Array([1, 2, 3, 4, 5]), async (path) => {
    const found = await findings({ open: () => openStore({ path }) });
    const [database, schema, integrity] = found;
    assert.deepEqual([database?.state, schema?.state, integrity?.state], ["ok", "ok", "FAIL"]);
    assert.match(
      integrity?.text ?? "",
      /^\d+ wrong: .*space\/default\/task\/2.*; stop the hosts and restore the file from a backup$/,
    );
  });
});

Deno.test("doctor() finds a value of somebody else's in the place of the schema", async () => {
  await damaged(["tasktracker", "schema"], "1", async (path) => {
    const [database, ...rest] = await findings({ open: () => openStore({ path }) });
    assert.equal(database?.state, "FAIL");
    assert.match(database?.text ?? "", /schema is damaged/);
    assert.deepEqual(rest.map(({ name }) => name), ["tools", "permissions", "upstream"]);
  });
});

Deno.test("doctor() finds a file that is no database", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "not a database, whatever its name says".repeat(200));
    assert.equal(
      await finding("database", { open: () => openStore({ path }) }),
      `FAIL: ${path} is not a database: move it away, or name another file with --db`,
    );
  } finally {
    await Deno.remove(path);
  }
});
