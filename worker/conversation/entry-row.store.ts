import { entryBodySchema } from "../protocol/entry.ts";
import { authorSchema } from "../protocol/entry-first.ts";
import type { StoredEntry } from "./log.domain.ts";

/** An entry as the object's own table has it. */
export type EntryRow = {
  seq: number;
  public_seq: number | null;
  id: string;
  at: number;
  audience: string;
  author: string;
  body: string;
  public_target: number | null;
};

export function entryOf(row: EntryRow): StoredEntry {
  return {
    seq: row.seq,
    publicSeq: row.public_seq,
    id: row.id,
    at: row.at,
    audience: row.audience === "everyone" ? "everyone" : "team",
    author: authorSchema.parse(JSON.parse(row.author)),
    body: entryBodySchema.parse(JSON.parse(row.body)),
    publicTarget: row.public_target,
  };
}
