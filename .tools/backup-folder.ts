import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import type { BackupFile, BackupRow } from "../worker/protocol/backup.ts";
import type { Piece } from "./workspace-copy.ts";

/** All but the files: one piece in each line. There only where the backup came to its end. */
const pieces = "workspace.ndjson";

/** All that customers wrote: for who made the backup, and nobody else on the machine. */
const ours = { mode: 0o700 };
const readable = { mode: 0o600 };

/** A backup on a disk: `workspace.ndjson`, and under `files/` each file under its key. */
export class BackupFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = resolve(path);
  }

  get isWhole(): boolean {
    return existsSync(join(this.#path, pieces));
  }

  /** `bytes` is asked for files that are not there yet: a backup into the same folder fetches what is new only. */
  async write(from: AsyncIterable<Piece>, bytes: (file: BackupFile) => Promise<Response>): Promise<void> {
    mkdirSync(this.#path, { recursive: true, ...ours });
    const beside = join(this.#path, `${pieces}.part`);
    const out = createWriteStream(beside, readable);
    for await (const piece of from) {
      if (piece.kind === "file") await this.#keep(piece.file, bytes);
      if (!out.write(`${JSON.stringify(piece)}\n`)) await new Promise((drained) => out.once("drain", drained));
    }
    out.end();
    await finished(out);
    renameSync(beside, join(this.#path, pieces));
  }

  async *read(): AsyncGenerator<Piece> {
    if (!this.isWhole) throw new Error(`${this.#path} holds no whole backup.`);
    const lines = createInterface({ input: createReadStream(join(this.#path, pieces)), crlfDelay: Infinity });
    for await (const line of lines) yield JSON.parse(line) as Piece;
  }

  /** Whether somebody who may still sign in owns the workspace by this e-mail. */
  async hasOwner(email: string): Promise<boolean> {
    const isThem = (row: BackupRow) =>
      row["email"] === email.toLowerCase() && row["role"] === "owner" && row["deactivated_at"] === null;
    for await (const piece of this.read())
      if (piece.kind === "rows" && piece.table === "agent" && piece.rows.some(isThem)) return true;
    return false;
  }

  async bytes({ key }: BackupFile, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const file = await open(this.#placeOf(key));
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async #keep(file: BackupFile, bytes: (file: BackupFile) => Promise<Response>): Promise<void> {
    const place = this.#placeOf(file.key);
    // What stands under a key never changes.
    if (statSync(place, { throwIfNoEntry: false })?.size === file.size) return;
    mkdirSync(dirname(place), { recursive: true, ...ours });
    const { body } = await bytes(file);
    const stream = body === null ? Readable.from([]) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(stream, createWriteStream(`${place}.part`, readable));
    renameSync(`${place}.part`, place);
  }

  /** Nothing that a deployment says leads out of the folder. */
  #placeOf(key: string): string {
    const place = resolve(this.#path, "files", ...key.split("/").map(encodeURIComponent));
    if (!place.startsWith(join(this.#path, "files") + sep)) throw new Error(`"${key}" is no key of a file.`);
    return place;
  }
}
