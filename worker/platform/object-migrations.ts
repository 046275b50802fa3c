/**
 * One step of an object's own schema. Append only: an applied step is never edited, because objects wake up years later. It only adds,
 * because after a roll-back, or while two versions share the traffic, the code before it finds its tables and has to bear them.
 */
export type ObjectMigration = { id: string; sql: string };

/** What a wake-up has to know of an object: the steps that were applied, and its jobs; null: it has no table for them yet. */
export type Begun = { applied: readonly string[]; jobs: readonly JobRow[] | null };
export type JobRow = { key: string; due_at: number; attempts: number };

/**
 * Null where nothing was ever kept in the object. Reads only. One question for both, which nearly every object can answer: it is part of each
 * wake-up, and each question costs it half of what inserting a row does.
 */
export function readBegun(storage: Pick<DurableObjectStorage, "sql">): Begun | null {
  try {
    const rows = storage.sql.exec<JobRow & { position: number | null }>(begunQuery).toArray();
    const applied = rows.flatMap(({ key, position }) => (position === null ? [] : [key]));
    return { applied, jobs: rows.filter(({ position }) => position === null) };
  } catch {
    // One of the tables is not there.
    if (!isBegun(tablesIn(storage))) return null;
    const applied = storage.sql.exec<{ id: string }>("SELECT id FROM migration ORDER BY position").toArray();
    return { applied: applied.map(({ id }) => id), jobs: null };
  }
}

const begunQuery = `SELECT position, id AS key, 0 AS due_at, 0 AS attempts FROM migration
  UNION ALL SELECT NULL, key, due_at, attempts FROM job ORDER BY position`;

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
 * Brings an object's SQLite to the newest step, before anything else can touch it. `applied`: those that were; null: nothing was kept here.
 * Where it is there already, or further (newer code was here), nothing is written: this is part of each wake-up, and `IF NOT EXISTS` counts
 * as a write that a message would wait for.
 */
export function migrateObject(
  storage: DurableObjectStorage,
  steps: readonly ObjectMigration[],
  applied: readonly string[] | null,
): void {
  for (const [position, step] of steps.entries()) {
    const before = applied?.[position];
    if (before !== undefined && before !== step.id)
      throw new Error(`Object migration ${before} was applied here but is gone or moved.`);
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
