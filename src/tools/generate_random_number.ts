/** @module */

import { z } from "zod";
import { defineTool } from "../capability.ts";
import { uniformInteger } from "../domain/random.ts";
import { UserError } from "../errors.ts";

/** Picks an integer, both bounds included, each as likely as the other. */
export const generateRandomNumber = defineTool({
  name: "generate_random_number",
  title: "Generate random number",
  description: "Returns one random integer between min_value and max_value, both included.",
  toolset: "demo",
  hints: { readOnlyHint: true, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    min_value: z.int().describe("Smallest result allowed"),
    max_value: z.int().describe("Largest result allowed"),
  }),
  output: z.object({ result: z.int() }),
  text: ({ result }) => String(result),
  async run({ min_value, max_value }, { randomBytes }) {
    if (min_value > max_value) {
      throw new UserError(
        `Argument "min_value" is above "max_value": ${min_value} and ${max_value}; swap them`,
      );
    }
    return await Promise.resolve({ result: uniformInteger(min_value, max_value, randomBytes) });
  },
});
