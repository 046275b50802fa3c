import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import { eraseFromIndex } from "./index.store.ts";

const dayMs = 24 * 3600_000;

/** Conversations of one run, so that its calls stay far below what the platform allows one invocation: what is left comes with the next. */
export const erasedMost = 500;
const erasedAtOnce = 10;

/** A run begins nothing more after this, so that it is over when the next one begins. */
const runMs = 45_000;

type Row = { id: string; customer_id: string };

/**
 * Erases conversations that were done for so many days, those that are done for longest first. The index only names them: each
 * conversation decides itself whether it was done all that time. Safe to repeat, and to be cut off anywhere. Answers how many were erased.
 */
export async function eraseOld(env: Env, days: number, now: number, most = erasedMost): Promise<number> {
  const before = now - days * dayMs;
  const begunAt = Date.now();
  const { results } = await env.DB.prepare(
    "SELECT id, customer_id FROM conversation WHERE status = 'done' AND done_at <= ? ORDER BY done_at LIMIT ?",
  )
    .bind(before, most)
    .all<Row>();
  let erased = 0;
  for (let at = 0; at < results.length && Date.now() - begunAt < runMs; at += erasedAtOnce) {
    const some = results.slice(at, at + erasedAtOnce);
    const answers = await Promise.all(some.map((row) => eraseOne(env, row, before)));
    const gone = some.filter((_, index) => answers[index] === true);
    await eraseRowsOf(env, gone);
    erased += gone.length;
  }
  return erased;
}

/** One that cannot be erased now keeps no other one from it. */
async function eraseOne(env: Env, { id }: Row, before: number): Promise<boolean> {
  try {
    const answer = await conversationObject(env, id).eraseDone(before);
    if (answer === "erased") return true;
    // Opened again meanwhile, or done later than the index knew: it is looked at again when it is time.
    await env.DB.prepare("UPDATE conversation SET done_at = ? WHERE id = ?").bind(answer.since, id).run();
  } catch (error) {
    log.warn("not_erased", error, { conversation: id });
  }
  return false;
}

/** Conversations take their own rows with them. What is still there belongs to one that was erased before. */
async function eraseRowsOf(env: Env, gone: readonly Row[]): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id, customer_id FROM conversation WHERE id IN (SELECT value FROM json_each(?))",
  )
    .bind(JSON.stringify(gone.map(({ id }) => id)))
    .all<Row>();
  for (const { id, customer_id: customer } of results)
    await eraseFromIndex(env, { conversation: id, customer, run: null });
}
