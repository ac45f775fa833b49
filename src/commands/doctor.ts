/**
 * `doctor`: looks at everything the server needs, and says of each that it is well or what to do.
 *
 * @module
 */

import type { Tool } from "../capability.ts";
import { type Config, VARIABLES } from "../config.ts";
import { UserError } from "../errors.ts";
import { SCHEMA } from "../storage/keys.ts";
import type { TaskStore } from "../storage/store.ts";
import type { Granted } from "./access.ts";

/** What the checks look at. */
export interface Patient {
  /** What is set. */
  readonly config: Config;
  /** The tools that are offered. */
  readonly tools: readonly Pick<Tool, "name">[];
  /** The rights of this process. */
  readonly granted: Granted;
  /** Opens the tasks; throws where they cannot be used. */
  readonly open: () => Promise<TaskStore>;
  /** Gets a joke; throws where the upstream does not answer. */
  readonly askUpstream: () => Promise<void>;
}

/** A line of the report. A `warn` leaves the server usable. */
export interface Finding {
  /** How it is. */
  readonly state: "ok" | "warn" | "FAIL";
  /** What was looked at. */
  readonly name: string;
  /** How it is, or what to do. */
  readonly text: string;
}

/** Runs every check, one after another. */
export async function* doctor(patient: Patient): AsyncGenerator<Finding> {
  const { config, granted, open, askUpstream } = patient;
  const opened: TaskStore[] = [];
  yield await finding("database", "FAIL", async () => {
    const store = await open();
    opened.push(store);
    return store.place;
  });
  for (const store of opened) {
    // It opens only where the schema is known.
    yield { state: "ok", name: "schema", text: `version ${SCHEMA}` };
    yield await finding("integrity", "FAIL", () => integrity(store));
    await store.close();
  }
  yield offered(config, patient.tools);
  yield permissions(config, granted);
  yield await finding("upstream", "warn", async () => {
    await askUpstream();
    return `${new URL(config.jokeUrl).host} answers`;
  });
}

/** A finding as a line. */
export function findingLine({ state, name, text }: Finding): string {
  return `${state.padEnd(5)} ${name.padEnd(12)} ${text}`;
}

async function finding(
  name: string,
  failed: "warn" | "FAIL",
  check: () => Promise<string>,
): Promise<Finding> {
  try {
    return { state: "ok", name, text: await check() };
  } catch (error) {
    return { state: failed, name, text: error instanceof UserError ? error.message : String(error) };
  }
}

async function integrity(store: TaskStore): Promise<string> {
  const found = await store.check();
  if (found.problems.length === 0) return `${found.values} values whole, ${found.tasks} tasks`;
  const shown = found.problems.slice(0, 10).join("; ");
  throw new UserError(
    `${found.problems.length} wrong: ${shown}; stop the hosts and restore the file from a backup`,
  );
}

function offered({ toolsets, readOnly }: Config, tools: Patient["tools"]): Finding {
  const name = "tools";
  const set = `${toolsets.join(", ")}${readOnly ? "; read-only" : ""}`;
  if (tools.length > 0) return { state: "ok", name, text: `${tools.length} of the toolsets ${set}` };
  return { state: "warn", name, text: `None is offered (${set}): name another toolset with --toolsets` };
}

function permissions(config: Config, granted: Granted): Finding {
  const name = "permissions";
  const { host } = new URL(config.jokeUrl);
  const missing = [
    ...(granted({ name: "net", host }) ? [] : [`--allow-net=${host}`]),
    ...VARIABLES.filter((variable) => !granted({ name: "env", variable })).map((variable) =>
      `--allow-env=${variable}`
    ),
  ];
  if (missing.length > 0) return { state: "FAIL", name, text: `Not granted, so add: ${missing.join(" ")}` };
  const everything = (["read", "write", "net", "env", "run", "ffi"] as const).filter((one) =>
    granted({ name: one })
  );
  if (everything.length === 0) return { state: "ok", name, text: "what is needed, and no more" };
  return {
    state: "warn",
    name,
    text: `More than is needed (${everything.join(", ")} without a bound): start it with -P=stdio instead`,
  };
}
