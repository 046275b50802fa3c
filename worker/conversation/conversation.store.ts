import { hash } from "../platform/hash.ts";
import * as z from "zod/mini";
import { codeVersion } from "../platform/code-version.ts";
import { KeptValue } from "../platform/kept-value.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { conversationStateSchema } from "../protocol/conversation.ts";
import { receiptsSchema } from "../protocol/receipts.ts";
import { attributesSchema, placeSchema, type Visit, visitSchema } from "../protocol/customer.ts";
import { errorCodeSchema } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import { type EntryRow, entryOf } from "./entry-row.store.ts";
import { type Ending, endingSchema } from "./ending.store.ts";
import { flowDefinitionMigration, FlowDefinitionStore } from "./flow-definition.store.ts";
import type { Rewrite } from "./conversation.domain.ts";
import type { StoredEntry, Viewer } from "./log.domain.ts";
import { type Indexed, indexedSchema, TextStore } from "./text.store.ts";
import { uploadMigration, UploadStore } from "./upload.store.ts";

export const conversationMigrations: readonly ObjectMigration[] = [
  {
    id: "000_log",
    sql: `
      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        public_seq INTEGER,
        id TEXT NOT NULL,
        at INTEGER NOT NULL,
        audience TEXT NOT NULL,
        author TEXT NOT NULL,
        body TEXT NOT NULL,
        public_target INTEGER
      );
      CREATE UNIQUE INDEX entry_public ON entry (public_seq) WHERE public_seq IS NOT NULL;
      CREATE TABLE command (id TEXT PRIMARY KEY, author TEXT NOT NULL, fingerprint TEXT NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
    `,
  },
  uploadMigration,
  flowDefinitionMigration,
];

/** What is known of the conversation beside its log. Small, and written as one row with each commit. */
export const recordSchema = z.object({
  state: conversationStateSchema,
  /** Grows with everything that a list can show. */
  version: z.int(),
  number: z.nullable(z.int()),
  /** In the count of the team. */
  receipts: receiptsSchema,
  /** The time for a first reply, as the team last said it. */
  firstReplyMs: z._default(z.int(), limits.firstReplyMs),
  /** Neither side wrote for a while, and the owner's load was told. */
  idle: z._default(z.boolean(), false),
  /** Customer's messages behind `after`, in the count of the team, as `unreadAfter` counts them; absent where it was not asked for. */
  unread: z.optional(z.object({ after: z.int(), count: z.int() })),
  /** The version of the Worker that wrote it; absent in those that are older than this. */
  by: z.optional(z.string()),
});
export type Record = z.infer<typeof recordSchema>;

/** A conversation wakes up for each message after a rest, and parsing its record would be a fifth of what that allocates. */
function isOwnRecord(stored: unknown): stored is Record {
  return typeof stored === "object" && stored !== null && "by" in stored && stored.by === codeVersion;
}

export const profileSchema = z.object({
  attributes: attributesSchema,
  place: placeSchema,
  visits: z.array(visitSchema),
});
/** What the customer's panel shows beyond who they are. */
export type Profile = z.infer<typeof profileSchema>;

