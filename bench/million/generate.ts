import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { InboxRow } from "../../worker/protocol/inbox.ts";

type Named = { id: string; name: string };
export type Company = { teams: Named[]; agents: Named[]; site: Named };

export type Wanted = {
  conversations: number;
  /** Texts of each in the search, beside its customer's name. */
  texts: number;
  company: Company;
  /** The part of them that is open; 0.02 where nothing is said. */
  open?: number;
};

/** Of all conversations: open, then snoozed; the others are done. And of the open ones, those that nobody owns. */
const [openPart, snoozedPart, unownedPart] = [0.02, 0.01, 0.02];

/** In the index where nobody waits: see worker/inbox/index.store.ts. */
const neverWaits = Number.MAX_SAFE_INTEGER;

/** One conversation in half a minute, until now. */
const betweenMs = 30_000;

const rowsAtOnce = 10_000;

/**
 * Fills the local D1 databases of a product that does not run, as if the Inbox objects had written that many conversations: into the files,
 * since through the binding a million of them would take hours. The tables and indexes are those of the migrations, the rows what
 * `writeIndex` and `writeSearch` write. Answers the bytes of each file. There are no Conversation objects behind the rows.
 */
export function fillDatabases(persistTo: string, wanted: Wanted): { index: number; search: number } {
  const index = openWith(persistTo, "conversation");
  const search = openWith(persistTo, "entry_text");
  try {
    const done = [withoutIndexes(index.db, ["conversation", "customer"]), withoutTriggers(search.db, "entry_text")];
    fill(index.db, search.db, wanted);
    search.db.exec("INSERT INTO entry_text_words (entry_text_words) VALUES ('rebuild')");
    for (const again of done) again();
  } finally {
    for (const { db } of [index, search]) {
      db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      db.close();
    }
  }
  return { index: statSync(index.file).size, search: statSync(search.file).size };
}

