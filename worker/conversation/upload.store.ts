import * as z from "zod/mini";
import { partsOf } from "../attachment/attachment.domain.ts";
import { attachmentOf, type Claims, type Found } from "../attachment/upload.domain.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { type Attachment, fileKindSchema } from "../protocol/attachment.ts";

export const uploadMigration: ObjectMigration = {
  id: "001_upload",
  sql: `
    CREATE TABLE upload (
      id TEXT PRIMARY KEY,
      maker TEXT NOT NULL,
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      claims TEXT NOT NULL,
      most INTEGER NOT NULL,
      multipart TEXT,
      found TEXT,
      thumbnail TEXT,
      etag TEXT,
      seq INTEGER,
      ends_at INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE upload_part (upload TEXT NOT NULL, part INTEGER NOT NULL, etag TEXT NOT NULL, PRIMARY KEY (upload, part)) WITHOUT ROWID;
  `,
};

const sizeSchema = { width: z.optional(z.int()), height: z.optional(z.int()) };
const claimsSchema = z.object({ ...sizeSchema, seconds: z.optional(z.number()) });
const foundSchema = z.object({ kind: fileKindSchema, type: z.string(), ...sizeSchema });
const thumbnailSchema = z.object({ type: z.string(), width: z.int(), height: z.int() });

export type Thumbnail = z.infer<typeof thumbnailSchema>;

export type Upload = {
  id: string;
  maker: string;
  name: string;
  size: number;
  claims: Claims;
  /** Files of one message, as the workspace had it when this one began. */
  most: number;
  /** R2's id of the multipart upload; null where there is none (yet). */
  multipart: string | null;
  found: Found | null;
  thumbnail: Thumbnail | null;
  /** Of the whole file in R2; null until all of it is there. */
  etag: string | null;
  /** The entry that has it; null: none yet. */
  seq: number | null;
  /** When it is swept; null: it belongs to an entry. */
  endsAt: number | null;
};

type Row = {
  id: string;
  maker: string;
  name: string;
  size: number;
  claims: string;
  most: number;
  multipart: string | null;
  found: string | null;
  thumbnail: string | null;
  etag: string | null;
  seq: number | null;
  ends_at: number | null;
};

/** What a conversation's object knows of the files that are sent in it. Their bytes are in R2. */
export class UploadStore {
  readonly #sql: SqlStorage;

  constructor(storage: Pick<DurableObjectStorage, "sql">) {
    this.#sql = storage.sql;
  }

  find(id: string): Upload | null {
    return this.#rows("id = ?", id)[0] ?? null;
  }

  add(upload: Pick<Upload, "id" | "maker" | "name" | "size" | "claims" | "most"> & { endsAt: number }): void {
    this.#sql.exec(
      "INSERT INTO upload (id, maker, name, size, claims, most, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      upload.id,
      upload.maker,
      upload.name,
      upload.size,
      JSON.stringify(upload.claims),
      upload.most,
      upload.endsAt,
    );
  }

  /** How many this person has begun and not sent. */
  unsent(maker: string): number {
    const query = "SELECT count(*) AS count FROM upload WHERE maker = ? AND seq IS NULL";
    return this.#sql.exec<{ count: number }>(query, maker).one().count;
  }

  setMultipart(id: string, multipart: string | null): void {
    this.#sql.exec("UPDATE upload SET multipart = ? WHERE id = ?", multipart, id);
  }

  setFound(id: string, found: Found): void {
    this.#sql.exec("UPDATE upload SET found = ? WHERE id = ?", JSON.stringify(found), id);
  }

  setThumbnail(id: string, thumbnail: Thumbnail): void {
    this.#sql.exec("UPDATE upload SET thumbnail = ? WHERE id = ?", JSON.stringify(thumbnail), id);
  }

  setPart(id: string, part: number, etag: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO upload_part (upload, part, etag) VALUES (?, ?, ?)", id, part, etag);
  }

  parts(id: string): { partNumber: number; etag: string }[] {
    return this.#sql
      .exec<{ part: number; etag: string }>("SELECT part, etag FROM upload_part WHERE upload = ? ORDER BY part", id)
      .toArray()
      .map(({ part, etag }) => ({ partNumber: part, etag }));
  }

  missing({ id, size, etag }: Upload): number[] {
    if (etag !== null) return [];
    const there = new Set(this.parts(id).map(({ partNumber }) => partNumber));
    return Array.from({ length: partsOf(size) }, (_, index) => index + 1).filter((part) => !there.has(part));
  }

  forgetParts(id: string): void {
    this.#sql.exec("DELETE FROM upload_part WHERE upload = ?", id);
  }

  /** All of it is in R2. */
  finish(id: string, etag: string): void {
    this.forgetParts(id);
    this.#sql.exec("UPDATE upload SET etag = ?, multipart = NULL WHERE id = ?", etag, id);
  }

  /** The finished, unsent uploads of these ids, in this order; null where one is not there, or they are too many. */
  unsentOf(ids: readonly string[], maker: string): Attachment[] | null {
    const found: Attachment[] = [];
    for (const id of new Set(ids)) {
      const upload = this.find(id);
      const isMine = upload !== null && upload.maker === maker && upload.seq === null && upload.endsAt !== 0;
      const attachment = isMine && ids.length <= upload.most ? attachmentOf(upload) : null;
      if (attachment !== null) found.push(attachment);
    }
    return found.length === ids.length ? found : null;
  }

  /** The customer, who was `maker` before the conversation began, is its customer now. */
  adopt(maker: string, by: string): void {
    this.#sql.exec("UPDATE upload SET maker = ? WHERE maker = ?", by, maker);
  }

  /** An entry has them: they stay. Inside the entry's own transaction. */
  attach(seq: number, ids: readonly string[]): void {
    for (const id of ids) this.#sql.exec("UPDATE upload SET seq = ?, ends_at = NULL WHERE id = ?", seq, id);
  }

  /** The entry was taken back: what it had is due to be swept. Inside the same transaction. */
  detach(seq: number): void {
    this.#sql.exec("UPDATE upload SET ends_at = 0 WHERE seq = ?", seq);
  }

  /** From now on nobody can use it; `sweep` erases it. */
  end(id: string): void {
    this.#sql.exec("UPDATE upload SET ends_at = 0 WHERE id = ?", id);
  }

  nextEnd(): number | null {
    return this.#sql.exec<{ at: number | null }>("SELECT min(ends_at) AS at FROM upload").one().at;
  }

  ended(now: number, most: number): Upload[] {
    return this.#rows("ends_at <= ? ORDER BY ends_at LIMIT ?", now, most);
  }

  all(): Upload[] {
    return this.#rows("1");
  }

  remove(id: string): void {
    this.forgetParts(id);
    this.#sql.exec("DELETE FROM upload WHERE id = ?", id);
  }

  #rows(where: string, ...values: (string | number)[]): Upload[] {
    return this.#sql
      .exec<Row>(`SELECT * FROM upload WHERE ${where}`, ...values)
      .toArray()
      .map(({ claims, found, thumbnail, ends_at, ...rest }) => ({
        ...rest,
        claims: claimsSchema.parse(JSON.parse(claims)),
        found: found === null ? null : foundSchema.parse(JSON.parse(found)),
        thumbnail: thumbnail === null ? null : thumbnailSchema.parse(JSON.parse(thumbnail)),
        endsAt: ends_at,
      }));
  }
}
