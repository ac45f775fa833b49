/**
 * A tracker for tests of the tools: its clock is the test's, and calls answer what a client got, checked for the form
 * that every answer has.
 *
 * @module
 */

import assert from "node:assert/strict";
import { z } from "zod";
import { openStore } from "../../src/storage/kv_store.ts";
import { connect, type Era, ERAS, type Peer } from "./clients.ts";
import { START } from "./eras.ts";

/** An object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** A client that calls tools. */
export interface Caller {
  /** The answer of a call that works: its text and its structure are the same. */
  ok(tool: string, args?: Record<string, unknown>): Promise<Json>;
  /** The error of a call that is refused. */
  refused(tool: string, args?: Record<string, unknown>): Promise<Json & { readonly error: string }>;
  /** Adds tasks with these titles, or fields, and returns their ids. */
  add(...tasks: readonly (string | Json)[]): Promise<number[]>;
}

/** What a test works with. */
export interface Tracker extends Caller {
  /** Lets so many minutes pass. */
  wait(minutes: number): void;
  /** Another client on the same list, of the same name, in a session of its own. */
  other(): Promise<Caller>;
}

const object = z.record(z.string(), z.unknown());
const added = z.looseObject({ id: z.int() });

/** A part of an answer that is an object. */
export function objectAt(answer: Json, key: string): Json {
  return object.parse(answer[key]);
}

/** A part of an answer that is a list of objects. */
export function listAt(answer: Json, key: string): Json[] {
  return z.array(object).parse(answer[key]);
}

/** A part of an answer that is a text. */
export function textAt(answer: Json, key: string): string {
  return z.string().parse(answer[key]);
}

/** A part of an answer that is a number. */
export function numberAt(answer: Json, key: string): number {
  return z.number().parse(answer[key]);
}

/** The ids of a list of rows in an answer. */
export function idsAt(answer: Json, key: string): number[] {
  return z.array(added).parse(answer[key]).map(({ id }) => id);
}

function callerOf(peer: Peer): Caller {
  const caller: Caller = {
    async ok(tool, args) {
      const { text, structured, isError } = await peer.call(tool, args);
      assert.equal(isError, false, `${tool}: ${text}`);
      assert.equal(text, JSON.stringify(structured), tool);
      assert.ok(!/:null[,}]/.test(text), `${tool} answers null`);
      return object.parse(structured);
    },
    async refused(tool, args) {
      const { text, structured, isError } = await peer.call(tool, args);
      assert.equal(isError, true, `${tool} is refused, but answers ${text}`);
      assert.equal(structured, undefined);
      const answer = object.parse(JSON.parse(text));
      const error = textAt(answer, "error");
      assert.match(error, /^\p{Lu}.*[^.]$/su);
      return { ...answer, error };
    },
    async add(...tasks) {
      const ids: number[] = [];
      for (const task of tasks) {
        const answer = await caller.ok("add_task", typeof task === "string" ? { title: task } : { ...task });
        ids.push(numberAt(answer, "id"));
      }
      return ids;
    },
  };
  return caller;
}

/** A test of the tools, through a client of the newest revision, or through one of each kind. */
export function tracks(
  name: string,
  body: (tracker: Tracker) => Promise<void>,
  { eras = [ERAS[0]], zone = "UTC" }: { readonly eras?: readonly Era[]; readonly zone?: string } = {},
): void {
  for (const era of eras) {
    Deno.test(eras.length > 1 ? `${name} (${era})` : name, async () => {
      let now = START;
      const store = await openStore({ path: ":memory:", now: () => now });
      const settings = { version: "1.0.0", environment: "test", jokeUrl: "http://127.0.0.1:1/", zone };
      const peers: Peer[] = [];
      const open = async () => {
        const peer = await connect(era, { store, settings, now: () => now });
        peers.push(peer);
        return callerOf(peer);
      };
      try {
        const first = await open();
        await body({ ...first, wait: (minutes) => void (now += minutes * 60_000), other: open });
      } finally {
        for (const peer of peers) await peer.close();
        await store.close();
      }
    });
  }
}
