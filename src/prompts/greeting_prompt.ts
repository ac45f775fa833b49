/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";

/** Has the model greet somebody. */
export const greetingPrompt = definePrompt({
  name: "greeting_prompt",
  title: "Greeting",
  description: "Greets a person by name, professionally and warmly.",
  input: z.object({ name: z.string().describe("Whom to greet") }),
  render: ({ name }) =>
    Promise.resolve(`You are a professional assistant. Greet ${name} in a warm and concise manner.`),
});
