import { conversationObject } from "../platform/objects.ts";
import { eraseFromIndex } from "./index.store.ts";

const dayMs = 24 * 3600_000;

/** Conversations of one run: what is left comes with the next. */
export const erasedMost = 500;
const erasedAtOnce = 10;

type Row = { id: string; customer_id: string };

/**
 * Erases conversations that were done for so many days, those that are done for longest first. The index only names them: each
 * conversation decides itself whether it was done all that time. Safe to repeat, and to be cut off anywhere. Answers how many were erased.
 */
export async function eraseOld(env: Env, days: number, now: number, most = erasedMost): Promise<number> {
  const before = now - days * dayMs;
  const { results } = await env.DB.prepare(
    "SELECT id, customer_id FROM conversation WHERE status = 'done' AND done_at <= ? ORDER BY done_at LIMIT ?",
  )
    .bind(before, most)
    .all<Row>();
  let erased = 0;
  for (let at = 0; at < results.length; at += erasedAtOnce) {
    const answers = await Promise.all(results.slice(at, at + erasedAtOnce).map((row) => eraseOne(env, row, before)));
    erased += answers.filter(Boolean).length;
  }
  return erased;
}

async function eraseOne(env: Env, { id, customer_id: customer }: Row, before: number): Promise<boolean> {
  const answer = await conversationObject(env, id).eraseDone(before);
  if (answer === "erased") {
    // A row whose conversation was erased before.
    await eraseFromIndex(env, { conversation: id, customer, run: null });
    return true;
  }
  // Opened again meanwhile, or done later than the index knew: it is looked at again when it is time.
  await env.DB.prepare("UPDATE conversation SET done_at = ? WHERE id = ?").bind(answer.since, id).run();
  return false;
}
