import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig, unstable_splitSqlQuery } from "wrangler";
import { root } from "./run.ts";

/** Where `wrangler d1 migrations apply` keeps what was applied, as it makes it: either goes on where the other was. */
const applied = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

async function apply(database: Database, folder: string): Promise<void> {
  await database.prepare(applied).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const before = new Set(results.map(({ name }) => name));
  for (const name of readdirSync(folder).toSorted()) {
    if (!name.endsWith(".sql") || before.has(name)) continue;
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, name), "utf8"));
    try {
      // One transaction: where a statement fails, nothing of this file is there, and what came before it stays.
      await database.batch([
        ...statements.map((statement) => database.prepare(statement)),
        database.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
      ]);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

/**
 * As a program (`migrate` of product.ts runs it): applies what is missing to the local databases below the folder that is named, as `wrangler
 * d1 migrations apply` does, which starts a workerd for each migration: two seconds in the place of a quarter of a minute.
 */
const config = join(root, "wrangler.toml");
const { compatibilityDate, d1Databases } = unstable_getMiniflareWorkerOptions(config).workerOptions;
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    cf: false,
    resourcePersistencePath: join(process.argv[2] ?? "", "v3"),
    workers: [{ name: "migrations", modules: true, script: "export default {}", compatibilityDate, d1Databases }],
  }),
);
try {
  for (const { binding, migrations_dir: folder } of unstable_readConfig({ config }).d1_databases) {
    await apply(await miniflare.getD1Database(binding), join(root, folder ?? ""));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await miniflare.dispose();
}
