/**
 * The steps that look beyond the list: at the web, and at what the server has logged.
 *
 * @module
 */

import { z } from "zod";
import type { Step } from "./steps.ts";
import { same, type Walk } from "./walk.ts";

/** What the server says where the joke's host, or the way there, is what fails; any other error is its own fault. */
const UNREACHABLE =
  /^(?:No (?:whole )?answer from \S+ |\S+ answered with status (?:403|407|408|425|429|5\d\d)\b)/;

const ErrorText = z.strictObject({ error: z.string().regex(UNREACHABLE) });

/** The milliseconds after which a joke is given up, and some for the way to the server and back. */
const LIMIT = 5_500;

/** Asks for a joke; where its host cannot be reached, a clear error is all that can be promised. */
export const jokeStep: Step = {
  title: () => "fetch_joke {}",
  async run(walk) {
    const start = performance.now();
    const { text, structured, isError } = await walk.call("fetch_joke", {});
    same(`Whether it took at most ${LIMIT} ms`, performance.now() - start <= LIMIT, true);
    if (isError) {
      if (!ErrorText.safeParse(JSON.parse(text)).success) {
        throw new Error(`It is an error of the server: ${text}`);
      }
      return `${text}\n(the joke's host cannot be reached from here; this clear error is right)`;
    }
    same("The structured content", structured, { result: text });
    same("Whether it is SETUP - PUNCHLINE", /^[^]+ - [^]+$/.test(text), true);
    return text;
  },
};

/** A log line as text: time, level in brackets, the logger's name, and the message. */
const TEXT_LINE = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) \[\w+\] [\w.]+: \S/;

const JsonLine = z.looseObject({
  "@timestamp": z.iso.datetime({ offset: true }),
  level: z.string().min(1),
  logger: z.string().min(1),
  message: z.string().min(1),
});

/** Whether a line of the log has all that it must have. */
function isLogLine(line: string): boolean {
  if (TEXT_LINE.test(line)) return true;
  try {
    return JsonLine.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

/** For each name that was called: how many lines of the log are missing. */
function missingLines({ called }: Walk, lines: readonly string[]): Record<string, number> {
  const missing: Record<string, number> = {};
  for (const name of new Set(called)) {
    const calls = called.filter((one) => one === name).length;
    const found = lines.filter((line) => line.includes(name)).length;
    if (found < calls) missing[name] = calls - found;
  }
  return missing;
}

/** Hangs up, and looks at what the server said outside of the protocol. */
export const logStep: Step = {
  title: () => "Hang up, and look at the log on standard error",
  async run(walk) {
    const { server, called } = walk;
    await server.close();
    const lines = server.stderr.split(/\r?\n/).filter((line) => line !== "");
    same("What the client could make no sense of", server.faults, []);
    same(
      "The log lines without time, level, logger and message",
      lines.filter((line) => !isLogLine(line)),
      [],
    );
    same("The log lines that are missing", missingLines(walk, lines), {});
    same(
      "Whether a line tells of the request to the joke's host",
      lines.some((line) => /upstream/.test(line)),
      true,
    );
    return [`${lines.length} lines for ${called.length} calls, such as:`, ...lines.slice(0, 3)].join("\n");
  },
};
