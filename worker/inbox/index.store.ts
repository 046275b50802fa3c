import { inParts, newestOfEach, type Report } from "./report.domain.ts";

/** Never comes: for conversations in which nobody waits, so that they sort behind those in which somebody does. */
export const neverWaits = Number.MAX_SAFE_INTEGER;

/** Stands in the index in the place of an agent's id. No agent has it: ids have ten characters or more. */
const flowOwner = "flow";

/** D1 takes 2 MB for one value, and a character of JSON has three bytes at most. */
const mostCharacters = 600_000;

/**
 * Writes reports of many conversations into the index with one statement each for conversations and customers, and
 * answers the numbers of those that did not know theirs. D1 binds 100 values at most, so the rows travel as JSON texts,
 * one unless they are huge. Older news never overwrites newer: repeating or shuffling reports is harmless.
 * `ofCustomers`: those of the reports that have something new of their customer.
 */
export async function writeIndex(
  db: D1Database,
  reports: readonly Report[],
  ofCustomers: readonly Report[] = reports,
): Promise<Map<string, number>> {
  const newest = newestOfEach(reports);
  const rows = newest.map(({ row, doneAt }) =>
    JSON.stringify({
      id: row.id,
      version: row.version,
      team: row.team.id,
      site: row.site.id,
      customer: row.customer.id,
      // Whom a list asks for: a flow talks to the customer, so this one waits for nobody.
      assignee: row.assignee?.id ?? (row.flow === undefined ? null : flowOwner),
      status: row.status,
      lastAt: row.lastAt,
      waitsFrom: row.status === "open" ? (row.waitingSince ?? neverWaits) : neverWaits,
      // Its text is what the column gets.
      row: { ...row, number: null },
      doneAt,
    }),
  );
  const runs = reports.flatMap((report) => report.runs ?? []).map((run) => JSON.stringify(run));
  const customers = ofCustomers.map(({ customer }) => JSON.stringify(customer));
  const unnumbered = newest.filter(({ row }) => row.number === null).map(({ row }) => row.id);
  const written = await db.batch<{ id: string; number: number }>([
    ...inParts(rows, mostCharacters).map((part) => db.prepare(conversationUpsert).bind(`[${part.join(",")}]`)),
    ...inParts(customers, mostCharacters).map((part) => db.prepare(customerUpsert).bind(`[${part.join(",")}]`)),
    ...inParts(runs, mostCharacters).map((part) => db.prepare(runUpsert).bind(`[${part.join(",")}]`)),
    db
      .prepare("SELECT id, number FROM conversation WHERE id IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(unnumbered)),
  ]);
  return new Map((written.at(-1)?.results ?? []).map(({ id, number }) => [id, number]));
}

/** What is to be erased. `run`: the run of a flow that went on in it; null: none did. */
export type Erased = { conversation: string; customer: string; run: string | null };

/**
 * Takes a conversation out of the index and the search, and its customer out of the index where they have no other one. Its runs stay in
 * the figures, which say of nobody whose they were; one that went on counts as stopped. Repeating it is safe.
 */
export async function eraseFromIndex(
  { DB, SEARCH }: { DB: D1Database; SEARCH: D1Database },
  { conversation, customer, run }: Erased,
): Promise<void> {
  await SEARCH.prepare("DELETE FROM entry_text WHERE conversation_id = ?").bind(conversation).run();
  await DB.batch([
    DB.prepare("DELETE FROM conversation WHERE id = ?").bind(conversation),
    DB.prepare(
      "DELETE FROM customer WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM conversation WHERE customer_id = ?1)",
    ).bind(customer),
    DB.prepare("UPDATE flow_run SET outcome = 'stopped' WHERE id = ? AND outcome IS NULL").bind(run),
  ]);
}

const conversationUpsert = `
  INSERT INTO conversation (id, version, team_id, site_id, customer_id, assignee_id, status, last_at, waits_from, done_at, row)
  SELECT value ->> 'id', value ->> 'version', value ->> 'team', value ->> 'site', value ->> 'customer', value ->> 'assignee',
         value ->> 'status', value ->> 'lastAt', value ->> 'waitsFrom', value ->> 'doneAt', value ->> 'row'
  FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, team_id = excluded.team_id, site_id = excluded.site_id,
    customer_id = excluded.customer_id, assignee_id = excluded.assignee_id, status = excluded.status,
    last_at = excluded.last_at, waits_from = excluded.waits_from,
    done_at = excluded.done_at, row = excluded.row
  WHERE excluded.version > conversation.version`;

const customerUpsert = `
  INSERT INTO customer (id, site_id, name, email, verified, attributes, country, city, language, first_seen_at, last_seen_at)
  SELECT value ->> 'id', value ->> 'siteId', value ->> 'name', value ->> 'email', value ->> 'verified', value ->> 'attributes',
         value ->> '$.place.country', value ->> '$.place.city', value ->> '$.place.language', value ->> 'seenAt', value ->> 'seenAt'
  FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, verified = excluded.verified,
    attributes = excluded.attributes, country = excluded.country, city = excluded.city, language = excluded.language,
    last_seen_at = excluded.last_seen_at
  WHERE excluded.last_seen_at >= customer.last_seen_at`;

/** How runs of flows went: see worker/flow/flow.table.ts. */
const runUpsert = `
  INSERT INTO flow_run (id, flow_id, number, started_at, step, outcome, turn)
  SELECT value ->> 'id', value ->> 'flow', value ->> 'number', value ->> 'startedAt', value ->> 'step', value ->> 'outcome',
         value ->> 'turn'
  FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET step = excluded.step, outcome = excluded.outcome, turn = excluded.turn
  WHERE excluded.turn > flow_run.turn`;

/**
 * Brings texts into the search. An empty text was taken back and must be found no more, not even when an older report
 * comes late. `ofCustomers` as in `writeIndex`.
 */
export async function writeSearch(
  search: D1Database,
  reports: readonly Report[],
  ofCustomers: readonly Report[] = reports,
): Promise<void> {
  const texts = [
    // Seq 0 stands for the customer: a search for their name finds the conversation.
    ...ofCustomers.map(({ row }) => ({
      conversation: row.id,
      seq: 0,
      at: row.startedAt,
      version: row.version,
      text: [row.customer.name, row.customer.email].filter(Boolean).join(" "),
    })),
    ...reports.flatMap(({ row, texts }) =>
      texts.map((text) => ({ conversation: row.id, version: row.version, ...text })),
    ),
  ];
  for (const part of inParts(
    texts.map((text) => JSON.stringify(text)),
    mostCharacters,
  )) {
    await search
      .prepare(
        `INSERT INTO entry_text (conversation_id, seq, at, version, text)
         SELECT value ->> 'conversation', value ->> 'seq', value ->> 'at', value ->> 'version', value ->> 'text'
         FROM json_each(?) WHERE true
         ON CONFLICT (conversation_id, seq) DO UPDATE SET text = excluded.text, version = excluded.version
         WHERE excluded.version >= entry_text.version AND excluded.text IS NOT entry_text.text`,
      )
      .bind(`[${part.join(",")}]`)
      .run();
  }
}
