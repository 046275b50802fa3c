import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { randomHex } from "../platform/random.ts";
import { seal, unseal } from "../platform/secret-box.ts";
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

/** Whether customers of this site may ask for a call; not where the site is gone. For the conversation's object. */
export async function mayCustomersCall(db: Database, id: string): Promise<boolean> {
  const [found] = await db.select({ may: site.customerCalls }).from(site).where(eq(site.id, id)).limit(1);
  return found?.may ?? false;
}

/** The same of files. */
export async function mayCustomersSend(db: Database, id: string): Promise<boolean> {
  const [found] = await db.select({ may: site.customerUploads }).from(site).where(eq(site.id, id)).limit(1);
  return found?.may ?? false;
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

type Env = Pick<Secrets, "FALA_SECRET">;
const turnstilePurpose = "turnstile";

/** The secret key with which Turnstile's answers are checked; null where customers of this site need not confirm that they are people. */
export function turnstileSecretOf(env: Env, { turnstile }: SiteRow): string | null {
  return turnstile === null ? null : unseal(env, turnstilePurpose, turnstile.secret);
}

/** As it is kept: a secret key that was entered is sealed, one that was not stays. `kept`: whether there is one. */
function stored(env: Env, { turnstile, ...fields }: SiteFields, kept: boolean) {
  if (turnstile === undefined || turnstile === null) return { ...fields, ...(turnstile === null ? { turnstile } : {}) };
  const { siteKey, secret } = turnstile;
  if (secret !== null) return { ...fields, turnstile: { siteKey, secret: seal(env, turnstilePurpose, secret) } };
  if (!kept) throw new FalaError("invalid_request", { path: "turnstile.secret" });
  return { ...fields, turnstile: sql<never>`json_set(${site.turnstile}, '$.siteKey', ${siteKey})` };
}

/** Refuses an unknown default team with `team_unknown`. */
export async function createSite(db: Database, env: Env, fields: SiteFields, now: number): Promise<Site> {
  const keys = { key: newSiteKey(), identitySecret: newIdentitySecret() };
  const [made] = await knownTeam(
    db
      .insert(site)
      .values({ id: crypto.randomUUID(), ...stored(env, fields, false), ...keys, createdAt: now })
      .returning(),
  );
  if (!made) throw new FalaError("internal");
  return shown(made, []);
}

/** Saves a site whole where `version` is still the newest, else `changed_meanwhile`. */
export async function saveSite(
  db: Database,
  env: Env,
  id: string,
  { version, ...fields }: SiteFields & { version: number },
): Promise<Site> {
  const before = await readSite(db, id);
  const changed = await knownTeam(
    db
      .update(site)
      .set({ ...stored(env, fields, before.turnstile !== null), version: version + 1 })
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
  const { openingFlowId, outsideFlowId, cobrowse, newConversations, turnstile, customerCalls } = row;
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
      customerCalls,
      createdAt,
      openingFlowId,
      outsideFlowId,
      cobrowse,
      newConversations,
    },
    turnstile: turnstile === null ? null : { siteKey: turnstile.siteKey, secret: null },
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
