import { sweepImages } from "./article/image.store.ts";
import { sweepStarts } from "./customer/conversation-start.store.ts";
import { eraseCustomers } from "./inbox/customer-data.store.ts";
import { eraseOld } from "./inbox/retention.store.ts";
import { database } from "./platform/database.ts";
import { log } from "./platform/log.ts";
import { sweepStoredFiles } from "./stored-file/stored-file.store.ts";
import { readWorkspace } from "./workspace/workspace.store.ts";

/**
 * What is done every hour, by the cron trigger of wrangler.toml: erasing what is over. Each step is bounded, safe to repeat,
 * and keeps no other one from being done.
 */
export async function everyHour(env: Env, now: number): Promise<void> {
  const db = database(env);
  const steps = {
    retention: async () => {
      const days = (await readWorkspace(db))?.retentionDays ?? null;
      if (days !== null) await eraseOld(env, days, now);
    },
    customers: () => eraseCustomers(env, db, now),
    conversation_starts: () => sweepStarts(db, now),
    stored_files: () => sweepStoredFiles(db, env.FILES, now),
    article_images: () => sweepImages(env, now),
  };
  for (const [step, run] of Object.entries(steps)) {
    await run().catch((error: unknown) => log.error("hourly_failed", error, { step }));
  }
}
