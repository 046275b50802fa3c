import { personOf } from "#domain/call/call";
import type { Author, Entry } from "#protocol/entry";

/** What stands in the conversation's column, one under the other. `key` is stable for as long as the line means the same. */
export type Line =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string }
  | { kind: "fact"; key: string; entry: Entry }
  /** A message or a note. `first` and `last` say where it stands in a run of the same author within five minutes. */
  | { kind: "text"; key: string; entry: Entry; first: boolean; last: boolean };

const GROUP_MS = 5 * 60_000;

/**
 * The lines of these entries: messages in groups, facts, days. Left out is what is shown elsewhere: an edit or a deletion
 * stands at its message, somebody who took the conversation need not be said to have joined it too, nor who asked for a call or
 * accepted it to have come into it, nor who ended it to have left.
 * `unreadAfter` is the seq behind which everything was new when the conversation was opened; null: no divider.
 */
export function linesOf(entries: readonly Entry[], unreadAfter: number | null): Line[] {
  const lines: Line[] = [];
  const owners = ownersNamed(entries);
  const echoes = callEchoes(entries);
  let day = "";
  let divided = unreadAfter === null;
  let previous: Extract<Line, { kind: "text" }> | undefined;
  for (const entry of entries) {
    if (isHidden(entry, owners) || echoes.has(entry)) continue;
    const today = dayOf(entry.at);
    if (today !== day) {
      day = today;
      previous = undefined;
      lines.push({ kind: "day", key: `day ${today}`, at: entry.at });
    }
    if (!divided && unreadAfter !== null && entry.seq > unreadAfter && isFromCustomer(entry)) {
      divided = true;
      previous = undefined;
      lines.push({ kind: "unread", key: "unread" });
    }
    if (entry.body.kind !== "message" && entry.body.kind !== "note") {
      previous = undefined;
      lines.push({ kind: "fact", key: `seq ${entry.seq}`, entry });
      continue;
    }
    const grouped = previous !== undefined && continues(previous.entry, entry);
    if (grouped && previous) previous.last = false;
    previous = { kind: "text", key: `seq ${entry.seq}`, entry, first: !grouped, last: true };
    lines.push(previous);
  }
  return lines;
}

/**
 * `next`, with every line that says the same as before being the same object, so that only what changed is drawn again.
 * Entries are compared by identity: a changed entry is a new object.
 */
export function keepLines(before: readonly Line[], next: readonly Line[]): Line[] {
  const known = new Map(before.map((line) => [line.key, line]));
  return next.map((line) => {
    const old = known.get(line.key);
    return old !== undefined && sameLine(old, line) ? old : line;
  });
}

function sameLine(a: Line, b: Line): boolean {
  if (a.kind === "text" && b.kind === "text") return a.entry === b.entry && a.first === b.first && a.last === b.last;
  if (a.kind === "fact" && b.kind === "fact") return a.entry === b.entry;
  if (a.kind === "day" && b.kind === "day") return true;
  return a.kind === "unread" && b.kind === "unread";
}

/** The commands that say who owns the conversation now, each with the name that it says. */
function ownersNamed(entries: readonly Entry[]): Map<string, string | null> {
  const named = new Map<string, string | null>();
  for (const { id, body } of entries) {
    if (body.kind === "assigned" || body.kind === "transferred") named.set(commandOf(id), body.to?.id ?? null);
  }
  return named;
}

function isHidden(entry: Entry, owners: ReadonlyMap<string, string | null>): boolean {
  const { body } = entry;
  if (body.kind === "edited" || body.kind === "deleted") return true;
  if (body.kind === "joined") return owners.get(commandOf(entry.id)) === body.agent.id;
  return body.kind === "left" && owners.get(commandOf(entry.id)) === null;
}

/** What an entry of the same call says already: that who asked or accepted is in it, and that who left was the end of it. */
function callEchoes(entries: readonly Entry[]): Set<Entry> {
  const echoes = new Set<Entry>();
  /** Who is known to come into a call, by call and person. */
  const expected = new Set<string>();
  let before: Entry | undefined;
  for (const entry of entries) {
    const { author, body } = entry;
    if (body.kind === "call") {
      const { call, fact } = body;
      if (author.kind !== "system" && (fact.kind === "requested" || fact.kind === "accepted"))
        expected.add(`${call} ${personOf(author, null).id}`);
      // Once: who comes back later is said to.
      if (fact.kind === "joined" && expected.delete(`${call} ${fact.person.id}`)) echoes.add(entry);
      if (fact.kind === "ended" && fact.how === "left" && before !== undefined && isLeaving(before, call))
        echoes.add(before);
    }
    before = entry;
  }
  return echoes;
}

function isLeaving({ body }: Entry, call: string): boolean {
  return body.kind === "call" && body.call === call && body.fact.kind === "left" && body.fact.how === "left";
}

/** Entries that one command made share the command's id up to the dot. */
function commandOf(id: string): string {
  return id.split(".")[0] ?? id;
}

function isFromCustomer(entry: Entry): boolean {
  return entry.author.kind === "customer";
}

function continues(before: Entry, entry: Entry): boolean {
  return (
    before.body.kind === entry.body.kind && sameAuthor(before.author, entry.author) && entry.at - before.at < GROUP_MS
  );
}

function sameAuthor(a: Author, b: Author): boolean {
  if (a.kind === "agent" && b.kind === "agent") return a.id === b.id;
  return a.kind === b.kind;
}

function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
