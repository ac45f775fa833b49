import assert from "node:assert/strict";
import { checkAccess, type Granted, type Started } from "../../src/commands/access.ts";
import { UserError } from "../../src/errors.ts";

const STARTED: Started = { main: "/srv/tasktracker/main.ts", args: [], standalone: false };
const NOTHING: Granted = () => false;

/** The text of the refusal of a path. */
function refusal(path: string, started: Partial<Started> = {}, granted = NOTHING): string {
  try {
    checkAccess({ path, text: path }, granted, { ...STARTED, ...started });
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return assert.fail("A refusal was expected");
}

/** The command of the refusal of a path. */
function command(path: string, started: Partial<Started> = {}): string {
  const [, found] = refusal(path, started).split(": start it with ");
  return found ?? assert.fail("A command was expected");
}

Deno.test("checkAccess() lets a file be that may be read and written", () => {
  const asked: string[] = [];
  checkAccess({ path: "/my.db", text: "/my.db" }, (descriptor) => {
    asked.push(JSON.stringify(descriptor));
    return true;
  }, STARTED);
  assert.deepEqual(asked, ['{"name":"read","path":"/my.db"}', '{"name":"write","path":"/my.db"}']);
});

Deno.test("checkAccess() lets be what is no file", () => {
  for (const path of [undefined, ":memory:"]) checkAccess({ path, text: "x" }, NOTHING, STARTED);
});

Deno.test("checkAccess() refuses where either right is missing", () => {
  for (const name of ["read", "write"] as const) {
    assert.match(
      refusal("/my.db", {}, (descriptor) => descriptor.name === name),
      /^This server may not touch \/my\.db: /,
    );
  }
});

Deno.test("checkAccess() prints the whole command, with the path where it was a variable's or the default", () => {
  assert.equal(
    refusal("/my.db"),
    "This server may not touch /my.db: start it with deno run -q -P=stdio --allow-read=/my.db --allow-write=/my.db --no-prompt /srv/tasktracker/main.ts --db /my.db",
  );
  assert.equal(
    command("/my.db", { args: ["doctor", "--log-level=debug"] }),
    "deno run -q -P=stdio --allow-read=/my.db --allow-write=/my.db --no-prompt /srv/tasktracker/main.ts --db /my.db doctor --log-level=debug",
  );
});

Deno.test("checkAccess() repeats a --db as it was given", () => {
  for (const args of [["--db", "my.db"], ["--db=my.db"]]) {
    assert.equal(
      command("/home/ann/my.db", { args }),
      `deno run -q -P=stdio --allow-read=/home/ann/my.db --allow-write=/home/ann/my.db --no-prompt /srv/tasktracker/main.ts ${
        args.join(" ")
      }`,
    );
  }
});

Deno.test("checkAccess() quotes for POSIX shells, so that nothing in a path runs", () => {
  assert.equal(
    command("/home/ann lee/$(reboot)`x`.db"),
    "deno run -q -P=stdio '--allow-read=/home/ann lee/$(reboot)`x`.db' '--allow-write=/home/ann lee/$(reboot)`x`.db' --no-prompt /srv/tasktracker/main.ts --db '/home/ann lee/$(reboot)`x`.db'",
  );
  assert.match(command("/o'neil.db"), / --db '\/o'\\''neil\.db'$/);
  assert.match(command("/a\\b.db"), / --db '\/a\\b\.db'$/);
  assert.match(command("/a.db", { args: ["--db", "/a.db", "a;b", "~", "*", ""] }), / 'a;b' '~' '\*' ''$/);
});

Deno.test({
  name: "the quoted command is read by a shell as the words that it was made of",
  ignore: Deno.build.os === "windows",
  async fn() {
    const path = '/tmp/o\'neil $(echo run) `echo run` "x" \\n $HOME !!;&|<>*?[a]{b} ü\nline.db';
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", command(path).replace(/^deno /, "printf '%s\\0' ")],
    }).output();
    assert.deepEqual(new TextDecoder().decode(stdout).split("\0"), [
      "run",
      "-q",
      "-P=stdio",
      `--allow-read=${path}`,
      `--allow-write=${path}`,
      "--no-prompt",
      "/srv/tasktracker/main.ts",
      "--db",
      path,
      "",
    ]);
  },
});

Deno.test("checkAccess() quotes for the shells of Windows", () => {
  const main = "C:\\Apps\\TaskTracker\\main.ts";
  assert.equal(
    command("C:\\Users\\Ann Lee\\my.db", { main }),
    'deno run -q -P=stdio "--allow-read=C:\\Users\\Ann Lee\\my.db" "--allow-write=C:\\Users\\Ann Lee\\my.db" --no-prompt C:\\Apps\\TaskTracker\\main.ts --db "C:\\Users\\Ann Lee\\my.db"',
  );
  assert.match(command("\\\\server\\share\\my.db", { main }), / --db \\\\server\\share\\my\.db$/);
});

Deno.test("checkAccess() says of a path with a comma that no flag grants it", () => {
  assert.equal(
    refusal("/a,b.db"),
    "This server may not touch /a,b.db: no flag of Deno grants a path with a comma, name another with --db",
  );
});

Deno.test("checkAccess() of a compiled program says how to build it", () => {
  assert.equal(
    refusal("/my.db", { standalone: true }),
    "This program may not touch /my.db: build it with deno task compile --data DIR for that folder",
  );
});
