import { and, eq, isNull } from "drizzle-orm";
import { sign, verify } from "hono/jwt";
import { agent } from "../agent/agent.table.ts";
import { type Database, database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { randomHex } from "../platform/random.ts";
import type { BackupFiles, BackupRow, BackupRows } from "../protocol/backup.ts";
import { account } from "../session/session.table.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { type CopiedTable, copiedTables, incoming, outgoing, usualPage } from "./backup.domain.ts";

/** Statements of one batch. */
const batchRows = 100;
/** A restore of a large company takes hours. */
const passSeconds = 48 * 3600;

/** A step of a table's rows, behind this row number. */
export async function readRows(db: D1Database, table: CopiedTable, after: number): Promise<BackupRows> {
  const page = table.page ?? usualPage;
  const { results } = await db
    .prepare(`SELECT rowid AS "$row", * FROM "${table.name}" WHERE rowid > ? ORDER BY rowid LIMIT ${page}`)
    .bind(after)
    .all<BackupRow>();
  const last = results.at(-1)?.["$row"];
  const rows = results.map((found) => {
    const { $row: _, ...row } = found;
    return outgoing(table, row);
  });
  return { rows, next: results.length < page || typeof last !== "number" ? null : last };
}

/**
 * The statements that write rows as they were. A row that is there already gives way, so that a step may come again (of the
 * last tables it does not: they come once). A column that this
 * deployment does not have refuses them all: the backup is of a newer Fala.
 */
export async function rowInserts(
  db: D1Database,
  table: CopiedTable,
  rows: readonly BackupRow[],
): Promise<D1PreparedStatement[]> {
  const columns = await db.prepare(`PRAGMA table_info("${table.name}")`).all<{ name: string }>();
  const known = new Set(columns.results.map(({ name }) => name));
  return rows.map((row) => {
    const filled = incoming(table, row, () => randomHex(32));
    const names = Object.keys(filled);
    if (!names.every((name) => known.has(name))) throw new FalaError("invalid_request", { path: table.name });
    const [columnList, marks] = [names.map((name) => `"${name}"`).join(", "), names.map(() => "?").join(", ")];
    const insert = table.last ? "INSERT" : "INSERT OR REPLACE";
    return db
      .prepare(`${insert} INTO "${table.name}" (${columnList}) VALUES (${marks})`)
      .bind(...names.map((name) => filled[name] ?? null));
  });
}

export async function writeRows(db: D1Database, table: CopiedTable, rows: readonly BackupRow[]): Promise<void> {
  const statements = await rowInserts(db, table, rows);
  for (let at = 0; at < statements.length; at += batchRows) await db.batch(statements.slice(at, at + batchRows));
}

/** The id of the owner who has this e-mail and works here; null: nobody is that. */
export async function findOwner(db: Database, email: string): Promise<string | null> {
  const isOwner = and(eq(agent.email, email.toLowerCase()), eq(agent.role, "owner"), isNull(agent.deactivatedAt));
  const [found] = await db.select({ id: agent.id }).from(agent).where(isOwner);
  return found?.id ?? null;
}

/** Writes the last rows of a restore and lets its first owner in: all of it, or nothing where it is set up meanwhile. */
export async function takeOver(
  env: Pick<Env, "DB">,
  rows: readonly D1PreparedStatement[],
  proof: typeof account.$inferInsert,
): Promise<void> {
  const db = database(env);
  const { sql, params } = db.insert(account).values(proof).toSQL();
  try {
    await env.DB.batch([...rows, env.DB.prepare(sql).bind(...params)]);
  } catch (error) {
    const [found] = await db.select({ id: workspace.id }).from(workspace);
    throw found === undefined ? error : new FalaError("already_set_up");
  }
}

/** What an earlier restore left when it broke. Only where nothing is set up. */
export async function emptyTables(db: D1Database): Promise<void> {
  await db.batch(copiedTables.toReversed().map(({ name }) => db.prepare(`DELETE FROM "${name}"`)));
}

export async function listFiles(bucket: R2Bucket, cursor: string | undefined): Promise<BackupFiles> {
  const listed = await bucket.list({
    ...{ include: ["httpMetadata"], limit: 500 },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const files = listed.objects.map(({ key, size, etag, httpMetadata }) => ({
    ...{ key, size, etag },
    contentType: httpMetadata?.contentType ?? null,
  }));
  return { files, next: listed.truncated ? listed.cursor : null };
}

/** Lets whoever had the setup token go on with the restore that they began. */
export function signPass(env: Pick<Secrets, "FALA_SECRET">, now: number): Promise<string> {
  return sign({ restore: true, exp: Math.floor(now / 1000) + passSeconds }, keyOf(env), "HS256");
}

export async function isPass(env: Pick<Secrets, "FALA_SECRET">, pass: string): Promise<boolean> {
  return await verify(pass, keyOf(env), "HS256").then(
    (claims) => claims["restore"] === true,
    () => false,
  );
}

/** Not the bare secret: see customer/token.store.ts. */
function keyOf({ FALA_SECRET }: Pick<Secrets, "FALA_SECRET">): string {
  return `restore:${FALA_SECRET}`;
}