/** Puts these agents into a team, as if they had been invited; nobody can sign in as one of them. The product does not run meanwhile. */
export function fillTeam(persistTo: string, teamId: string, agents: readonly Named[]): void {
  const { db } = openWith(persistTo, "team_agent");
  const now = Date.now();
  const add = db.prepare(
    "INSERT INTO agent (id, name, email, role, created_at, updated_at) VALUES (?, ?, ?, 'agent', ?, ?)",
  );
  const join = db.prepare("INSERT INTO team_agent (team_id, agent_id) VALUES (?, ?)");
  for (const { id, name } of agents) {
    add.run(id, name, `${id}@example.com`, now, now);
    join.run(teamId, id);
  }
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

/** A million rows go in faster without indexes, which are made again afterwards as the migrations made them. */
function withoutIndexes(db: DatabaseSync, tables: string[]): () => void {
  return without(db, "index", tables);
}

/** The full-text index is built at once from the table. */
function withoutTriggers(db: DatabaseSync, table: string): () => void {
  return without(db, "trigger", [table]);
}

function without(db: DatabaseSync, type: "index" | "trigger", tables: string[]): () => void {
  const found = tables.flatMap((table) =>
    db
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = ? AND tbl_name = ? AND sql IS NOT NULL")
      .all(type, table)
      .map(({ name, sql }) => ({ name: String(name), sql: String(sql) })),
  );
  for (const { name } of found) db.exec(`DROP ${type} "${name}"`);
  return () => {
    for (const { sql } of found) db.exec(sql);
  };
}

function fill(
  index: DatabaseSync,
  search: DatabaseSync,
  { conversations, texts, company, open = openPart }: Wanted,
): void {
  const addConversation = index.prepare(
    `INSERT INTO conversation (id, version, team_id, site_id, customer_id, assignee_id, status, last_at, waits_from, done_at, row)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addCustomer = index.prepare(
    `INSERT INTO customer (id, site_id, name, email, verified, attributes, country, city, language, first_seen_at, last_seen_at)
     VALUES (?, ?, ?, ?, 0, '{}', 'BR', 'Recife', 'pt-BR', ?, ?)`,
  );
  const addText = search.prepare(
    "INSERT INTO entry_text (conversation_id, seq, at, version, text) VALUES (?, ?, ?, ?, ?)",
  );
  const chance = chanceFrom(7);
  const talk = new Talk(chance);
  const begin = Date.now() - conversations * betweenMs;
  const inBoth = (sql: string) => [index, search].forEach((db) => db.exec(sql));
  inBoth("BEGIN");
  for (let count = 0; count < conversations; count += 1) {
    const row = rowOf(count, begin + count * betweenMs, { chance, talk, company, open });
    const { id, version, team, site, customer, assignee, status, lastAt, waitingSince } = row;
    const waitsFrom = status === "open" ? (waitingSince ?? neverWaits) : neverWaits;
    const doneAt = status === "done" ? lastAt + 60_000 : null;
    const kept = JSON.stringify({ ...row, number: null });
    addCustomer.run(customer.id, site.id, customer.name, customer.email, row.startedAt, lastAt);
    addConversation.run(
      ...[id, version, team.id, site.id, customer.id, assignee?.id ?? null, status, lastAt, waitsFrom, doneAt, kept],
    );
    addText.run(id, 0, row.startedAt, version, [customer.name, customer.email].join(" "));
    for (let seq = 1; seq <= texts; seq += 1)
      addText.run(id, seq, lastAt, version, seq === texts ? (row.lastMessage?.text ?? "") : talk.words(18));
    if (count % rowsAtOnce === rowsAtOnce - 1) inBoth("COMMIT; BEGIN");
  }
  inBoth("COMMIT");
}

/** Words that are in the search as often as this: of 18 words in a text. */
export function sampleWords(): { common: string[]; some: string[]; rare: string[] } {
  const { all } = new Talk(chanceFrom(7));
  return { common: all.slice(0, 20), some: all.slice(3_000, 3_020), rare: all.slice(-20) };
}

type Making = { chance: () => number; talk: Talk; company: Company; open: number };

function rowOf(count: number, at: number, { chance, talk, company, open }: Making): InboxRow {
  const part = chance();
  const status = part < open ? "open" : part < open + snoozedPart ? "snoozed" : "done";
  const owned = status !== "open" || chance() >= unownedPart;
  const number = String(count).padStart(9, "0");
  const text = talk.words(18);
  return {
    id: `c0ffee00-0000-4000-8000-000${number}`,
    ...{ number: null, version: 42, startedAt: at - 600_000, lastAt: at },
    site: company.site,
    team: oneOf(company.teams, chance),
    customer: {
      id: `decade00-0000-4000-8000-000${number}`,
      name: `${talk.name()} ${talk.name()}`,
      email: `customer-${count}@example.com`,
      verified: false,
    },
    ...{ topic: null, status, snoozedUntil: null },
    assignee: owned ? oneOf(company.agents, chance) : null,
    waitingSince: owned ? null : at,
    lastMessage: { seq: 30, at, by: owned ? "agent" : "customer", text },
    unread: 0,
  };
}

/** Words as languages have them: a few that are everywhere, many that are rare. */
class Talk {
  /** The most frequent first. */
  readonly all: string[];
  readonly #chance: () => number;

  constructor(chance: () => number) {
    this.#chance = chance;
    const letter = () => String.fromCharCode(97 + Math.floor(26 * chance() ** 1.4));
    this.all = Array.from({ length: 20_000 }, () =>
      Array.from({ length: 3 + Math.floor(chance() * 7) }, letter).join(""),
    );
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.#one(3)).join(" ");
  }

  name(): string {
    const name = this.#one(1);
    return name.charAt(0).toUpperCase() + name.slice(1);
  }

  #one(skew: number): string {
    return this.all[Math.floor(this.all.length * this.#chance() ** skew)] ?? "";
  }
}

function oneOf<Thing>(things: readonly Thing[], chance: () => number): Thing {
  const thing = things[Math.floor(chance() * things.length)];
  if (thing === undefined) throw new Error("there is nothing to choose from");
  return thing;
}

/** The same numbers each time. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296;
  };
}

/** The local database that has this table: their files are named by hashes. */
function openWith(persistTo: string, table: string): { db: DatabaseSync; file: string } {
  const folder = join(persistTo, "v3/d1/miniflare-D1DatabaseObject");
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".sqlite") && !each.startsWith("metadata"))) {
    const file = join(folder, name);
    const db = new DatabaseSync(file);
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined) {
      db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144");
      return { db, file };
    }
    db.close();
  }
  throw new Error(`there is no database with the table ${table} in ${folder}: was it migrated?`);
}
