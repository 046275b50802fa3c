import { and, asc, desc, eq } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { randomHex } from "../platform/random.ts";
import type { Site, SiteFields, SiteIdentity } from "../protocol/site.ts";
import { previousKey } from "./site.domain.ts";
import { site, siteSighting } from "./site.table.ts";

/** A site with its keys: for the Worker only. */
export type SiteRow = typeof site.$inferSelect;

/** Null where no site has this key. For the widget's routes: one read by a unique index. */
export async function findSiteByKey(db: Database, key: string): Promise<SiteRow | null> {
  const [found] = await db.select().from(site).where(eq(site.key, key)).limit(1);
  return found ?? null;
}

/** Every site, by name, with where its script tag was seen. */
export async function listSites(db: Database): Promise<Site[]> {
  const [sites, sightings] = await db.batch([
    db.select().from(site).orderBy(asc(site.name), asc(site.id)),
    db.select().from(siteSighting).orderBy(desc(siteSighting.seenAt)),
  ]);
  const bySite = Map.groupBy(sightings, ({ siteId }) => siteId);
  return sites.map((row) => shown(row, bySite.get(row.id) ?? []));
}

/** Throws `not_found` where there is no such site. */
export async function readSite(db: Database, id: string): Promise<Site> {
  const [[found], sightings] = await db.batch([
    db.select().from(site).where(eq(site.id, id)),
    db.select().from(siteSighting).where(eq(siteSighting.siteId, id)).orderBy(desc(siteSighting.seenAt)),
  ]);
  if (!found) throw new FalaError("not_found");
  return shown(found, sightings);
}

/** A key for the script tag that nobody has yet. */
export const newSiteKey = () => `site-${randomHex(8)}`;

/** A key to sign customers' names with. */
export const newIdentitySecret = () => randomHex(32);

/** Refuses an unknown default team with `team_unknown`. */
export async function createSite(db: Database, fields: SiteFields, now: number): Promise<Site> {
  const keys = { key: newSiteKey(), identitySecret: newIdentitySecret() };
  const [made] = await knownTeam(
    db
      .insert(site)
      .values({ id: crypto.randomUUID(), ...fields, ...keys, createdAt: now })
      .returning(),
  );
  if (!made) throw new FalaError("internal");
  return shown(made, []);
}

/** Saves a site whole where `version` is still the newest, else `changed_meanwhile`. */
export async function saveSite(db: Database, id: string, version: number, fields: SiteFields): Promise<Site> {
  const changed = await knownTeam(
    db
      .update(site)
      .set({ ...fields, version: version + 1 })
      .where(and(eq(site.id, id), eq(site.version, version)))
      .returning({ id: site.id }),
  );
  const found = await readSite(db, id);
  if (changed.length === 0) throw new FalaError("changed_meanwhile");
  return found;
}

/** Takes a site away: its widget stops at once, its conversations stay. */
export async function removeSite(db: Database, id: string, version: number): Promise<void> {
  const removed = await db
    .delete(site)
    .where(and(eq(site.id, id), eq(site.version, version)))
    .returning({ id: site.id });
  if (removed.length > 0) return;
  await readSite(db, id);
  throw new FalaError("changed_meanwhile");
}

/** The site's identity keys. What no longer counts is erased. */
export async function readIdentityKeys(db: Database, id: string, now: number): Promise<SiteIdentity> {
  const [found] = await db.select().from(site).where(eq(site.id, id)).limit(1);
  if (!found) throw new FalaError("not_found");
  const previous = previousKey(found, now);
  if (previous === null && found.previousSecret !== null) {
    const { identityVersion } = found;
    await db
      .update(site)
      .set({ previousSecret: null, previousSecretUntil: null })
      .where(and(eq(site.id, id), eq(site.identityVersion, identityVersion)));
  }
  return { version: found.identityVersion, secret: found.identitySecret, previous };
}

/** A new key; the one until now counts for `overlapMs` more. A stale `version` is refused, so that two admins cannot drop each other's key. */
export async function rotateIdentityKey(
  db: Database,
  id: string,
  change: { version: number; overlapMs: number; now: number },
): Promise<SiteIdentity> {
  const { version, overlapMs, now } = change;
  const rotated = await db
    .update(site)
    .set({
      identitySecret: newIdentitySecret(),
      previousSecret: overlapMs > 0 ? site.identitySecret : null,
      previousSecretUntil: overlapMs > 0 ? now + overlapMs : null,
      identityVersion: version + 1,
    })
    .where(and(eq(site.id, id), eq(site.identityVersion, version)))
    .returning({ id: site.id });
  const found = await readIdentityKeys(db, id, now);
  if (rotated.length === 0) throw new FalaError("changed_meanwhile");
  return found;
}

function shown(row: SiteRow, sightings: readonly { origin: string; seenAt: number }[]): Site {
  const { id, version, key, name, allowedOrigins, defaultTeamId, look, greeting, customerUploads, createdAt } = row;
  const { openingFlowId, outsideFlowId, cobrowse } = row;
  return {
    ...{
      id,
      version,
      key,
      name,
      allowedOrigins,
      defaultTeamId,
      look,
      customerUploads,
      createdAt,
      openingFlowId,
      outsideFlowId,
      cobrowse,
    },
    greeting: { en: greeting["en"] ?? "", "pt-BR": greeting["pt-BR"] ?? "" },
    sightings: sightings.map(({ origin, seenAt }) => ({ origin, at: seenAt })),
  };
}

/** The table refuses a default team that does not exist. */
async function knownTeam<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    if (cause.includes("FOREIGN KEY")) throw new FalaError("team_unknown", { path: "defaultTeamId" });
    throw error;
  }
}
