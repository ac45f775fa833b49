/**
 * Writes the tables of README.md that come from the code, so that they cannot go stale; a test compares them.
 *
 * @module
 */

import deno from "../deno.json" with { type: "json" };
import { type Option, OPTIONS } from "../src/config.ts";
import { prompts } from "../src/prompts/mod.ts";
import { resources, templates } from "../src/resources/mod.ts";
import { listPrompt, listTool, uriTemplateOf } from "../src/server/listing.ts";
import { tools } from "../src/tools/mod.ts";

/** Each generated part, by the name in its markers. */
const PARTS: Readonly<Record<string, () => string>> = {
  tools: () =>
    table(
      ["tool", "arguments", "what it does"],
      tools.map((tool) => [`\`${tool.name}\``, args(listTool(tool).inputSchema), tool.description]),
    ),
  resources: () =>
    table(
      ["uri", "type", "what it holds"],
      [...resources, ...templates.map((one) => ({ ...one, uri: uriTemplateOf(one) }))].map((
        { uri, mimeType, description },
      ) => [`\`${uri}\``, `\`${mimeType}\``, description]),
    ),
  prompts: () =>
    table(
      ["prompt", "arguments", "what it asks for"],
      prompts.map((prompt) => {
        const names = (listPrompt(prompt).arguments ?? []).map(({ name, required }) =>
          `\`${name}${required ? "" : "?"}\``
        );
        return [`\`${prompt.name}\``, names.join(", ") || "none", prompt.description];
      }),
    ),
  options: () =>
    table(
      ["flag", "variable", "default", "what it does"],
      Object.values<Option>(OPTIONS).map((option) => [
        option.flag ? code(option.isSwitch ? `--${option.flag}` : `--${option.flag} ${option.value}`) : "",
        option.variable ? code(option.variable) : "",
        code(option.fallback),
        option.text,
      ]),
    ),
  tasks: () =>
    table(
      ["command", "what it does"],
      Object.entries(deno.tasks).map(([name, { description }]) => [code(`deno task ${name}`), description]),
    ),
};

/** README's text with every generated part made anew. */
export function generated(readme: string): string {
  return Object.entries(PARTS).reduce((text, [name, make]) => {
    const marked = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!marked.test(text)) throw new Error(`README.md has no part marked "generated: ${name}"`);
    return text.replace(marked, (_all, start: string, end: string) => `${start}\n${make()}\n\n${end}`);
  }, readme);
}

function args(schema: { properties?: unknown; required?: unknown }): string {
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const names = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const type = typeof property === "object" && property && "type" in property ? String(property.type) : "";
    return code(`${name}${required.includes(name) ? "" : "?"}: ${type}`);
  });
  return names.join(", ") || "none";
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

/** A table with columns as wide as `deno fmt` makes them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(3, ...[head, ...rows].map((row) => [...(row[column] ?? cell)].length))
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join(
    "\n",
  );
}

if (import.meta.main) {
  const path = new URL("../README.md", import.meta.url);
  await Deno.writeTextFile(path, generated(await Deno.readTextFile(path)));
}
