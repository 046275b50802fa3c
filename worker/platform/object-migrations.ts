/** One step of an object's own schema. Append only: an applied step is never edited, because objects wake up years later. */
export type ObjectMigration = { id: string; sql: string };

/** Whether anything was ever kept in this object. Reads only: an object that is nothing stays nothing. */
export function isBegun(storage: DurableObjectStorage): boolean {
  return storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'migration'").toArray().length > 0;
}

/** Brings an object's SQLite to the newest step, before anything else can touch it. */
export function migrateObject(storage: DurableObjectStorage, steps: readonly ObjectMigration[]): void {
  storage.transactionSync(() => {
    storage.sql.exec("CREATE TABLE IF NOT EXISTS migration (position INTEGER PRIMARY KEY, id TEXT NOT NULL)");
    const applied = storage.sql.exec<{ id: string }>("SELECT id FROM migration ORDER BY position").toArray();
    for (const [position, { id }] of applied.entries()) {
      if (steps[position]?.id !== id) throw new Error(`Object migration ${id} was applied here but is gone or moved.`);
    }
    for (const [offset, step] of steps.slice(applied.length).entries()) {
      storage.sql.exec(step.sql);
      storage.sql.exec("INSERT INTO migration (position, id) VALUES (?, ?)", applied.length + offset, step.id);
    }
  });
}
