import assert from "node:assert/strict";
import { join } from "node:path";
import { addTask } from "../helpers/operations.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { DEFAULT_SPACE, type TaskStore } from "../../src/storage/store.ts";
import { assertSound, dumpOf } from "../helpers/store_dump.ts";
import { AUTHOR, tempFolder, testStore } from "../helpers/store_files.ts";

const add = (store: TaskStore, title: string, description = "") =>
  store.write(DEFAULT_SPACE, AUTHOR, addTask({ title, description }));

Deno.test("a place that cannot be a database is one clear error that names it", async () => {
  await using folder = await tempFolder();
  const text = join(folder.path, "text.db");
  await Deno.writeTextFile(text, "this is no database. ".repeat(500));
  await assert.rejects(openStore({ path: text }), {
    name: "UserError",
    message: `${text} is not a database: move it away, or name another file with --db`,
  });
  for (const path of [folder.path, join(folder.path, "missing", "tasks.db")]) {
    await assert.rejects(openStore({ path }), {
      name: "UserError",
      message:
        `${path} cannot be opened: its folder has to exist and be writable, and the path must not be a folder`,
    });
  }
  const under = join(text, "folder");
  await assert.rejects(openStore({ path: join(under, "tasks.db"), folder: under }), {
    name: "UserError",
    message: `Folder ${under} cannot be made: it has to be writable, or name a file elsewhere with --db`,
  });
});

Deno.test("a folder that is missing is made where it may be", async () => {
  await using folder = await tempFolder();
  const data = join(folder.path, "a", "b");
  await using store = await testStore({ path: join(data, "tasks.db"), folder: data, place: "the place" });
  assert.equal(store.place, "the place");
  assert.equal((await add(store, "x")).id, 1);
});

// Modes do not stop root, attributes do.
for (const what of ["file", "folder"] as const) {
  Deno.test(`a ${what} that may not be written is one clear error that names the file`, async (t) => {
    await using folder = await tempFolder();
    await (await testStore({ path: folder.db })).close();
    const write = async () => {
      await using store = await testStore({ path: folder.db });
      await add(store, "x");
    };
    const fixed = what === "file" ? folder.db : folder.path;
    await withTool(t, ["chattr", "+i", fixed], ["chattr", "-i", fixed], async () => {
      await assert.rejects(write, {
        name: "UserError",
        message: what === "file"
          ? `${folder.db} cannot be written to: give yourself the right to write it, or name another file with --db`
          : `${folder.db} cannot be opened: its folder has to exist and be writable, and the path must not be a folder`,
      });
    });
    await write();
  });
}

Deno.test("a full disk is told, loses nothing that was acknowledged, and goes on once there is space", async (t) => {
  await using folder = await tempFolder();
  const mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path];
  await withTool(t, mount, ["umount", folder.path], async () => {
    const filler = join(folder.path, "filler");
    await Deno.writeFile(filler, new Uint8Array(256 * 1024));
    const acknowledged = new Set<number>();
    {
      await using store = await testStore({ path: folder.db });
      const fill = async () => {
        for (;;) acknowledged.add((await add(store, "fills", "d".repeat(3_000))).id);
      };
      await assert.rejects(fill, {
        name: "UserError",
        message: `The disk is full, so nothing was written to ${folder.db}: free some space and try again`,
      });
      const before = acknowledged.size;
      assert.ok(before > 5);
      assert.equal((await store.all(DEFAULT_SPACE)).length, before);
      await Deno.remove(filler);
      acknowledged.add((await add(store, "there is space again")).id);
      assert.equal(acknowledged.size, before + 1);
    }
    const space = await dumpOf(folder.db, DEFAULT_SPACE);
    assertSound(space);
    assert.deepEqual([...space.tasks.keys()], [...acknowledged]);
  });
});

/** Runs a body between two commands; where the first may not run, the step is ignored, and says so. */
async function withTool(
  t: Deno.TestContext,
  before: readonly string[],
  after: readonly string[],
  body: () => Promise<void>,
): Promise<void> {
  const refused = await run(before);
  const name = refused === undefined ? before.join(" ") : `skipped: ${before[0]} said ${refused}`;
  await t.step({
    name,
    ignore: refused !== undefined,
    async fn() {
      try {
        await body();
      } finally {
        assert.equal(await run(after), undefined);
      }
    },
  });
}

/** Runs a command: undefined where it went well, else what it said. */
async function run([command = "", ...args]: readonly string[]): Promise<string | undefined> {
  try {
    const { success, stderr } = await new Deno.Command(command, { args }).output();
    return success ? undefined : new TextDecoder().decode(stderr).trim();
  } catch (error) {
    return String(error);
  }
}
