import type { BackupConversation, BackupRow } from "../protocol/backup.ts";

/** Entries of one step. */
const stepEntries = 1_000;

/** Entries behind `after`, and what the commands were answered that made them. */
export function readStep(
  storage: DurableObjectStorage,
  after: number,
): Pick<BackupConversation, "entries" | "commands" | "next"> {
  const read = (query: string, ...values: number[]) => storage.sql.exec<BackupRow>(query, ...values).toArray();
  const entries = read("SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?", after, stepEntries);
  const last = Number(entries.at(-1)?.["seq"] ?? after);
  const isAll = entries.length < stepEntries;
  // Those that were refused are decided anew, should they come again.
  const commands = read(
    "SELECT * FROM command WHERE answer ->> 'seq' > ? AND answer ->> 'seq' <= ? ORDER BY id",
    ...[after, last],
  );
  return { entries, commands, next: isAll ? null : last };
}

/** What there is beside the log, whole. An upload that is not finished stays behind: its parts are in no file yet. */
export function readFacts(storage: DurableObjectStorage): { uploads: BackupRow[]; flows: BackupRow[] } {
  const read = (query: string) => storage.sql.exec<BackupRow>(query).toArray();
  return {
    uploads: read("SELECT * FROM upload WHERE etag IS NOT NULL ORDER BY id"),
    flows: read("SELECT * FROM flow_definition ORDER BY flow_id, version"),
  };
}

/** All of the step or nothing; what is there already gives way to it. False: its rows are not of these tables. */
export function writeStep(storage: DurableObjectStorage, { entries, commands, rest }: BackupConversation): boolean {
  const tables = { entry: entries, command: commands, upload: rest?.uploads ?? [], flow_definition: rest?.flows ?? [] };
  const fits = Object.entries(tables).every(([table, rows]) => {
    const known = new Set(
      storage.sql
        .exec<{ name: string }>(`PRAGMA table_info("${table}")`)
        .toArray()
        .map(({ name }) => name),
    );
    return rows.every((row) => Object.keys(row).every((name) => known.has(name)));
  });
  if (!fits) return false;
  storage.transactionSync(() => {
    for (const [table, rows] of Object.entries(tables)) for (const row of rows) write(storage, table, row);
  });
  return true;
}

function write(storage: DurableObjectStorage, table: string, row: BackupRow): void {
  const names = Object.keys(row);
  const [columns, marks] = [names.map((name) => `"${name}"`).join(", "), names.map(() => "?").join(", ")];
  storage.sql.exec(`INSERT OR REPLACE INTO "${table}" (${columns}) VALUES (${marks})`, ...Object.values(row));
}
