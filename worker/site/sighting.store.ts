import { originSchema } from "../protocol/site.ts";
import type { SiteRow } from "./site.store.ts";

/** A sighting is written anew after this long: the check in the settings needs no more. */
const renewMs = 10 * 60_000;
/** Origins of one site that it does not allow: anybody can send requests, so there is an end to them. */
const foreignOrigins = 20;
const remembered = 1_000;

/** What this isolate has written lately, so that most requests ask nobody. Losing it costs one statement that changes nothing. */
const written = new Map<string, number>();

/**
 * Where a request for the loader or the frame says that it comes from, as the page's `referer` has it; null where it does not say, or
 * where it is our own page (the console's preview).
 */
export function originOfPage(request: Request): string | null {
  const origin = URL.parse(request.headers.get("referer") ?? "")?.origin;
  if (origin === undefined || origin === new URL(request.url).origin) return null;
  return originSchema.safeParse(origin).success ? origin : null;
}

/** Notes that the site's script tag was seen at `origin`: one statement, at most every ten minutes for an isolate and an origin. */
export async function noteSighting(db: D1Database, site: SiteRow, origin: string, now: number): Promise<void> {
  const key = `${site.id} ${origin}`;
  if ((written.get(key) ?? 0) > now - renewMs) return;
  if (written.size >= remembered) written.clear();
  written.set(key, now);
  const allowed = site.allowedOrigins.includes(origin) ? 1 : 0;
  await db
    .prepare(
      `INSERT INTO site_sighting (site_id, origin, seen_at)
       SELECT ?1, ?2, ?3 WHERE ?4 = 1 OR (
         SELECT count(*) FROM site_sighting WHERE site_id = ?1 AND origin <> ?2
       ) < ?5
       ON CONFLICT (site_id, origin) DO UPDATE SET seen_at = excluded.seen_at
       WHERE site_sighting.seen_at <= excluded.seen_at - ?6`,
    )
    .bind(site.id, origin, now, allowed, foreignOrigins, renewMs)
    .run();
}
