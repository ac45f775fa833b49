import assert from "node:assert/strict";
import { connect, ERAS } from "../helpers/clients.ts";
import { type LogLine, recordingLog } from "../helpers/context.ts";
import { refusal } from "../helpers/eras.ts";

const CANARY = "c4n4ry: /home/ann/secret.db";

/** A template that fails wherever it can; some of it before it returns a promise. */
const broken = {
  prefix: "test://broken/",
  variable: "id",
  name: "broken",
  title: "Broken",
  description: "Fails.",
  mimeType: "text/plain",
  list: () => Promise.reject(new Error(CANARY)),
  complete: () => {
    throw new Error(CANARY);
  },
  read: () => Promise.reject(new Error(CANARY)),
};

for (const era of ERAS) {
  Deno.test(`a defect of a template is logged whole, and shown without its text (${era})`, async () => {
    const lines: LogLine[] = [];
    const peer = await connect(era, { log: recordingLog(lines) }, { templates: [broken] });
    try {
      const ref = { type: "ref/resource", uri: "test://broken/{id}" } as const;
      for (const request of [peer.list(), peer.read("test://broken/1"), peer.complete(ref, "id", "")]) {
        assert.deepEqual(await refusal(request), {
          code: -32603,
          message: "Internal error: the server's log has the details",
        });
      }
      assert.equal(
        lines.filter(({ level, message }) => level === "error" && message.includes(CANARY)).length,
        3,
      );
    } finally {
      await peer.close();
    }
  });
}
