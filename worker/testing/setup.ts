import { applyD1Migrations, type D1Migration, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      /** Only in tests: what .tools/vitest/vitest.worker.config.ts read from migrations/, and whether there is time for long runs. */
      MAIN_MIGRATIONS?: D1Migration[];
      SEARCH_MIGRATIONS?: D1Migration[];
      FALA_NIGHTLY?: string;
      /** `npm run abuse`: "full" tries far more frames, from FALA_SEED on where that is given. */
      FALA_ABUSE?: string;
      FALA_SEED?: string;
    }
  }
}

// Files share one isolate, whose modules are loaded once (two seconds of each file otherwise); what is stored is each file's own.
// A database that was asked for something in that moment goes on as it was, on a busy machine.
do await reset();
while (!(await isEmpty(env.DB)) || !(await isEmpty(env.SEARCH)));
await migrate(env.DB, env.MAIN_MIGRATIONS);
await migrate(env.SEARCH, env.SEARCH_MIGRATIONS);

async function isEmpty(database: D1Database): Promise<boolean> {
  return (await database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'").first()) === null;
}

/** All as one: one after the other they take as long as many a file's tests. */
async function migrate(database: D1Database, migrations: D1Migration[] = []): Promise<void> {
  await applyD1Migrations(database, [{ name: "all", queries: migrations.flatMap(({ queries }) => queries) }]);
}
