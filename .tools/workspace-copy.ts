import { createHash } from "node:crypto";
import {
  BACKUP_FORMAT,
  type BackupConversation,
  backupConversationSchema,
  type BackupFile,
  backupFilesSchema,
  backupPlanSchema,
  type BackupRow,
  backupRowsSchema,
  restoredFileSchema,
  restorePassSchema,
  restoreUploadSchema,
} from "../worker/protocol/backup.ts";
import { fileLimits } from "../worker/protocol/file-limits.ts";

/** One request to a deployment: its answer, or, where it is refused, an error that says what was asked. */
export type Ask = (
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  headers?: Record<string, string>,
) => Promise<Response>;

/** Part of a workspace, in the order in which the parts can be put back. */
export type Piece =
  | { kind: "about"; format: number; workspace: string }
  | { kind: "conversation"; id: string; steps: BackupConversation[] }
  | { kind: "rows"; table: string; last: boolean; rows: BackupRow[] }
  | { kind: "file"; file: BackupFile };

const conversationsAtOnce = 8;

export class NotFound extends Error {}

/** All of a workspace, asked for as an owner. What is erased meanwhile is left out; what goes on is there as it was at one moment. */
export async function* piecesOf(ask: Ask): AsyncGenerator<Piece> {
  const { tables, ...about } = backupPlanSchema.parse(await json(ask("GET", "/api/backup")));
  yield { kind: "about", ...about };
  for (const { name, last } of tables) {
    for (let after: number | null = 0; after !== null;) {
      const step: { rows: BackupRow[]; next: number | null } = backupRowsSchema.parse(
        await json(ask("GET", `/api/backup/tables/${name}?after=${after}`)),
      );
      after = step.next;
      if (name !== "conversation") yield { kind: "rows", table: name, last, rows: step.rows };
      else yield* conversationsOf(ask, step.rows);
    }
  }
  for (let after: string | null = ""; after !== null;) {
    const query: string = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
    const step: { files: BackupFile[]; next: string | null } = backupFilesSchema.parse(
      await json(ask("GET", `/api/backup/files${query}`)),
    );
    for (const file of step.files) yield { kind: "file", file };
    after = step.next;
  }
}

async function* conversationsOf(ask: Ask, rows: readonly BackupRow[]): AsyncGenerator<Piece> {
  for (let at = 0; at < rows.length; at += conversationsAtOnce) {
    const some = rows.slice(at, at + conversationsAtOnce);
    const found = await Promise.all(some.map(({ id }) => conversation(ask, String(id))));
    for (const piece of found) if (piece !== null) yield piece;
    const there = some.filter((_, index) => found[index] !== null);
    yield { kind: "rows", table: "conversation", last: false, rows: there };
  }
}

