/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { codePoints } from "../domain/limits.ts";
import { UserError } from "../errors.ts";
import { getJson } from "../upstream.ts";

/** Where a deployment names another address to ask. */
const VARIABLE = "TASKTRACKER_JOKE_URL";

/** The most characters of each half of a joke. */
const LIMIT = 2_000;

/** Half of a joke. It is third-party text: bounded, but passed on as it is. */
const half = z.string().refine((text) =>
  text.trim() !== "" && codePoints(text) <= LIMIT && text.isWellFormed()
);

const joke = z.object({ setup: half, punchline: half });

/** Tells a joke of somebody else's. */
export const fetchJoke = defineTool({
  name: "fetch_joke",
  title: "Fetch a joke",
  description: "Tells a random joke from the public web. Offline it fails with an error that says so.",
  toolset: "demo",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  input: z.object({}),
  output: z.object({ result: z.string() }),
  text: ({ result }) => result,
  async run(_args, context) {
    const answer = joke.safeParse(
      await getJson({ url: context.settings.jokeUrl, variable: VARIABLE }, context),
    );
    if (!answer.success) {
      const form = `"setup" and "punchline", each a text of 1 to ${LIMIT.toLocaleString("en")} characters`;
      throw new UserError(
        `The web's answer is no joke with ${form}: try again, or check the address in ${VARIABLE}`,
      );
    }
    return { result: `${answer.data.setup} - ${answer.data.punchline}` };
  },
});
