/**
 * Binds the completion of arguments: those of prompts, and those of templates' addresses.
 *
 * @module
 */

import type { CompleteRequestParams, Server } from "@modelcontextprotocol/server";
import type { Complete } from "../capability.ts";
import { UserError } from "../errors.ts";
import { suggestion, unknownArgument } from "./arguments.ts";
import { answerOrThrow } from "./boundary.ts";
import { uriTemplateOf } from "./listing.ts";
import { addresses, type Binding } from "./resources.ts";
import type { Capabilities } from "./services.ts";

/** The most values of one answer; the protocol allows twice as many. */
const VALUES = 50;

/** The most characters of what was typed that are looked at. */
const TYPED = 500;

/** What completes an argument, and how it is named in the log. */
interface Found {
  readonly name: string;
  readonly complete: Complete;
}

/** Binds `completion/complete`. */
export function bindCompletions(
  server: Server,
  capabilities: Pick<Capabilities, "prompts" | "resources" | "templates">,
  { context, report, log }: Binding,
): void {
  server.setRequestHandler("completion/complete", async ({ params }, ctx) => {
    const { name, complete } = find(capabilities, params);
    const run = () => complete(params.argument.value.slice(0, TYPED), context(ctx));
    const all = await answerOrThrow({ kind: "completion", name, run }, log, report(ctx));
    const values = all.slice(0, VALUES);
    return { completion: { values, total: all.length, hasMore: values.length < all.length } };
  });
}

/** What completes an argument; where there is no such prompt, address or argument, what refuses it. */
function find(
  { prompts, resources, templates }: Pick<Capabilities, "prompts" | "resources" | "templates">,
  { ref, argument }: CompleteRequestParams,
): Found {
  const none = () => Promise.resolve([]);
  if (ref.type === "ref/prompt") {
    const prompt = prompts.find(({ name }) => name === ref.name);
    if (!prompt) {
      const known = prompts.map(({ name }) => name);
      return refusing(
        new UserError(`Unknown prompt "${ref.name.slice(0, 100)}": ${suggestion(ref.name, known)}`),
      );
    }
    const args = Object.keys(prompt.input.shape);
    if (!args.includes(argument.name)) return refusing(unknownArgument(argument.name, args));
    return { name: `${prompt.name}.${argument.name}`, complete: prompt.complete?.[argument.name] ?? none };
  }
  const template = templates.find((one) => uriTemplateOf(one) === ref.uri);
  if (template) {
    if (argument.name !== template.variable) {
      return refusing(unknownArgument(argument.name, [template.variable]));
    }
    return { name: ref.uri, complete: template.complete };
  }
  // A fixed address has nothing to complete.
  if (resources.some(({ uri }) => uri === ref.uri)) return { name: ref.uri, complete: none };
  return refusing(
    new UserError(`Unknown resource: ${suggestion(ref.uri, addresses({ resources, templates }))}`),
  );
}

/** The caller's own text is no name for the log. */
function refusing(error: UserError): Found {
  return { name: "(unknown)", complete: () => Promise.reject(error) };
}
