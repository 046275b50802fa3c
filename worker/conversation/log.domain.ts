import type { Author, CustomerEntry, Entry, EntryBody } from "../protocol/entry.ts";

/** Who may see an entry. The team sees everything; a customer only what is for everyone. */
export type Audience = "everyone" | "team";

/**
 * An entry as the log keeps it. `publicSeq` counts the entries for everyone alone and is null for the team's; it is
 * the seq that customers see. `publicTarget` is the target of an `edited`, a `deleted` or an answer in that same count.
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
 * that the command had a second, hidden part. Kinds that customers do not know stay away even if somebody once marks
 * one as being for everyone.
 */
export function visibleTo(viewer: { kind: "agent" }, stored: StoredEntry): Entry;
export function visibleTo(viewer: { kind: "customer" }, stored: StoredEntry): CustomerEntry | null;
export function visibleTo(viewer: Viewer, stored: StoredEntry): Entry | CustomerEntry | null {
  const { seq, id, at, author, body, publicSeq, publicTarget } = stored;
  if (viewer.kind === "agent") return { seq, id, at, author, body };
  if (stored.audience !== "everyone" || publicSeq === null) return null;
  const line = { seq: publicSeq, id: author.kind === "customer" ? id : `e${publicSeq}`, at, author };
  switch (body.kind) {
    case "message":
      if (body.answers === undefined) return { ...line, body };
      return publicTarget === null
        ? { ...line, body: { ...body, answers: undefined } }
        : { ...line, body: { ...body, answers: { ...body.answers, target: publicTarget } } };
    case "flow": {
      // Which flow, who sent it and why it ended is the team's; where it stands, its questions say.
      if (body.did === "stepped") return null;
      const handedOver = body.outcome === "handed_over" || body.outcome === "person" || body.outcome === "broken";
      return { ...line, body: { kind: "flow", did: body.did, person: body.run.person, handedOver } };
    }
    case "joined":
    case "left":
    case "cobrowse":
    case "call":
      return { ...line, body };
    case "status":
      return body.to === "snoozed" ? null : { ...line, body };
    case "edited":
    case "deleted":
      return publicTarget === null ? null : { ...line, body: { ...body, target: publicTarget } };
    default:
      return null;
  }
}

export function seenByAgents(entries: readonly StoredEntry[]): Entry[] {
  return entries.map((entry) => visibleTo({ kind: "agent" }, entry));
}

export function seenByCustomers(entries: readonly StoredEntry[]): CustomerEntry[] {
  return entries.map((entry) => visibleTo({ kind: "customer" }, entry)).filter((entry) => entry !== null);
}