const answerSchema = z.union([
  z.object({ seq: z.int(), publicSeq: z.int() }),
  z.object({ code: errorCodeSchema, detail: z.optional(z.string()) }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** A list shows 99+ beyond it. */
const mostUnread = 100;

/** The Conversation object's own storage. Everything is synchronous, so what stands between two awaits commits together. */
export class ConversationStore {
  /** The files beside the log. */
  readonly uploads: UploadStore;
  /** What its runs follow. */
  readonly flows: FlowDefinitionStore;
  /** What the search gets of it. */
  readonly texts: TextStore;
  readonly #storage: DurableObjectStorage;
  readonly #record: KeptValue<Record>;
  readonly #profile: KeptValue<Profile>;
  readonly #indexed: KeptValue<Indexed>;
  readonly #ending: KeptValue<Ending>;
  /*
   * What the log says anyway, remembered until the object sleeps: reading it again with each message costs more than the
   * message. Null: not known now.
   */
  #unread: { after: number; count: number } | null = null;
  #newestOfCustomer: number | null = null;
  readonly #publicSeqs = new Map<number, number>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.uploads = new UploadStore(storage);
    this.flows = new FlowDefinitionStore(storage);
    this.texts = new TextStore(storage.sql);
    this.#record = new KeptValue(storage, "record", recordSchema, isOwnRecord);
    this.#profile = new KeptValue(storage, "profile", profileSchema);
    this.#indexed = new KeptValue(storage, "outbox", indexedSchema);
    this.#ending = new KeptValue(storage, "ending", endingSchema);
  }

  /** Null before the first message. */
  readRecord(): Record | null {
    return this.#record.read();
  }

  saveRecord(record: Record): void {
    const unread = this.#unread ?? record.unread;
    this.#record.write({ ...record, ...(unread === undefined ? {} : { unread }), by: codeVersion });
  }

  /** Null while the conversation is not over. */
  readEnding(): Ending | null {
    return this.#ending.read();
  }

  saveEnding(ending: Ending): void {
    this.#ending.write(ending);
  }

  /** Everything that was said and known is gone; what is left is the note, and which files are to be erased. */
  beginEnding(ending: Ending): void {
    this.#storage.transactionSync(() => {
      for (const table of ["entry", "command"]) this.#storage.sql.exec(`DELETE FROM ${table}`);
      for (const kept of [this.#record, this.#profile, this.#indexed]) kept.erase();
      this.saveEnding(ending);
    });
    this.#unread = null;
    this.texts.forget();
    this.#publicSeqs.clear();
  }

  /** Since when it is done; null where it is not. */
  doneSince(): number | null {
    if (this.readRecord()?.state.status !== "done") return null;
    const query = `SELECT at FROM entry WHERE body ->> 'kind' = 'status' AND body ->> 'to' = 'done' ORDER BY seq DESC LIMIT 1`;
    return this.#storage.sql.exec<{ at: number }>(query).toArray()[0]?.at ?? null;
  }

  readProfile(): Profile {
    return this.#profile.read() ?? { attributes: {}, place: nowhere, visits: [] };
  }

  saveProfile(profile: Profile): void {
    this.#profile.write(profile);
  }

  readOutbox(): Indexed {
    return this.#indexed.read() ?? { sent: 0, searched: 0, rewritten: [] };
  }

  saveOutbox(outbox: Indexed): void {
    this.#indexed.write(outbox);
    this.texts.forget();
  }

  /**
   * Lets go of what can be read again: whoever is quiet may be awake for ten seconds more, with a thousand others, and what they all hold is
   * copied by each collection of the heap until they sleep.
   */
  letGo(): void {
    for (const kept of [this.#record, this.#profile, this.#indexed, this.#ending]) kept.forget();
    this.texts.forget();
  }

  /** What D1 has taken by now. */
  noteIndexed(outbox: Indexed): void {
    this.#indexed.write(outbox);
    this.texts.noteIndexed(outbox);
  }

  /**
   * Adds entries, changes what was rewritten, saves the record: all of it or nothing. False where the command's id was
   * answered before: then nothing was changed.
   */
  commit(entries: StoredEntry[], rewrites: Rewrite[], record: Record, command: KeptCommand): boolean {
    try {
      const isNew = this.#storage.transactionSync(() => {
        if (!this.keepAnswer(command)) return false;
        for (const entry of entries) this.#insert(entry);
        this.#count(entries);
        for (const rewrite of rewrites) this.#rewrite(rewrite);
        if (rewrites.length > 0) this.#markRewritten(rewrites);
        this.saveRecord(record);
        return true;
      });
      if (isNew) this.#remember(entries);
      return isNew;
    } catch (error) {
      this.#unread = null;
      this.#record.forget();
      this.#indexed.forget();
      throw error;
    }
  }

  /** False where this id has an answer already: that one stays. */
  keepAnswer({ id, author, fingerprint, answer }: KeptCommand): boolean {
    const written = this.#storage.sql.exec(
      "INSERT INTO command (id, author, fingerprint, answer) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING 1",
      id,
      author,
      fingerprint,
      JSON.stringify(answer),
    );
    return written.toArray().length > 0;
  }

  hasAnswered(id: string): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM command WHERE id = ?", id).toArray().length > 0;
  }

  /** The answer that this id got before, and whether it was asked by the same author with the same words. */
  answerTo(id: string, author: string, fingerprint: string): { answer: Answer; same: boolean } | null {
    const row = this.#storage.sql
      .exec<{ author: string; fingerprint: string; answer: string }>(
        "SELECT author, fingerprint, answer FROM command WHERE id = ?",
        id,
      )
      .toArray()[0];
    if (row === undefined) return null;
    return {
      answer: answerSchema.parse(JSON.parse(row.answer)),
      same: row.author === author && row.fingerprint === fingerprint,
    };
  }

  entryAt(seq: number): StoredEntry | null {
    return this.#entries("seq = ?", seq)[0] ?? null;
  }

  /** Everything after `after` in this viewer's count. Nothing that they cannot see is read, so nothing of it can leak by size or time. */
  entriesAfter(viewer: Viewer, after: number, most: number = limits.pageEntries): StoredEntry[] {
    const column = viewer.kind === "agent" ? "seq" : "public_seq";
    return this.#entries(`${column} > ? ORDER BY ${column} LIMIT ?`, after, most);
  }

  /** The newest page before `before` (null: the newest of all), oldest first, and whether there are older ones. */
  page(
    viewer: Viewer,
    before: number | null,
    size: number = limits.pageEntries,
  ): { entries: StoredEntry[]; more: boolean } {
    const column = viewer.kind === "agent" ? "seq" : "public_seq";
    const found = this.#entries(
      `${column} < ? ORDER BY ${column} DESC LIMIT ?`,
      before ?? Number.MAX_SAFE_INTEGER,
      size + 1,
    );
    return { entries: found.slice(0, size).toReversed(), more: found.length > size };
  }

  /** What a client missed who holds everything up to `after` of `last`: exactly that, or a fresh page where it is shorter. */
  missed(
    viewer: Viewer,
    after: number,
    last: number,
  ): { mode: "resume" | "reset"; entries: StoredEntry[]; more: boolean } {
    if (after === 0 || after > last || last - after > limits.pageEntries)
      return { mode: "reset", ...this.page(viewer, null) };
    return { mode: "resume", entries: this.entriesAfter(viewer, after), more: false };
  }

  /** The seq of the team's count up to which a customer got who has seen `publicSeq`. */
  seqOfPublic(publicSeq: number): number {
    const row = this.#storage.sql
      .exec<{ seq: number }>("SELECT seq FROM entry WHERE public_seq <= ? ORDER BY public_seq DESC LIMIT 1", publicSeq)
      .toArray()[0];
    return row?.seq ?? 0;
  }

  /** How many public entries there are up to `seq`. Never changes for a seq that the log has. */
  publicSeqOf(seq: number): number {
    const known = this.#publicSeqs.get(seq);
    if (known !== undefined) return known;
    const row = this.#storage.sql
      .exec<{ public_seq: number }>(
        "SELECT public_seq FROM entry WHERE seq <= ? AND public_seq IS NOT NULL ORDER BY seq DESC LIMIT 1",
        seq,
      )
      .toArray()[0];
    const publicSeq = row?.public_seq ?? 0;
    this.#rememberPublicSeq(seq, publicSeq);
    return publicSeq;
  }

  /** Customer's messages that the team has not read. Counts to 100 and no further: a list shows 99+. */
  unreadAfter(seq: number): number {
    if (this.#newestOfCustomer !== null && seq >= this.#newestOfCustomer) this.#unread = { after: seq, count: 0 };
    this.#unread ??= this.readRecord()?.unread ?? null;
    if (this.#unread?.after === seq) return Math.min(this.#unread.count, mostUnread);
    const query =
      "SELECT count(*) AS unread FROM (SELECT 1 FROM entry WHERE seq > ? AND author ->> 'kind' = 'customer' AND body ->> 'kind' = 'message' LIMIT ?)";
    const count = this.#storage.sql.exec<{ unread: number }>(query, seq, mostUnread).one().unread;
    this.#unread = { after: seq, count };
    return count;
  }

  #remember(entries: readonly StoredEntry[]): void {
    this.texts.remember(entries);
    for (const { seq, publicSeq, author, body } of entries) {
      if (publicSeq !== null) this.#rememberPublicSeq(seq, publicSeq);
      if (isCustomersMessage({ author, body })) this.#newestOfCustomer = seq;
    }
  }

  /** Before the record is saved, which has it. */
  #count(entries: readonly StoredEntry[]): void {
    const known = this.#unread ?? this.readRecord()?.unread ?? null;
    if (known === null) return;
    this.#unread = { after: known.after, count: known.count + entries.filter(isCustomersMessage).length };
  }

  #rememberPublicSeq(seq: number, publicSeq: number): void {
    if (this.#publicSeqs.size >= 200) this.#publicSeqs.clear();
    this.#publicSeqs.set(seq, publicSeq);
  }

  #insert(entry: StoredEntry): void {
    this.#storage.sql.exec(
      "INSERT INTO entry (seq, public_seq, id, at, audience, author, body, public_target) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      entry.seq,
      entry.publicSeq,
      entry.id,
      entry.at,
      entry.audience,
      JSON.stringify(entry.author),
      JSON.stringify(entry.body),
      entry.publicTarget,
    );
    if ("attachments" in entry.body) this.uploads.attach(entry.seq, entry.body.attachments?.map(({ id }) => id) ?? []);
  }

  /** The old text must be nowhere afterwards: not in the entry, and not in an earlier edit of it. */
  #rewrite({ seq, body }: Rewrite): void {
    this.#storage.sql.exec("UPDATE entry SET body = ? WHERE seq = ?", JSON.stringify(body), seq);
    const text = "text" in body ? body.text : "";
    if ("deletedAt" in body && body.deletedAt !== null) this.uploads.detach(seq);
    this.#storage.sql.exec(
      "UPDATE entry SET body = json_set(body, '$.text', ?) WHERE seq > ? AND body ->> 'kind' = 'edited' AND body ->> 'target' = ?",
      text,
      seq,
      seq,
    );
  }

  #markRewritten(rewrites: Rewrite[]): void {
    const outbox = this.readOutbox();
    this.saveOutbox({ ...outbox, rewritten: [...new Set([...outbox.rewritten, ...rewrites.map(({ seq }) => seq)])] });
  }

  #entries(where: string, ...values: number[]): StoredEntry[] {
    return this.#storage.sql
      .exec<EntryRow>(`SELECT * FROM entry WHERE ${where}`, ...values)
      .toArray()
      .map(entryOf);
  }
}

function isCustomersMessage({ author, body }: Pick<StoredEntry, "author" | "body">): boolean {
  return author.kind === "customer" && body.kind === "message";
}

export type KeptCommand = { id: string; author: string; fingerprint: string; answer: Answer };

/** Two commands with the same fingerprint ask for the same. */
export function fingerprintOf(command: object): string {
  return hash(JSON.stringify(command));
}

/** Newest first, the same page twice in a row once, and no more than are kept. */
export function withVisit(visits: Visit[], visit: Visit): Visit[] {
  const rest = visits[0]?.url === visit.url ? visits.slice(1) : visits;
  return [visit, ...rest].slice(0, limits.visits);
}

const nowhere: Profile["place"] = {
  country: null,
  city: null,
  language: null,
  browser: null,
  system: null,
  device: "desktop",
};
