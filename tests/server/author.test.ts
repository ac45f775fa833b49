import assert from "node:assert/strict";
import type { Author } from "../../src/domain/operation.ts";
import type { TaskStore } from "../../src/storage/store.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import { callerTo } from "../helpers/callers.ts";
import { ERAS, factoryOf } from "../helpers/clients.ts";

/** A store in memory, and who made each change to it. */
async function recordingStore(): Promise<{ store: TaskStore; authors: Author[] }> {
  const inner = await openStore({ path: ":memory:" });
  const authors: Author[] = [];
  const store: TaskStore = {
    place: inner.place,
    write(space, author, operation) {
      authors.push({ by: author.by, session: author.session });
      return inner.write(space, author, operation);
    },
    all: (space) => inner.all(space),
    open: (space) => inner.open(space),
    index: (space) => inner.index(space),
    changes: (space, before) => inner.changes(space, before),
    follow: (space, listener) => inner.follow(space, listener),
    check: () => inner.check(),
    close: () => inner.close(),
  };
  return { store, authors };
}

/** The authors of an add by each of these clients in turn, all connected at once. */
async function authorsOf(era: typeof ERAS[number], names: readonly string[], adds = 1): Promise<Author[]> {
  const { store, authors } = await recordingStore();
  const factory = factoryOf({ store });
  const callers = [];
  for (const name of names) callers.push(await callerTo(era, factory, name));
  try {
    for (let count = 0; count < adds; count++) {
      for (const caller of callers) {
        const answer = await caller.send("tools/call", { name: "add_task", arguments: { title: "x" } });
        assert.ok(answer["structuredContent"], JSON.stringify(answer));
      }
    }
    return authors;
  } finally {
    for (const caller of callers) await caller.close();
    await store.close();
  }
}

for (const era of ERAS) {
  Deno.test(`a change is recorded with the client's name (${era})`, async () => {
    const authors = await authorsOf(era, ["ann's host", "bob's host"]);
    assert.deepEqual(authors.map(({ by }) => by), ["ann's host", "bob's host"]);
  });

  Deno.test(`two connections of one name are two sessions, each the same all along (${era})`, async () => {
    const [first, second, third, fourth] = await authorsOf(era, ["host", "host"], 2);
    assert.ok(first?.session && second?.session);
    assert.notEqual(first.session, second.session);
    assert.deepEqual([third, fourth], [first, second]);
  });

  Deno.test(`a client without a name is called unknown (${era})`, async () => {
    const [author] = await authorsOf(era, [""]);
    assert.equal(author?.by, "unknown");
  });

  Deno.test(`a client's name is kept in part where it is long (${era})`, async () => {
    const [author] = await authorsOf(era, ["x".repeat(100_000)]);
    assert.equal(author?.by, "x".repeat(100));
  });
}

Deno.test("the history on disk names the author", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/tasks.db`;
  try {
    const store = await openStore({ path });
    const caller = await callerTo("v1 client", factoryOf({ store }), "ann's host");
    await caller.send("tools/call", { name: "add_task", arguments: { title: "x" } });
    await caller.close();
    await store.close();
    const kv = await Deno.openKv(path);
    const entry = await kv.get<Uint8Array>(["tasktracker", "space", "default", "change", 1]);
    kv.close();
    const text = new TextDecoder().decode(entry.value?.subarray(4));
    assert.match(text, /"by":"ann's host","session":"[^"]+"/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
