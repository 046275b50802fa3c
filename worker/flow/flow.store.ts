import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { AgentName } from "../protocol/agent.ts";
import { type FlowDefinition, flowDefinitionSchema } from "../protocol/flow.ts";
import type { Flow, FlowCreation, FlowRow, FlowVersion } from "../protocol/flow-library.ts";
import { storedFileUses } from "../stored-file/stored-file.table.ts";
import { flow, flowVersion } from "./flow.table.ts";

/** How long a deleted flow can be taken back. */
const keptMs = 30 * 24 * 3_600_000;

const isThere = isNull(flow.deletedAt);

/** `changed` is asked of D1, so that a list never carries definitions. */
const columns = {
  id: flow.id,
  version: flow.version,
  name: flow.name,
  description: flow.description,
  published: flow.published,
  publishedAt: flowVersion.publishedAt,
  changed: sql`${flowVersion.definition} IS NULL OR ${flowVersion.definition} <> ${flow.draft}`.mapWith(Boolean),
  updatedAt: flow.updatedAt,
  updatedBy: flow.updatedBy,
};
const runs = and(eq(flowVersion.flowId, flow.id), eq(flowVersion.number, flow.published));

export async function listFlows(db: Database): Promise<FlowRow[]> {
  return await db
    .select(columns)
    .from(flow)
    .leftJoin(flowVersion, runs)
    .where(isThere)
    .orderBy(asc(sql`lower(${flow.name})`), asc(flow.id));
}

/** Throws `not_found` where there is no such flow. */
export async function readFlow(db: Database, id: string): Promise<Flow> {
  const [[found], versions] = await db.batch([
    db
      .select({ ...columns, draft: flow.draft })
      .from(flow)
      .leftJoin(flowVersion, runs)
      .where(and(eq(flow.id, id), isThere)),
    db
      .select({ number: flowVersion.number, publishedAt: flowVersion.publishedAt, ...publisher })
      .from(flowVersion)
      .where(eq(flowVersion.flowId, id))
      .orderBy(desc(flowVersion.number)),
  ]);
  if (!found) throw new FalaError("not_found");
  return {
    ...found,
    draft: flowDefinitionSchema.parse(found.draft),
    versions: versions.map(({ number, publishedAt, id: agentId, name }) => ({
      ...{ number, publishedAt },
      publishedBy: { id: agentId, name },
    })),
  };
}

const publisher = { id: flowVersion.agentId, name: flowVersion.agentName };

export async function createFlow(db: Database, made: FlowCreation, by: AgentName, now: number): Promise<Flow> {
  const id = crypto.randomUUID();
  await db.batch([
    db.insert(flow).values({ id, ...made, createdAt: now, updatedAt: now, updatedBy: by.name }),
    ...fileUses(db, [id], now),
  ]);
  return await readFlow(db, id);
}

/** Each of these changes the row where `version` is still the newest; else `changed_meanwhile`, or `not_found`. */
type Seen = { id: string; version: number; by: AgentName; now: number };

export async function saveDraft(db: Database, seen: Seen, made: FlowCreation): Promise<Flow> {
  return await changed(db, seen, made, fileUses(db, [seen.id], seen.now));
}

/** The saved draft becomes the newest version, and what runs begin with. Both or neither: each looks at the version that was seen. */
export async function publishFlow(db: Database, { id, version, by, now }: Seen): Promise<Flow> {
  const draft = db
    .select({
      flowId: flow.id,
      number: sql`(SELECT coalesce(max(number), 0) + 1 FROM flow_version WHERE flow_id = ${id})`.as("number"),
      definition: flow.draft,
      publishedAt: sql`${now}`.as("published_at"),
      agentId: sql`${by.id}`.as("agent_id"),
      agentName: sql`${by.name}`.as("agent_name"),
    })
    .from(flow)
    .where(and(eq(flow.id, id), eq(flow.version, version), isThere));
  const [, rows] = await db.batch([
    db.insert(flowVersion).select(draft),
    db
      .update(flow)
      .set({
        published: sql`(SELECT max(number) FROM flow_version WHERE flow_id = ${id})`,
        ...{ version: version + 1, updatedAt: now, updatedBy: by.name },
      })
      .where(and(eq(flow.id, id), eq(flow.version, version), isThere))
      .returning({ id: flow.id }),
  ]);
  const found = await readFlow(db, id);
  if (rows.length === 0) throw new FalaError("changed_meanwhile");
  return found;
}

