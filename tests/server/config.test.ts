import assert from "node:assert/strict";
import { JOKE_URL, OPTIONS, readConfig, VARIABLES } from "../../src/config.ts";
import { UsageError, UserError } from "../../src/errors.ts";
import { hostOf } from "../helpers/hosts.ts";

/** Reads a command line on a Linux machine with a clone. */
function read(args: readonly string[], variables: Readonly<Record<string, string>> = {}, host = hostOf()) {
  return readConfig(args, (name) => variables[name], host);
}

/** The text of the refusal. */
function refused(args: readonly string[], variables: Readonly<Record<string, string>> = {}): string {
  try {
    read(args, variables);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return assert.fail("A refusal was expected");
}

Deno.test("readConfig() without anything set has a value for everything, and is frozen", () => {
  const config = read([]);
  assert.deepEqual(config, {
    command: "stdio",
    data: {
      path: "/srv/tasktracker/data/tasks.db",
      text: "/srv/tasktracker/data/tasks.db",
      folder: "/srv/tasktracker/data",
    },
    logLevel: "info",
    logFormat: "text",
    history: 100_000,
    environment: "development",
    jokeUrl: "https://official-joke-api.appspot.com/random_joke",
    zone: "UTC",
    toolsets: ["tasks", "agents", "history", "demo"],
    readOnly: false,
  });
  assert.ok(Object.isFrozen(config));
});

Deno.test("readConfig() takes each variable", () => {
  const { command: _, data, ...rest } = read([], {
    TASKTRACKER_DB: "my.db",
    LOG_LEVEL: "debug",
    TASKTRACKER_LOG_FORMAT: "json",
    TASKTRACKER_HISTORY: "500",
    TASKTRACKER_TOOLSETS: "history, TASKS",
    TASKTRACKER_READ_ONLY: "true",
    ENVIRONMENT: "production",
    TASKTRACKER_JOKE_URL: "http://127.0.0.1:8080/joke",
  });
  assert.deepEqual(data, { path: "/home/ann/my.db", text: "/home/ann/my.db" });
  assert.deepEqual(rest, {
    logLevel: "debug",
    logFormat: "json",
    history: 500,
    environment: "production",
    jokeUrl: "http://127.0.0.1:8080/joke",
    zone: "UTC",
    toolsets: ["tasks", "history"],
    readOnly: true,
  });
});

Deno.test("readConfig() takes each flag, and a flag beats its variable", () => {
  const config = read(
    ["--db", "/a.db", "--log-level=error", "--log-format", "json", "--history=1"],
    {
      TASKTRACKER_DB: "/b.db",
      LOG_LEVEL: "debug",
      TASKTRACKER_LOG_FORMAT: "text",
      TASKTRACKER_HISTORY: "2",
    },
  );
  assert.deepEqual(config.data, { path: "/a.db", text: "/a.db" });
  assert.deepEqual([config.logLevel, config.logFormat, config.history], ["error", "json", 1]);
  // A variable that nobody looks at may be wrong.
  assert.equal(read(["--log-level=error"], { LOG_LEVEL: "nonsense" }).logLevel, "error");
});

Deno.test("readConfig() takes the last of two flags", () => {
  assert.equal(read(["--db", "/a.db", "--db", "/b.db"]).data.path, "/b.db");
});

Deno.test("readConfig() takes an empty variable for none", () => {
  const empty = Object.fromEntries(VARIABLES.map((name) => [name, ""]));
  assert.deepEqual(read([], empty), read([]));
});

Deno.test("readConfig() takes a level and a format in any case, and warn for warning", () => {
  for (const value of ["warn", "WARN", "Warning"]) {
    assert.equal(read(["--log-level", value]).logLevel, "warning");
  }
  assert.equal(read([], { LOG_LEVEL: "WARN" }).logLevel, "warning");
  assert.equal(read([], { TASKTRACKER_LOG_FORMAT: "JSON" }).logFormat, "json");
});

Deno.test("readConfig() knows its commands", () => {
  for (const command of ["stdio", "doctor", "help", "version"] as const) {
    assert.equal(read([command]).command, command);
  }
  assert.equal(read(["--help"]).command, "help");
  assert.equal(read(["-h"]).command, "help");
  assert.equal(read(["--version"]).command, "version");
  assert.equal(read(["-V"]).command, "version");
  assert.equal(read(["doctor", "--help"]).command, "help");
  assert.equal(read(["--db", "/a.db", "doctor"]).command, "doctor");
});

Deno.test("readConfig() gives help and the version where everything else is wrong", () => {
  const readsNothing = () => assert.fail("No variable is to be read");
  const old = hostOf({ standalone: true, deno: "2.7.14" });
  for (const args of [["--help"], ["--version"], ["help", "--log-level", "nonsense"]]) {
    assert.match(readConfig(args, readsNothing, old).command, /^(?:help|version)$/);
  }
});

Deno.test("readConfig() refuses an unknown flag with the nearest right one", () => {
  assert.equal(refused(["--bd", "x"]), 'Unknown flag "--bd": did you mean --db?');
  assert.equal(refused(["--loglevel", "debug"]), 'Unknown flag "--loglevel": did you mean --log-level?');
  assert.equal(refused(["--hlep"]), 'Unknown flag "--hlep": did you mean --help?');
  assert.equal(
    refused(["--something-else"]),
    'Unknown flag "--something-else": known are --db, --log-level, --log-format, --zone, --history, --toolsets, --read-only, --help, --version',
  );
  for (const name of ["__proto__", "constructor", "toString"]) {
    assert.match(refused([`--${name}=x`]), /^Unknown flag /);
  }
});

Deno.test("readConfig() refuses an unknown command with the nearest right one", () => {
  assert.equal(refused(["docter"]), 'Unknown command "docter": did you mean doctor?');
  assert.equal(
    refused(["constructor"]),
    'Unknown command "constructor": known are stdio, doctor, help, version, list, show, add, done, next, undo, log',
  );
});

Deno.test("readConfig() takes toolsets in any order and case, each once", () => {
  assert.deepEqual(read(["--toolsets", "demo,Tasks,demo,"]).toolsets, ["tasks", "demo"]);
  assert.equal(
    refused(["--toolsets", "tasks,agent"]),
    '--toolsets must be one of tasks, agents, history, demo, but it is "agent"',
  );
  assert.equal(
    refused([], { TASKTRACKER_TOOLSETS: " , " }),
    'TASKTRACKER_TOOLSETS must name some of tasks, agents, history, demo, but it is " , "',
  );
});

Deno.test("readConfig() takes --read-only alone, and a value of it after =", () => {
  assert.equal(read(["--read-only"]).readOnly, true);
  assert.equal(read(["--read-only", "doctor"]).command, "doctor");
  assert.equal(read(["--read-only=false"], { TASKTRACKER_READ_ONLY: "true" }).readOnly, false);
  assert.equal(read([], { TASKTRACKER_READ_ONLY: "False" }).readOnly, false);
  assert.equal(refused(["--read-only=yes"]), '--read-only must be one of true, false, but it is "yes"');
  assert.equal(refused(["--read-only="]), "Flag --read-only needs a value");
  assert.equal(
    refused([], { TASKTRACKER_READ_ONLY: "1" }),
    'TASKTRACKER_READ_ONLY must be one of true, false, but it is "1"',
  );
});

Deno.test("readConfig() refuses a flag without a value", () => {
  for (const args of [["--db"], ["--db="], ["--db", ""], ["--db", "--log-level", "debug"]]) {
    assert.equal(refused(args), "Flag --db needs a value");
  }
  assert.equal(read(["--db=-x.db"]).data.path, "/home/ann/-x.db");
});

Deno.test("readConfig() refuses a bad value, and says whose it is, what it must be and what came", () => {
  assert.equal(
    refused(["--log-level", "loud"]),
    '--log-level must be one of debug, info, warning, error, but it is "loud"',
  );
  assert.equal(
    refused([], { LOG_LEVEL: "loud" }),
    'LOG_LEVEL must be one of debug, info, warning, error, but it is "loud"',
  );
  assert.equal(
    refused(["--log-format", "xml"]),
    '--log-format must be one of text, json, but it is "xml"',
  );
  for (const value of ["0", "1.5", "1e3", "many", " 5", "9007199254740992"]) {
    assert.equal(
      refused([], { TASKTRACKER_HISTORY: value }),
      `TASKTRACKER_HISTORY must be a whole number from 1, but it is "${value}"`,
    );
  }
  for (const value of ["example.com", "file:///etc/passwd", "data:,x", "ftp://example.com"]) {
    assert.equal(
      refused([], { TASKTRACKER_JOKE_URL: value }),
      `TASKTRACKER_JOKE_URL must be an http or https address, but it is "${value}"`,
    );
  }
});

Deno.test("readConfig() refuses the variable that would have KV keep nothing", () => {
  assert.equal(
    refused([], { DENO_KV_DB_MODE: "memory" }),
    'Variable DENO_KV_DB_MODE is "memory", which would keep no task: unset it',
  );
  assert.equal(read([], { DENO_KV_DB_MODE: "disk" }).command, "stdio");
});

Deno.test("readConfig() of a compiled program needs a Deno that keeps data", () => {
  assert.throws(
    () => read([], {}, hostOf({ standalone: true, deno: "2.7.14" })),
    (error) => error instanceof UserError && /^This program was built with Deno 2\.7\.14/.test(error.message),
  );
});

Deno.test("each option's fallback is what holds without it", () => {
  const config = read([]);
  assert.equal(OPTIONS.logLevel.fallback, config.logLevel);
  assert.equal(OPTIONS.logFormat.fallback, config.logFormat);
  assert.equal(OPTIONS.history.fallback, `${config.history}`);
  assert.equal(OPTIONS.toolsets.fallback, config.toolsets.join(","));
  assert.equal(OPTIONS.readOnly.fallback, `${config.readOnly}`);
  assert.equal(OPTIONS.environment.fallback, config.environment);
  assert.equal(OPTIONS.jokeUrl.fallback, JOKE_URL);
});
