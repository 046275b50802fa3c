import type { Author, Entry, EntryBody } from "../protocol/entry.ts";

/** Who may see an entry. The team sees everything; a customer only what is for everyone. */
export type Audience = "everyone" | "team";

/**
 * An entry as the log keeps it. `publicSeq` counts the entries for everyone alone and is null for the team's; it is
 * the seq that customers see. `publicTarget` is the target of an `edited` or `deleted` in that same count.
 */
export type StoredEntry = {
  seq: number;
  publicSeq: number | null;
  id: string;
  at: number;
  author: Author;
  audience: Audience;
  body: EntryBody;
  publicTarget: number | null;
};

export type Viewer = { kind: "agent" } | { kind: "customer" };

/**
 * THE audience rule: what this participant sees of an entry, or null. Live frames, resume, history, transcript and
 * export all pass through here and through nothing else.
 *
 * A customer gets the public count, and an id made from it: an id that came from a colleague's command could tell
 * that the command had a second, hidden part.
 */
export function visibleTo(viewer: Viewer, stored: StoredEntry): Entry | null {
  const { seq, id, at, author, body } = stored;
  if (viewer.kind === "agent") return { seq, id, at, author, body };
  if (stored.audience !== "everyone" || stored.publicSeq === null) return null;
  const line = { seq: stored.publicSeq, id: author.kind === "customer" ? id : `e${stored.publicSeq}`, at, author };
  if (body.kind === "edited" || body.kind === "deleted") {
    return stored.publicTarget === null ? null : { ...line, body: { ...body, target: stored.publicTarget } };
  }
  return { ...line, body };
}

/** The seq of a stored entry in this participant's count, or null where they cannot see it. */
export function seqFor(viewer: Viewer, stored: { seq: number; publicSeq: number | null }): number | null {
  return viewer.kind === "agent" ? stored.seq : stored.publicSeq;
}
