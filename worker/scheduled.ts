import { sweepImages } from "./article/image.store.ts";
import { sweepStarts } from "./customer/conversation-start.store.ts";
import { eraseCustomers } from "./inbox/customer-data.store.ts";
import { eraseOld } from "./inbox/retention.store.ts";
import { database } from "./platform/database.ts";
import { log } from "./platform/log.ts";
import { sweepStoredFiles } from "./stored-file/stored-file.store.ts";
import { readWorkspace } from "./workspace/workspace.store.ts";

/** The trigger of wrangler.toml that does `everyHour`; the other one comes every minute. */
export const hourly = "23 * * * *";

/**
 * Conversations whose time is over. A minute has room for 500, so that a company of 20 million a month does not fall behind; where there is
 * nothing to erase, a minute costs two reads.
 */
export async function everyMinute(env: Env, now: number): Promise<void> {
  await each({
    retention: async () => {
      const days = (await readWorkspace(database(env)))?.retentionDays ?? null;
      if (days !== null) await eraseOld(env, days, now);
    },
  });
}

/** What else is over. Each step is bounded, safe to repeat, and keeps no other one from being done. */
export async function everyHour(env: Env, now: number): Promise<void> {
  const db = database(env);
  await each({
    customers: () => eraseCustomers(env, db, now),
    conversation_starts: () => sweepStarts(db, now),
    stored_files: () => sweepStoredFiles(db, env.FILES, now),
    article_images: () => sweepImages(env, now),
  });
}

async function each(steps: Record<string, () => Promise<unknown>>): Promise<void> {
  for (const [step, run] of Object.entries(steps)) {
    await run().catch((error: unknown) => log.error("erasing_failed", error, { step }));
  }
}
