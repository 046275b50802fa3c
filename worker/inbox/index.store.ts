import { chunk, type Report } from "./report.domain.ts";

/** Never comes: for conversations in which nobody waits, so that they sort behind those in which somebody does. */
export const neverWaits = Number.MAX_SAFE_INTEGER;

/**
 * Writes reports of many conversations into the index with one statement each for conversations and customers, and
 * answers the numbers. D1 binds 100 values at most, so the rows travel as one JSON text. Older news never overwrites
 * newer: repeating or shuffling reports is harmless.
 */
export async function writeIndex(db: D1Database, reports: readonly Report[]): Promise<Map<string, number>> {
  const rows = reports.map(({ row }) => ({
    id: row.id,
    version: row.version,
    team: row.team.id,
    site: row.site.id,
    customer: row.customer.id,
    assignee: row.assignee?.id ?? null,
    status: row.status,
    lastAt: row.lastAt,
    waitsFrom: row.status === "open" ? (row.waitingSince ?? neverWaits) : neverWaits,
    row: JSON.stringify({ ...row, number: null }),
  }));
  const [, , numbered] = await db.batch<{ id: string; number: number }>([
    db
      .prepare(
        `INSERT INTO conversation (id, version, team_id, site_id, customer_id, assignee_id, status, last_at, waits_from, row)
         SELECT value ->> 'id', value ->> 'version', value ->> 'team', value ->> 'site', value ->> 'customer', value ->> 'assignee',
                value ->> 'status', value ->> 'lastAt', value ->> 'waitsFrom', value ->> 'row'
         FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, team_id = excluded.team_id, site_id = excluded.site_id,
           customer_id = excluded.customer_id, assignee_id = excluded.assignee_id, status = excluded.status,
           last_at = excluded.last_at, waits_from = excluded.waits_from, row = excluded.row
         WHERE excluded.version > conversation.version`,
      )
      .bind(JSON.stringify(rows)),
    db
      .prepare(
        `INSERT INTO customer (id, site_id, name, email, verified, attributes, country, city, language, first_seen_at, last_seen_at)
         SELECT value ->> 'id', value ->> 'siteId', value ->> 'name', value ->> 'email', value ->> 'verified', value ->> 'attributes',
                value ->> '$.place.country', value ->> '$.place.city', value ->> '$.place.language', value ->> 'seenAt', value ->> 'seenAt'
         FROM json_each(?) WHERE true
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, verified = excluded.verified,
           attributes = excluded.attributes, country = excluded.country, city = excluded.city, language = excluded.language,
           last_seen_at = excluded.last_seen_at
         WHERE excluded.last_seen_at >= customer.last_seen_at`,
      )
      .bind(JSON.stringify(reports.map(({ customer }) => customer))),
    db
      .prepare("SELECT id, number FROM conversation WHERE id IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(rows.map(({ id }) => id))),
  ]);
  return new Map((numbered?.results ?? []).map(({ id, number }) => [id, number]));
}

/** Brings texts into the search. An empty text was taken back and must be found no more. */
export async function writeSearch(search: D1Database, reports: readonly Report[]): Promise<void> {
  const texts = reports.flatMap(({ row, texts }) => [
    // Seq 0 stands for the customer: a search for their name finds the conversation.
    {
      conversation: row.id,
      seq: 0,
      at: row.startedAt,
      text: [row.customer.name, row.customer.email].filter(Boolean).join(" "),
    },
    ...texts.map((text) => ({ conversation: row.id, ...text })),
  ]);
  // D1 takes 2 MB for one value.
  for (const part of chunk(texts, 50)) {
    await search
      .prepare(
        `INSERT INTO entry_text (conversation_id, seq, at, text)
         SELECT value ->> 'conversation', value ->> 'seq', value ->> 'at', value ->> 'text' FROM json_each(?) WHERE true
         ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text WHERE excluded.text IS NOT entry_text.text`,
      )
      .bind(JSON.stringify(part))
      .run();
  }
}
