import assert from "node:assert/strict";
import { z } from "zod";
import { projectUri } from "../../src/domain/touched.ts";
import type { Peer } from "../helpers/clients.ts";
import { eachEra, refusal } from "../helpers/eras.ts";
import { HOSTILE } from "../helpers/hostile.ts";
import { LINE_BREAK, UNSEEN } from "../helpers/unseen.ts";

/** The texts that a name may have: it has white space neither at its ends nor alone. */
const NAMES = HOSTILE.map((text) => `.${text}.`).filter((text) => [...text].length <= 100);

/** A task for each text, with the text wherever one may stand. */
async function addHostile(peer: Peer): Promise<void> {
  for (let from = 0; from < NAMES.length; from += 50) {
    const tasks = NAMES.slice(from, from + 50).map((text) => ({
      title: text,
      description: text,
      project: text,
      tags: [text, "b"],
    }));
    assert.equal((await peer.call("add_tasks", { tasks })).isError, false);
  }
}

/** The lines of a view as whatever reader might see them. */
function linesOf(view: string): string[] {
  return view.split(LINE_BREAK);
}

/** How many lines of a view begin a block. */
function heads(view: string): number {
  return linesOf(view).filter((line) => /^[✅⏳] \[\d+\]/.test(line)).length;
}

/** How many lines of a view name a field, where fields stand. */
function named(view: string, name: string): number {
  return linesOf(view).filter((line) => line.startsWith(`   ${name}`)).length;
}

eachEra("hostile fields forge no block and no line of tasks://all and tasks://ready", async ({ peer }) => {
  await addHostile(peer);
  for (const uri of ["tasks://all", "tasks://ready"]) {
    const view = await peer.read(uri);
    assert.doesNotMatch(view, UNSEEN);
    assert.equal(heads(view), NAMES.length);
    for (const name of ["Description: ", "Project: ", "Tags: "]) {
      assert.equal(named(view, name), NAMES.length, name);
    }
    assert.equal(named(view, "Status: "), uri === "tasks://all" ? NAMES.length : 0);
  }
  const pending = await peer.read("tasks://pending");
  assert.doesNotMatch(pending, UNSEEN);
  assert.equal(heads(pending), NAMES.length);
});

eachEra("hostile texts forge no line of tasks://task/{id}", async ({ peer }) => {
  for (const [n, text] of NAMES.entries()) {
    const id = 3 * n + 1;
    await peer.call("add_task", { title: text, description: text, project: text, tags: [text] });
    await peer.call("add_task", { title: text, parent_id: id });
    await peer.call("add_task", { title: text, blocked_by: [id] });
    await peer.call("claim_task", { task_id: 3 * n + 2, agent: text });
    for (let count = 0; count < 2; count++) await peer.call("update_task", { task_id: id, note: text });
    const view = await peer.read(`tasks://task/${id}`);
    assert.doesNotMatch(view, UNSEEN, text);
    // One block, and in it just the lines that the view has itself. Those of a note stand further in than a title's
    // later lines may, but such lines are never below the notes' head.
    const lines = linesOf(view);
    const notes = lines.indexOf("   Notes:");
    const marks = lines.flatMap((line, at) => {
      const mark = (at < notes ? /^(?: {0,3}| {6})(?=\S)\S+/ : /^(?: {0,3}| {6}| {9})(?=\S)\S+/).exec(line);
      return mark?.[0] ?? [];
    });
    assert.deepEqual(marks, [
      "⏳",
      "   Description:",
      "   Status:",
      "   Created:",
      "   Project:",
      "   Tags:",
      "   Updated:",
      "   Version:",
      "   Is:",
      "   Parts:",
      "      ⏳",
      "   Blocks:",
      "      ⏳",
      "   Notes:",
      "      2026-11-22T10:00:00.000Z",
      "         By:",
      "         Text:",
      "      2026-11-22T10:00:00.000Z",
      "         By:",
      "         Text:",
    ], text);
    const claimed = await peer.read(`tasks://task/${id + 1}`);
    assert.doesNotMatch(claimed, UNSEEN, text);
    assert.equal(named(claimed, "Claimed until 2026-11-22T10:30:00.000Z by: "), 1, text);
  }
});

