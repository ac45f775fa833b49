/** @module */

import type { Resource } from "../capability.ts";

/** What this server is, for hosts and for those who look after it. */
export const appInfo: Resource = {
  uri: "config://app-info",
  name: "app-info",
  title: "App info",
  description: "Name, environment and version of this server.",
  mimeType: "application/json",
  read: ({ settings }) =>
    Promise.resolve(JSON.stringify({
      app_name: "Demo MCP Server",
      environment: settings.environment,
      version: settings.version,
    })),
};
