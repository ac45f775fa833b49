import assert from "node:assert/strict";
import { projectUri, touchedUris, uriKey } from "../../src/domain/touched.ts";
import type { StoredTask } from "../../src/domain/task.ts";
import { Subscriptions } from "../../src/server/subscriptions.ts";
import { openStore } from "../../src/storage/kv_store.ts";
import type { TaskStore } from "../../src/storage/store.ts";
import { silentLog } from "../helpers/context.ts";

const TASK: StoredTask = {
  ...{ id: 7, title: "one", description: "", status: "pending", created_at: "2026-11-22T10:00:00.000Z" },
  ...{ updated_at: "2026-11-22T10:00:00.000Z", version: 1 },
};

Deno.test("touchedUris() names the lists a task is or was on, the task and its projects", () => {
  const task = "tasks://task/7";
  const always = ["tasks://all", "tasks://stats"];
  const open = ["tasks://pending", "tasks://ready"];
  const done: StoredTask = { ...TASK, status: "completed", completed_at: TASK.created_at };
  assert.deepEqual(touchedUris({ before: undefined, after: TASK }), [...always, ...open, task]);
  assert.deepEqual(touchedUris({ before: TASK, after: done }), [...always, ...open, task]);
  assert.deepEqual(touchedUris({ before: done, after: { ...done, title: "two" } }), [...always, task]);
  assert.deepEqual(touchedUris({ before: { ...done, project: "A b" }, after: { ...done, project: "C" } }), [
    ...[...always, task],
    ...["tasks://project/A%20b", "tasks://project/C"],
  ]);
  assert.deepEqual(touchedUris({ before: undefined, after: undefined }), []);
});

Deno.test("uriKey() takes a project's name whatever its case, and everything else as it is", () => {
  assert.equal(uriKey("tasks://project/My%20STUFF"), uriKey(projectUri("my stuff")));
  assert.equal(uriKey("tasks://project/%zz"), "tasks://project/%zz");
  assert.notEqual(uriKey("tasks://task/1"), uriKey("tasks://task/2"));
});

Deno.test("Subscriptions read nothing while nobody listens", async () => {
  const inner = await openStore({ path: ":memory:" });
  let following = 0;
  const store: TaskStore = {
    ...inner,
    place: inner.place,
    follow(space, listener) {
      following++;
      const end = inner.follow(space, listener);
      return () => {
        following--;
        end();
      };
    },
  };
  const subscriptions = new Subscriptions(store, "default", silentLog());
  assert.equal(following, 0);
  subscriptions.listen(["tasks://all"]);
  subscriptions.listen(["tasks://all", "tasks://pending"]);
  assert.equal(following, 1);
  subscriptions.listen([]);
  assert.equal(following, 0);
  subscriptions.listen(["tasks://all"]);
  subscriptions.close();
  assert.equal(following, 0);
  await inner.close();
});
