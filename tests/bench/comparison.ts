/**
 * What the commit queue is compared with: the simplest way that is right. Every add reads the counter, checks it in
 * a commit of its own, and tries again after a pause by chance where another add was faster.
 *
 * @module
 */

/** The longest pause before another try, in milliseconds. */
const PAUSE_LIMIT = 50;

/** Adds one task under the next id, with its copy among the open ones. Returns the id. */
export async function addByCheck(kv: Deno.Kv, title: string): Promise<number> {
  for (let tries = 0;; tries++) {
    const counter = await kv.get<number>(["seq"]);
    const id = (counter.value ?? 0) + 1;
    const task = { id, title, description: "", status: "pending", created_at: new Date().toISOString() };
    try {
      const { ok } = await kv.atomic().check(counter).set(["seq"], id).set(["task", id], task).set(
        ["open", id],
        task,
      ).commit();
      if (ok) return id;
    } catch (error) {
      if (!(error instanceof Error && /database is locked/.test(error.message))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(PAUSE_LIMIT, 2 ** tries)));
  }
}
