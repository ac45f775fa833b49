/**
 * A KV handle that lets a test do something at a moment between two reads, as another process may.
 *
 * @module
 */

/** Runs `step` before every `getMany`, and after every `list` has read its entries. All else is as it was. */
export function interposed(
  kv: Deno.Kv,
  step: (read: "getMany" | "list", keys: string) => Promise<void>,
): Deno.Kv {
  return new Proxy(kv, {
    get(target, name) {
      if (name === "getMany") {
        return async (keys: Deno.KvKey[]) => {
          await step(name, JSON.stringify(keys));
          return await target.getMany(keys);
        };
      }
      if (name === "list") {
        return async function* (selector: Deno.KvListSelector, options?: Deno.KvListOptions) {
          const entries = await Array.fromAsync(target.list(selector, options));
          await step(name, JSON.stringify(selector));
          yield* entries;
        };
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