/** An earlier version is what runs begin with again; `number` null: none is. */
export async function pointFlow(db: Database, seen: Seen, number: number | null): Promise<Flow> {
  if (number !== null) await readFlowVersion(db, seen.id, number);
  return await changed(db, seen, { published: number });
}

export async function deleteFlow(db: Database, seen: Seen): Promise<void> {
  const { id, version, by, now } = seen;
  const gone = await db
    .update(flow)
    .set({ deletedAt: now, version: version + 1, updatedAt: now, updatedBy: by.name })
    .where(and(eq(flow.id, id), eq(flow.version, version), isThere))
    .returning({ id: flow.id });
  const over = await db
    .delete(flow)
    .where(and(isNotNull(flow.deletedAt), sql`${flow.deletedAt} < ${now - keptMs}`))
    .returning({ id: flow.id });
  if (over.length > 0)
    await db.batch(
      fileUses(
        db,
        over.map((each) => each.id),
        now,
      ),
    );
  if (gone.length > 0) return;
  await readFlow(db, id);
  throw new FalaError("changed_meanwhile");
}

/** A deleted flow is there again, as it was. */
export async function restoreFlow(db: Database, { id, version, by, now }: Seen): Promise<Flow> {
  await db
    .update(flow)
    .set({ deletedAt: null, version: version + 1, updatedAt: now, updatedBy: by.name })
    .where(and(eq(flow.id, id), eq(flow.version, version), isNotNull(flow.deletedAt)));
  return await readFlow(db, id);
}

/** Throws `not_found` where there is no such version. */
export async function readFlowVersion(db: Database, id: string, number: number): Promise<FlowVersion> {
  const [found] = await db
    .select()
    .from(flowVersion)
    .where(and(eq(flowVersion.flowId, id), eq(flowVersion.number, number)));
  if (!found) throw new FalaError("not_found");
  return {
    ...{ number, publishedAt: found.publishedAt },
    publishedBy: { id: found.agentId, name: found.agentName },
    definition: flowDefinitionSchema.parse(found.definition),
  };
}

/** What a run begins with. */
export type PublishedFlow = { id: string; name: string; version: number; definition: FlowDefinition };

/** Null where there is no such flow, or nothing of it is published: for conversations, which begin runs and jump. */
export async function readPublished(db: Database, id: string): Promise<PublishedFlow | null> {
  const [found] = await db
    .select({ id: flow.id, name: flow.name, version: flowVersion.number, definition: flowVersion.definition })
    .from(flow)
    .innerJoin(flowVersion, runs)
    .where(and(eq(flow.id, id), isThere));
  if (!found) return null;
  return { ...found, definition: flowDefinitionSchema.parse(found.definition) };
}

/** Those that are published, for a picker and for what may be jumped to. */
export async function publishedIds(db: Database): Promise<Set<string>> {
  const found = await db
    .select({ id: flow.id })
    .from(flow)
    .where(and(isThere, isNotNull(flow.published)));
  return new Set(found.map(({ id }) => id));
}

/**
 * What these flows have of the workspace's files, as they stand when the batch has come this far: in their drafts, and in the versions to
 * which they may be rolled back. Every agent may send a flow, so its files are everybody's.
 */
function fileUses(db: Database, ids: readonly string[], now: number) {
  const theirs = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const has = sql`SELECT file.value ->> 'id' AS file_id, 'flow' AS kind, f.id AS holder, 'everybody' AS scope, '' AS owner
    FROM (SELECT id, draft AS definition FROM flow WHERE id IN ${theirs}
          UNION ALL SELECT flow_id, definition FROM flow_version WHERE flow_id IN ${theirs}) f,
      json_each(f.definition, '$.steps') step, json_each(step.value, '$.said.files') file`;
  return storedFileUses(db, "flow", ids, has, now);
}

async function changed(
  db: Database,
  seen: Seen,
  set: Partial<typeof flow.$inferInsert>,
  besides: readonly BatchItem<"sqlite">[] = [],
): Promise<Flow> {
  const { id, version, by, now } = seen;
  const [rows] = await db.batch([
    db
      .update(flow)
      .set({ ...set, version: version + 1, updatedAt: now, updatedBy: by.name })
      .where(and(eq(flow.id, id), eq(flow.version, version), isThere))
      .returning({ id: flow.id }),
    ...besides,
  ]);
  const found = await readFlow(db, id);
  if (rows.length === 0) throw new FalaError("changed_meanwhile");
  return found;
}