eachEra(
  "hostile projects have addresses, and forge nothing in their view, the lists and the statistics",
  async ({ peer }) => {
    await addHostile(peer);
    const Listed = z.object({ uri: z.string(), title: z.string() });
    for (const text of NAMES) {
      const view = await peer.read(projectUri(text));
      assert.doesNotMatch(view, UNSEEN, text);
      assert.ok(heads(view) >= 1);
      const rest = linesOf(view).filter((line) => /^\S/.test(line)).map((line) => line.split(" ")[0]);
      assert.deepEqual(rest, [
        "Project:",
        "Open:",
        "Completed:",
        ...Array.from({ length: heads(view) }, () => "⏳"),
      ]);
    }
    for (const { uri, title } of (await peer.list()).resources.map((one) => Listed.parse(one))) {
      assert.match(uri, /^[!-~]+$/);
      assert.doesNotMatch(title, UNSEEN);
      assert.equal(linesOf(title).length, 1, title);
    }
    const stats = await peer.read("tasks://stats");
    assert.equal(linesOf(stats).length, 1);
    assert.doesNotMatch(stats, UNSEEN);
    const { projects, more_projects } = z.object({
      projects: z.array(z.object({ project: z.string() })),
      more_projects: z.int(),
    }).parse(JSON.parse(stats));
    for (const { project } of projects) assert.ok(NAMES.includes(project), project);
    assert.ok(projects.length === 50 && more_projects > 0);
  },
);

/** A line without the number of the task that it speaks of. */
function unnumbered(line: string): string {
  return line.replace(/parent_id \d+/, "parent_id N");
}

eachEra("hostile texts stay on the lines of their rows in each prompt", async ({ peer }) => {
  await peer.call("add_task", { title: "plain" });
  const plains = new Map<string, string>();
  for (const name of ["plan_day", "prioritize", "weekly_review"]) plains.set(name, await peer.prompt(name));
  plains.set("break_down_task", await peer.prompt("break_down_task", { task_id: "1" }));
  await peer.call("delete_task", { task_id: 1 });
  for (const [n, text] of HOSTILE.entries()) {
    const title = `.${text}.`;
    const project = NAMES.includes(title) ? { project: title } : {};
    await peer.call("add_task", { title, description: text, ...project });
    await peer.call("update_task", { task_id: n + 2, note: title });
    const of = project.project === undefined ? {} : { project: title };
    const asked: [string, Record<string, string>][] = [
      ["plan_day", of],
      ["prioritize", of],
      ["weekly_review", of],
      ["break_down_task", { task_id: `${n + 2}` }],
    ];
    for (const [name, args] of asked) {
      const prompt = await peer.prompt(name, args);
      assert.doesNotMatch(prompt, UNSEEN, text);
      const rows = linesOf(prompt).filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
      assert.equal(rows.length, 1, `${name} with ${text}`);
      assert.equal(rows[0].title, title);
      // Outside of its row a text is there as the project's name alone, on the first line.
      const others = linesOf(prompt).slice(1).filter((line) => !line.startsWith("{"));
      const plain = linesOf(plains.get(name) ?? "").slice(1).filter((line) => !line.startsWith("{"));
      assert.deepEqual(others.map(unnumbered), plain.map(unnumbered), text);
    }
    await peer.call("delete_task", { task_id: n + 2 });
  }
});

eachEra("hostile values are refused or complete nothing that is not there", async ({ peer }) => {
  await peer.call("add_task", { title: "Walls", project: "House" });
  for (const text of HOSTILE) {
    const refused = await Promise.all([
      peer.read(`tasks://task/${text}`),
      peer.read(`tasks://project/${encodeURIComponent(text)}`),
      peer.prompt("plan_day", { project: `.${text}` }),
      peer.prompt("plan_day", { time_zone: `.${text}` }),
      peer.prompt("break_down_task", { task_id: `.${text}` }),
    ].map(refusal));
    for (const { code, message } of refused) {
      assert.equal(code, -32602, text);
      assert.ok(message.length < 400, message);
      assert.doesNotMatch(message, /Internal/);
    }
    for (const { message } of refused.slice(0, 3)) assert.doesNotMatch(message, UNSEEN);
    const { values } = await peer.complete(
      { type: "ref/resource", uri: "tasks://task/{id}" },
      "id",
      `.${text}`,
    );
    assert.deepEqual(values, []);
  }
});
