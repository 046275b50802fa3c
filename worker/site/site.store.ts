import { asc, eq } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import type { Site } from "../protocol/site.ts";
import { site } from "./site.table.ts";

/** Null where no site has this key. For the widget's routes: one read by a unique index. */
export async function findSiteByKey(db: Database, key: string): Promise<Site | null> {
  const [found] = await db.select().from(site).where(eq(site.key, key)).limit(1);
  return found ?? null;
}

/** Every site, by name, with its identity secret: for owners and admins only. */
export async function listSites(db: Database): Promise<Site[]> {
  return await db.select().from(site).orderBy(asc(site.name), asc(site.id));
}
