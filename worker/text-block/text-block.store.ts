import { and, asc, eq, gt, gte, isNotNull, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { can } from "../agent/agent.domain.ts";
import type { Block, BlockDraft, BlockPage } from "../protocol/text-block.ts";
import { storedFileUses } from "../stored-file/stored-file.table.ts";
import { type BlockOwner, type BlockReader, mayReadBlock } from "./block-access.domain.ts";
import { textBlock, textBlockUse } from "./text-block.table.ts";

const pageBlocks = 1_000;

/** A deleted block can be taken back for this long; the next deletion after it takes it away for good. */
const keptDeletedMs = 30 * 24 * 3600_000;

type Row = typeof textBlock.$inferSelect;
export type StoredBlock = BlockOwner & { kind: Row["kind"]; version: number; deleted: boolean };

/**
 * Everything this agent may see, by id, from behind `after`. With `since`: only what changed from then on, deleted blocks too, as `gone`.
 * `now` goes out as `at`; it is taken before reading, so that nothing falls between two answers.
 */
export async function readBlocks(
  db: Database,
  reader: BlockReader,
  { after, since, now }: { after: string; since: number | null; now: number },
): Promise<BlockPage> {
  const changed = since === null ? and(isNull(textBlock.deletedAt), visible(reader)) : gte(textBlock.updatedAt, since);
  const rows = await blocksWhere(db, reader.id, and(gt(textBlock.id, after), changed), pageBlocks);
  const [seen, gone] = [rows.filter((row) => isSeen(reader, row)), rows.filter((row) => !isSeen(reader, row))];
  const next = rows.length === pageBlocks ? (rows.at(-1)?.id ?? null) : null;
  return { blocks: seen.map(blockOf), gone: gone.map(({ id }) => id), next, at: now };
}

/** One block as this agent sees it; null where there is none for them. */
export async function readBlock(db: Database, reader: BlockReader, id: string): Promise<Block | null> {
  const [row] = await blocksWhere(db, reader.id, eq(textBlock.id, id), 1);
  return row && isSeen(reader, row) ? blockOf(row) : null;
}

/** One that the workspace or a team shares, for what speaks in nobody's name: a flow. Null: there is none, or it is an agent's own. */
export function readSharedBlock(db: Database, id: string): Promise<Block | null> {
  return readBlock(db, { id: "", role: "owner", teamIds: [] }, id);
}

/** What may be asked of a block is decided by whose it is. Null: there is none. */
export async function findBlock(db: Database, id: string): Promise<StoredBlock | null> {
  const [row] = await db.select().from(textBlock).where(eq(textBlock.id, id)).limit(1);
  if (!row) return null;
  return { scope: row.scope, owner: row.owner, kind: row.kind, version: row.version, deleted: row.deletedAt !== null };
}

/** Throws `shortcut_taken` where those who share the block have one of that name. */
export async function createBlock(
  db: Database,
  block: BlockDraft & { id: string },
  owner: BlockOwner,
  now: number,
): Promise<void> {
  await write(() =>
    db.batch([
      db
        .insert(textBlock)
        .values({ id: block.id, kind: block.kind, ...valuesOf(block, owner), createdAt: now, updatedAt: now }),
      ...fileUses(db, [block.id], now),
    ]),
  );
}

/**
 * Creates many with one statement, since D1 counts them. Answers the ids of those that were created: the others have a shortcut that
 * those who share them have already.
 */
export async function createBlocks(
  db: Database,
  blocks: readonly (BlockDraft & { id: string; owner: BlockOwner })[],
  now: number,
): Promise<Set<string>> {
  const rows = blocks.map((block) => {
    const values = valuesOf(block, block.owner);
    const json = { tags: JSON.stringify(values.tags), contents: JSON.stringify(values.contents) };
    return { id: block.id, kind: block.kind, ...values, ...json };
  });
  const insert = db
    .insert(textBlock)
    .select(sql`
    SELECT value ->> 'id', value ->> 'kind', value ->> 'scope', value ->> 'owner', value ->> 'shortcut', value ->> 'title',
           value ->> 'folder', value ->> 'tags', value ->> 'contents', 1, ${now}, ${now}, NULL
    FROM json_each(${JSON.stringify(rows)}) WHERE true`)
    .onConflictDoNothing()
    .returning({ id: textBlock.id });
  const [created] = await db.batch([
    insert,
    ...fileUses(
      db,
      rows.map(({ id }) => id),
      now,
    ),
  ]);
  return new Set(created.map(({ id }) => id));
}

/** Throws `changed_meanwhile` where `version` is no longer the newest, `shortcut_taken` as above. */
export async function changeBlock(
  db: Database,
  id: string,
  version: number,
  block: BlockDraft,
  owner: BlockOwner,
  now: number,
): Promise<void> {
  await saved(db, id, version, valuesOf(block, owner), now);
}

/** Throws `changed_meanwhile`: somebody who deletes should have seen what they delete. */
export async function deleteBlock(db: Database, id: string, version: number, now: number): Promise<void> {
  await saved(db, id, version, { deletedAt: now }, now);
  const over = and(isNotNull(textBlock.deletedAt), lt(textBlock.deletedAt, now - keptDeletedMs));
  const gone = await db.delete(textBlock).where(over).returning({ id: textBlock.id });
  if (gone.length > 0)
    await db.batch(
      fileUses(
        db,
        gone.map((block) => block.id),
        now,
      ),
    );
}

/** Throws `shortcut_taken` where another one has got the name meanwhile. */
export async function restoreBlock(db: Database, id: string, version: number, now: number): Promise<void> {
  await saved(db, id, version, { deletedAt: null }, now);
}

export async function countUse(db: Database, id: string, agentId: string): Promise<void> {
  await db
    .insert(textBlockUse)
    .values({ blockId: id, agentId, count: 1 })
    .onConflictDoUpdate({
      target: [textBlockUse.blockId, textBlockUse.agentId],
      set: { count: sql`${textBlockUse.count} + 1` },
    });
}

type Change = Partial<typeof textBlock.$inferInsert>;

async function saved(db: Database, id: string, version: number, change: Change, now: number): Promise<void> {
  const [rows] = await write(() =>
    db.batch([
      db
        .update(textBlock)
        .set({ ...change, updatedAt: now, version: version + 1 })
        .where(and(eq(textBlock.id, id), eq(textBlock.version, version)))
        .returning({ id: textBlock.id }),
      ...fileUses(db, [id], now),
    ]),
  );
  if (rows.length === 0) throw new FalaError("changed_meanwhile");
}

/** What these blocks have of the workspace's files, as they stand when the batch has come this far. */
function fileUses(db: Database, ids: readonly string[], now: number) {
  const has = sql`SELECT f.value ->> 'id' AS file_id, 'block' AS kind, b.id AS holder, b.scope, b.owner
    FROM text_block b, json_each(b.contents) c, json_each(c.value, '$.messages') m, json_each(m.value, '$.attachments') f
    WHERE b.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return storedFileUses(db, "block", ids, has, now);
}

async function write<T>(statement: () => PromiseLike<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    if (cause.includes("UNIQUE") && cause.includes("shortcut")) throw new FalaError("shortcut_taken");
    throw error;
  }
}

function valuesOf(block: BlockDraft, { scope, owner }: BlockOwner) {
  const { title, folder, tags, contents } = block;
  const shortcut = block.kind === "text" ? block.shortcut : null;
  return { scope, owner, shortcut, title, folder, tags, contents };
}

const columns = {
  id: textBlock.id,
  kind: textBlock.kind,
  scope: textBlock.scope,
  owner: textBlock.owner,
  shortcut: textBlock.shortcut,
  title: textBlock.title,
  folder: textBlock.folder,
  tags: textBlock.tags,
  contents: textBlock.contents,
  version: textBlock.version,
  updatedAt: textBlock.updatedAt,
  deletedAt: textBlock.deletedAt,
};

async function blocksWhere(db: Database, agentId: string, where: SQL | undefined, most: number) {
  const uses = sql<number>`(SELECT coalesce(sum(count), 0) FROM text_block_use u WHERE u.block_id = text_block.id)`;
  const own = sql<number>`(SELECT coalesce(sum(count), 0) FROM text_block_use u WHERE u.block_id = text_block.id AND u.agent_id = ${agentId})`;
  return await db
    .select({ ...columns, uses, ownUses: own })
    .from(textBlock)
    .where(where)
    .orderBy(asc(textBlock.id))
    .limit(most);
}

/** The same rule as `mayReadBlock`, for the database. */
function visible({ id, role, teamIds }: BlockReader): SQL | undefined {
  const teams = can(role, "read_all_teams")
    ? undefined
    : sql`${textBlock.owner} IN (SELECT value FROM json_each(${JSON.stringify(teamIds)}))`;
  return or(
    eq(textBlock.scope, "everybody"),
    and(eq(textBlock.scope, "team"), teams),
    and(eq(textBlock.scope, "agent"), eq(textBlock.owner, id)),
  );
}

function isSeen(reader: BlockReader, row: BlockOwner & { deletedAt: number | null }): boolean {
  return row.deletedAt === null && mayReadBlock(reader, row);
}

type ReadRow = Awaited<ReturnType<typeof blocksWhere>>[number];

function blockOf(row: ReadRow): Block {
  const { id, version, updatedAt, uses, ownUses, title, folder, tags, contents } = row;
  const scope = row.scope === "team" ? { kind: row.scope, id: row.owner } : { kind: row.scope };
  const block = { id, version, updatedAt, uses, ownUses, title, folder, tags, contents, scope };
  return row.kind === "text" ? { ...block, kind: "text", shortcut: row.shortcut ?? "" } : { ...block, kind: "chat" };
}
