import { and, asc, eq, isNull, lte, notExists, sql, type SQL } from "drizzle-orm";
import { attachmentOf, type Found } from "../attachment/upload.domain.ts";
import type { Database } from "../platform/database.ts";
import type { Role } from "../protocol/agent.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { UploadRequest, UploadState } from "../protocol/upload.ts";
import type { BlockOwner } from "../text-block/block-access.domain.ts";
import { mayUseStoredFile, storedFileKey } from "./stored-file.domain.ts";
import { keptUnusedMs, storedFile, storedFileUse } from "./stored-file.table.ts";

/** Files of one sweep. */
const sweptAtOnce = 100;

type Row = typeof storedFile.$inferSelect;
type Reader = { id: string; role: Role; teamIds: readonly string[] };
export type StoredFile = Row & { uses: BlockOwner[] };

/** Null where there is none. */
export async function findStoredFile(db: Database, id: string): Promise<StoredFile | null> {
  return (await filesOf(db, [id]))[0] ?? null;
}

/** Begins one; false where the id is taken. */
export async function addStoredFile(
  db: Database,
  { id, name, size, ...claims }: UploadRequest,
  maker: string,
  now: number,
): Promise<boolean> {
  const added = await db
    .insert(storedFile)
    .values({ id, maker, name, size, claims, dueAt: now + keptUnusedMs })
    .onConflictDoNothing()
    .returning({ id: storedFile.id });
  return added.length > 0;
}

/** How many this agent has brought that nothing has. */
export async function countUnused(db: Database, maker: string): Promise<number> {
  return await db.$count(storedFile, and(eq(storedFile.maker, maker), unused(db)));
}

export async function finishStoredFile(
  db: Database,
  id: string,
  { etag, found }: { etag: string; found: Found },
): Promise<void> {
  await db.update(storedFile).set({ etag, found }).where(eq(storedFile.id, id));
}

export async function setStoredThumbnail(db: Database, id: string, type: string): Promise<void> {
  await db.update(storedFile).set({ thumbnail: type }).where(eq(storedFile.id, id));
}

/** Their maker takes it back before anything has it. Its bytes are swept. */
export async function dropStoredFile(db: Database, id: string, maker: string, now: number): Promise<void> {
  await db
    .update(storedFile)
    .set({ dueAt: now })
    .where(and(eq(storedFile.id, id), eq(storedFile.maker, maker), unused(db)));
}

/** The facts of finished files that this agent may send, by id; ids that are none of those are left out. */
export async function readStoredFiles(
  db: Database,
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Attachment>> {
  if (ids.length === 0) return new Map();
  const found = (await filesOf(db, ids)).flatMap((file) => {
    const attachment = mayUseStoredFile(reader, file) ? attachmentOf(file) : null;
    return attachment === null ? [] : [[file.id, attachment] as const];
  });
  return new Map(found);
}

/** How an upload stands. There is one part: a stored file is sent often, and is no larger. */
export function storedStateOf(file: Row): UploadState {
  return { id: file.id, missing: file.etag === null ? [1] : [], attachment: attachmentOf(file) };
}

/** Erases what is due and what nothing has. In bounded steps, safe to repeat; answers whether there may be more. */
export async function sweepStoredFiles(db: Database, bucket: R2Bucket, now: number): Promise<boolean> {
  const due = await db
    .select({ id: storedFile.id })
    .from(storedFile)
    .where(lte(storedFile.dueAt, now))
    .orderBy(asc(storedFile.dueAt))
    .limit(sweptAtOnce);
  if (due.length === 0) return false;
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(due.map(({ id }) => id))}))`;
  // The row goes first: what has no row is nobody's to send. Should the bytes stay, the next sweep of the same keys is lost,
  // so they go before the rows are gone for good: marked as unfinished, they are found again.
  const gone = await db
    .update(storedFile)
    .set({ etag: null, found: null })
    .where(and(sql`${storedFile.id} IN ${ids}`, unused(db)))
    .returning({ id: storedFile.id });
  await bucket.delete(gone.flatMap(({ id }) => [storedFileKey(id), storedFileKey(id, "thumbnail")]));
  await db.batch([
    db.delete(storedFile).where(and(sql`${storedFile.id} IN ${ids}`, unused(db), isNull(storedFile.etag))),
    db
      .update(storedFile)
      .set({ dueAt: null })
      .where(sql`${storedFile.id} IN ${ids}`),
  ]);
  return due.length === sweptAtOnce;
}

function unused(db: Database) {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(storedFileUse)
      .where(eq(storedFileUse.fileId, storedFile.id)),
  );
}

async function filesOf(db: Database, ids: readonly string[]): Promise<StoredFile[]> {
  const among = (column: SQL | typeof storedFile.id | typeof storedFileUse.fileId) =>
    sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const [files, uses] = await db.batch([
    db.select().from(storedFile).where(among(storedFile.id)),
    db.select().from(storedFileUse).where(among(storedFileUse.fileId)),
  ]);
  return files.map((file) => ({ ...file, uses: uses.filter(({ fileId }) => fileId === file.id) }));
}