async function conversation(ask: Ask, id: string): Promise<Extract<Piece, { kind: "conversation" }> | null> {
  try {
    for (;;) {
      const steps: BackupConversation[] = [];
      for (let after: number | null = 0; after !== null;) {
        const path = `/api/backup/conversations/${id}?after=${after}`;
        const step: BackupConversation = backupConversationSchema.parse(await json(ask("GET", path)));
        steps.push(step);
        after = step.next;
      }
      // Something was said while it was read: once more, so that it is all of one moment.
      if (steps.every(({ version }) => version === steps[0]?.version)) return { kind: "conversation", id, steps };
    }
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** Puts pieces into a deployment that nobody has set up. Begun again after it broke, it begins anew. */
export class Restore {
  readonly #ask: Ask;
  #pass = "";
  readonly #last = new Map<string, BackupRow[]>();
  /** Conversations on their way: each waits for the index, which takes many at once. */
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async begin(token: string): Promise<void> {
    const answer = await json(this.#ask("POST", "/api/restore", JSON.stringify({ token, format: BACKUP_FORMAT })));
    this.#pass = restorePassSchema.parse(answer).pass;
  }

  /** Files are brought by `file`, since their bytes stand elsewhere. */
  async take(piece: Piece): Promise<void> {
    switch (piece.kind) {
      case "about":
        if (piece.format !== BACKUP_FORMAT)
          throw new Error(`This is a backup of form ${piece.format}, not ${BACKUP_FORMAT}.`);
        return;
      case "rows":
        if (piece.last) this.#last.set(piece.table, [...(this.#last.get(piece.table) ?? []), ...piece.rows]);
        else if (piece.rows.length > 0)
          await this.#asks("PUT", `/api/restore/tables/${piece.table}`, JSON.stringify({ rows: piece.rows }));
        return;
      case "conversation":
        return await this.#conversation(piece);
      case "file":
        return;
      default:
        piece satisfies never;
    }
  }

  async #conversation({ id, steps }: Extract<Piece, { kind: "conversation" }>): Promise<void> {
    const work = (async () => {
      for (const step of steps) await this.#asks("PUT", `/api/restore/conversations/${id}`, JSON.stringify(step));
    })();
    this.#underWay.add(work);
    // Not where it failed: `finish` waits for it, and fails with it.
    void work.then(
      () => this.#underWay.delete(work),
      () => {},
    );
    if (this.#underWay.size >= conversationsAtOnce) await Promise.race(this.#underWay);
  }

  /** `read` gives so many bytes from a place on. Its etag is what conversations know of it, so it must come out the same. */
  async file(
    file: BackupFile,
    read: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<void> {
    const path = `/api/restore/files/${file.key.split("/").map(encodeURIComponent).join("/")}`;
    const etag =
      file.size > fileLimits.partBytes ? await this.#inParts(path, file, read) : await this.#whole(path, file, read);
    if (etag !== file.etag) throw new Error(`${file.key} came out as another file: ${etag}, not ${file.etag}.`);
  }

  /** Makes the deployment the company's: from here on this owner signs in with this password. */
  async finish(email: string, password: string): Promise<Response> {
    await Promise.all(this.#underWay);
    const tables = [...this.#last].map(([name, rows]) => ({ name, rows }));
    return await this.#asks("POST", "/api/restore/finish", JSON.stringify({ tables, email, password }));
  }

  async #whole(
    path: string,
    file: BackupFile,
    read: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    const type = file.contentType === null ? "" : `?type=${encodeURIComponent(file.contentType)}`;
    const bytes = await read(0, file.size);
    return restoredFileSchema.parse(await json(this.#asks("PUT", `${path}${type}`, bytes))).etag;
  }

  async #inParts(
    path: string,
    file: BackupFile,
    read: (from: number, length: number) => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    const { upload } = restoreUploadSchema.parse(await json(this.#asks("POST", path, JSON.stringify({ file }))));
    const parts = [];
    for (let from = 0, partNumber = 1; from < file.size; from += fileLimits.partBytes, partNumber += 1) {
      const bytes = await read(from, Math.min(fileLimits.partBytes, file.size - from));
      const at = `${path}?upload=${encodeURIComponent(upload)}&part=${partNumber}`;
      const { etag } = restoredFileSchema.parse(await json(this.#asks("PUT", at, bytes)));
      parts.push({ partNumber, etag });
    }
    const done = JSON.stringify({ file, done: { upload, parts } });
    return restoredFileSchema.parse(await json(this.#asks("POST", path, done))).etag;
  }

  #asks(method: "POST" | "PUT", path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
    return this.#ask(method, path, body, { authorization: `Bearer ${this.#pass}` });
  }
}

/** What a backup holds and a deployment does not, or not so: nothing, where a restore has brought everything. */
export async function missing(backup: AsyncIterable<Piece>, ask: Ask): Promise<string[]> {
  const rows = new Map<string, string>();
  const logs = new Map<string, { count: number; hash: string }>();
  const files = new Map<string, string>();
  const customers = new Map<string, string>();
  for await (const piece of backup) {
    if (piece.kind === "rows")
      for (const row of piece.rows) rows.set(hash([piece.table, sorted(row)]), labelOf(piece.table, row));
    if (piece.kind === "rows" && piece.table === "conversation")
      for (const { id, customer_id } of piece.rows) customers.set(String(id), String(customer_id));
    if (piece.kind === "conversation")
      logs.set(piece.id, { count: entriesOf(piece).length, hash: hash(entriesOf(piece)) });
    if (piece.kind === "file") files.set(piece.file.key, piece.file.etag);
  }
  // What runs ends in a restore, since nobody is in it: that conversation has gone on, and its rows with it.
  const wentOn = new Set<string>();
  for await (const piece of piecesOf(ask)) {
    if (piece.kind === "rows") for (const row of piece.rows) rows.delete(hash([piece.table, sorted(row)]));
    if (piece.kind === "file" && files.get(piece.file.key) === piece.file.etag) files.delete(piece.file.key);
    const log = piece.kind === "conversation" ? logs.get(piece.id) : undefined;
    if (piece.kind !== "conversation" || log === undefined) continue;
    const entries = entriesOf(piece);
    if (entries.length > log.count)
      for (const label of [`conversation ${piece.id}`, `customer ${customers.get(piece.id)}`]) wentOn.add(label);
    if (hash(entries.slice(0, log.count)) === log.hash) logs.delete(piece.id);
  }
  return [
    ...[...rows.values()].filter((label) => !wentOn.has(label)),
    ...[...logs.keys()].map((id) => `log ${id}`),
    ...[...files.keys()].map((key) => `file ${key}`),
  ];
}

function labelOf(table: string, row: BackupRow): string {
  return `${table} ${row["id"] ?? Object.values(row).slice(0, 2).join(" ")}`;
}

function entriesOf({ steps }: Extract<Piece, { kind: "conversation" }>): [string, unknown][][] {
  return steps.flatMap(({ entries }) => entries.map(sorted));
}

function sorted(row: BackupRow): [string, unknown][] {
  return Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64");
}

async function json(answer: Promise<Response>): Promise<unknown> {
  return await (await answer).json();
}
