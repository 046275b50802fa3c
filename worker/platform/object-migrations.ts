/**
 * One step of an object's own schema. Append only: an applied step is never edited, because objects wake up years later. It only adds,
 * because after a roll-back, or while two versions share the traffic, the code before it finds its tables and has to bear them.
 */
export type ObjectMigration = { id: string; sql: string };

/** The tables that are there. Reads only: an object that is nothing stays nothing. */
export function tablesIn(storage: Pick<DurableObjectStorage, "sql">): ReadonlySet<string> {
  const rows = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  return new Set(rows.map(({ name }) => name));
}

/** Whether anything was ever kept in an object that has these tables. */
export function isBegun(tables: ReadonlySet<string>): boolean {
  return tables.has("migration");
}

/**
 * Brings an object's SQLite to the newest step, before anything else can touch it. Where it is there already, or further (newer code was
 * here), nothing is written: this is part of each wake-up, and `IF NOT EXISTS` counts as a write that a message would wait for.
 */
export function migrateObject(
  storage: DurableObjectStorage,
  steps: readonly ObjectMigration[],
  tables: ReadonlySet<string>,
): void {
  const applied = isBegun(tables)
    ? storage.sql.exec<{ id: string }>("SELECT id FROM migration ORDER BY position").toArray()
    : null;
  for (const [position, step] of steps.entries()) {
    const before = applied?.[position];
    if (before !== undefined && before.id !== step.id)
      throw new Error(`Object migration ${before.id} was applied here but is gone or moved.`);
  }
  const missing = [...steps.entries()].slice(applied?.length ?? 0);
  if (applied !== null && missing.length === 0) return;
  storage.transactionSync(() => {
    if (applied === null) storage.sql.exec("CREATE TABLE migration (position INTEGER PRIMARY KEY, id TEXT NOT NULL)");
    for (const [position, step] of missing) {
      storage.sql.exec(step.sql);
      storage.sql.exec("INSERT INTO migration (position, id) VALUES (?, ?)", position, step.id);
    }
  });
}
