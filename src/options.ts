/**
 * All that can be set, as data: by a flag, by a variable, or by both.
 *
 * @module
 */

import { TOOLSETS } from "./capability.ts";

/** One thing that can be set, as help and README show it. */
export interface Option {
  /** The flag, without its dashes. */
  readonly flag?: string;
  /** The variable. */
  readonly variable?: string;
  /** What stands for the value. */
  readonly value: string;
  /** Whether the flag stands alone, without a value. */
  readonly isSwitch?: true;
  /** What it is without either. */
  readonly fallback: string;
  /** What it does. */
  readonly text: string;
}

/** Where a joke comes from, unless it is said otherwise. */
export const JOKE_URL = "https://official-joke-api.appspot.com/random_joke";

/** All that can be set. */
export const OPTIONS = {
  db: {
    flag: "db",
    variable: "TASKTRACKER_DB",
    value: "PATH",
    fallback: "data/tasks.db beside deno.json",
    text: "File of the tasks; needs the right to read and write it",
  },
  logLevel: {
    flag: "log-level",
    variable: "LOG_LEVEL",
    value: "debug|info|warning|error",
    fallback: "info",
    text: "Least level that is logged on standard error",
  },
  logFormat: {
    flag: "log-format",
    variable: "TASKTRACKER_LOG_FORMAT",
    value: "text|json",
    fallback: "text",
    text: "Log lines for people, or one JSON object a line",
  },
  zone: {
    flag: "zone",
    variable: "TASKTRACKER_ZONE",
    value: "ZONE",
    fallback: "the machine's",
    text: "IANA zone whose days count where a caller names none",
  },
  history: {
    flag: "history",
    variable: "TASKTRACKER_HISTORY",
    value: "N",
    fallback: "100000",
    text: "How many changes are kept",
  },
  toolsets: {
    flag: "toolsets",
    variable: "TASKTRACKER_TOOLSETS",
    value: "SET,…",
    fallback: TOOLSETS.join(","),
    text: "Which sets of tools are offered",
  },
  readOnly: {
    flag: "read-only",
    variable: "TASKTRACKER_READ_ONLY",
    value: "true|false",
    isSwitch: true,
    fallback: "false",
    text: "Offer only tools that change nothing",
  },
  environment: {
    variable: "ENVIRONMENT",
    value: "NAME",
    fallback: "development",
    text: "Shown by config://app-info",
  },
  jokeUrl: {
    variable: "TASKTRACKER_JOKE_URL",
    value: "URL",
    fallback: JOKE_URL,
    text: "Where fetch_joke asks; another host needs --allow-net=HOST",
  },
} as const satisfies Readonly<Record<string, Option>>;

/** KV takes it from the environment by itself, and nothing would be kept. */
export const MEMORY_VARIABLE = "DENO_KV_DB_MODE";

/** Every variable that is read: what the permission sets grant, and no more. */
export const VARIABLES: readonly string[] = [
  MEMORY_VARIABLE,
  ...Object.values(OPTIONS).flatMap((option) => option.variable),
].sort();
