import assert from "node:assert/strict";
import { dataPlace } from "../../src/data_place.ts";
import { UserError } from "../../src/errors.ts";
import { hostOf, WINDOWS } from "../helpers/hosts.ts";

Deno.test("dataPlace() of a clone is data/tasks.db beside deno.json, in a folder that is made", () => {
  assert.deepEqual(dataPlace(undefined, hostOf()), {
    path: "/srv/tasktracker/data/tasks.db",
    text: "/srv/tasktracker/data/tasks.db",
    folder: "/srv/tasktracker/data",
  });
  assert.deepEqual(dataPlace(undefined, hostOf({ os: "darwin", root: "/Users/ann/tracker" })), {
    path: "/Users/ann/tracker/data/tasks.db",
    text: "/Users/ann/tracker/data/tasks.db",
    folder: "/Users/ann/tracker/data",
  });
  assert.deepEqual(dataPlace(undefined, hostOf(WINDOWS)), {
    path: "C:\\Apps\\TaskTracker\\data\\tasks.db",
    text: "C:\\Apps\\TaskTracker\\data\\tasks.db",
    folder: "C:\\Apps\\TaskTracker\\data",
  });
});

Deno.test("dataPlace() takes a path that is given from where the program was started, and makes no folder", () => {
  const place = (path: string) => ({ path, text: path });
  assert.deepEqual(dataPlace("my.db", hostOf()), place("/home/ann/my.db"));
  assert.deepEqual(dataPlace("../x/./my.db", hostOf()), place("/home/x/my.db"));
  assert.deepEqual(dataPlace("/var/my.db", hostOf()), place("/var/my.db"));
  assert.deepEqual(dataPlace("my.db", hostOf(WINDOWS)), place("C:\\Users\\Ann\\my.db"));
  assert.deepEqual(dataPlace("sub/my.db", hostOf(WINDOWS)), place("C:\\Users\\Ann\\sub\\my.db"));
  assert.deepEqual(dataPlace("D:\\my.db", hostOf(WINDOWS)), place("D:\\my.db"));
  assert.deepEqual(
    dataPlace("\\\\server\\share\\my.db", hostOf(WINDOWS)),
    place("\\\\server\\share\\my.db"),
  );
});

Deno.test("dataPlace() says of memory that it keeps nothing", () => {
  for (const host of [hostOf(), hostOf(WINDOWS), hostOf({ standalone: true, deno: "2.7.14" })]) {
    assert.deepEqual(dataPlace(":memory:", host), {
      path: ":memory:",
      text: "memory, kept until this process ends",
    });
  }
});

Deno.test("dataPlace() of a compiled program is the platform's folder for data", () => {
  const place = (host: Parameters<typeof hostOf>[0]) =>
    dataPlace(undefined, hostOf({ standalone: true, ...host }));
  const home = { HOME: "/home/ann" };
  assert.deepEqual(place({ variables: home }), {
    path: undefined,
    text: "/home/ann/.local/share/tasktracker",
  });
  assert.equal(
    place({ variables: { ...home, XDG_DATA_HOME: "/data" } }).text,
    "/data/tasktracker",
  );
  assert.equal(
    place({ os: "darwin", variables: { HOME: "/Users/ann" } }).text,
    "/Users/ann/Library/Application Support/tasktracker",
  );
  assert.equal(
    place({ ...WINDOWS, variables: { LOCALAPPDATA: "C:\\Users\\Ann\\AppData\\Local" } }).text,
    "C:\\Users\\Ann\\AppData\\Local\\tasktracker",
  );
});

Deno.test("dataPlace() of a compiled program names the folder in general where no variable may be read", () => {
  const text = (os: "linux" | "darwin" | "windows", variables = {}) =>
    dataPlace(undefined, hostOf({ standalone: true, os, variables })).text;
  assert.equal(text("linux"), "~/.local/share/tasktracker");
  assert.equal(text("darwin"), "~/Library/Application Support/tasktracker");
  assert.equal(text("windows"), "%LOCALAPPDATA%\\tasktracker");
  // An empty variable counts as none.
  assert.equal(text("linux", { HOME: "", XDG_DATA_HOME: "" }), "~/.local/share/tasktracker");
  assert.equal(text("windows", { LOCALAPPDATA: "" }), "%LOCALAPPDATA%\\tasktracker");
});

Deno.test("dataPlace() of a compiled program refuses a Deno that would keep nothing, unless a path is given", () => {
  for (const deno of ["1.46.3", "2.7.14", "2.8.99"]) {
    const host = hostOf({ standalone: true, deno });
    assert.throws(
      () => dataPlace(undefined, host),
      (error) =>
        error instanceof UserError && error.message ===
          `This program was built with Deno ${deno}, which keeps no data of its own: give --db PATH, or build it with --data DIR`,
    );
    assert.equal(dataPlace("/my.db", host).path, "/my.db");
  }
  for (const deno of ["2.9.0", "2.9.6", "2.10.0", "3.0.0"]) {
    assert.equal(dataPlace(undefined, hostOf({ standalone: true, deno })).path, undefined);
  }
  // A clone keeps its file with any version.
  assert.ok(dataPlace(undefined, hostOf({ deno: "2.7.14" })).path);
});
