import type { SeenEntry } from "#protocol/entry";

/**
 * What a client holds of a conversation's log: entries without gaps, by seq. Pure; whatever arrives twice, late or in
 * the wrong order, the log either holds exactly what the server's holds, or says that something is missing.
 */
export type EntryLog<E extends SeenEntry> = {
  entries: readonly E[];
  /** The seq of the newest entry; what `hello` says. */
  last: number;
  /** Whether the server holds older entries than the first one here. */
  more: boolean;
};

export function emptyLog<E extends SeenEntry>(): EntryLog<E> {
  return { entries: [], last: 0, more: false };
}

/** A fresh page instead of everything that was held. */
export function resetLog<E extends SeenEntry>(page: readonly E[], more: boolean): EntryLog<E> {
  const sorted = bySeq(page);
  const entries = tail(sorted);
  return {
    entries: rewriteAll(entries, entries),
    last: entries.at(-1)?.seq ?? 0,
    more: more || entries.length < sorted.length,
  };
}

/**
 * New entries, after those held. `added` are those that were not held before, in order. `gap`: some came after a hole;
 * they are not taken, and only a hello on a fresh socket brings what is missing.
 */
export function appendEntries<E extends SeenEntry>(
  log: EntryLog<E>,
  incoming: readonly E[],
): { log: EntryLog<E>; added: readonly E[]; gap: boolean } {
  const added: E[] = [];
  let last = log.last;
  let gap = false;
  for (const entry of bySeq(incoming)) {
    if (entry.seq <= last) continue;
    if (entry.seq > last + 1) {
      gap = true;
      break;
    }
    added.push(entry);
    last = entry.seq;
  }
  if (added.length === 0) return { log, added, gap };
  return { log: { ...log, last, entries: rewriteAll([...log.entries, ...added], added) }, added, gap };
}

/**
 * Older entries, before those held. A page that does not reach the first one held is of another time and changes nothing.
 */
export function prependPage<E extends SeenEntry>(log: EntryLog<E>, page: readonly E[], more: boolean): EntryLog<E> {
  const first = log.entries[0]?.seq;
  if (first === undefined) return log;
  const sorted = bySeq(page);
  const older = tail(sorted.filter(({ seq }) => seq < first));
  if (older.length === 0) return page.length === 0 && !more ? { ...log, more: false } : log;
  if (older.at(-1)?.seq !== first - 1) return log;
  // The page may be older than an edit or a deletion that is held already.
  const entries = rewriteAll([...older, ...log.entries], log.entries);
  return { ...log, entries, more: more || older[0]?.seq !== sorted[0]?.seq };
}

function bySeq<E extends SeenEntry>(entries: readonly E[]): readonly E[] {
  const sorted = entries.every(({ seq }, index) => index === 0 || seq > (entries[index - 1]?.seq ?? 0));
  return sorted
    ? entries
    : [...entries].sort((a, b) => a.seq - b.seq).filter((entry, index, all) => entry.seq !== all[index - 1]?.seq);
}

/** The longest end of these without a hole. */
function tail<E extends SeenEntry>(sorted: readonly E[]): readonly E[] {
  let start = sorted.length - 1;
  while (start > 0 && sorted[start - 1]?.seq === (sorted[start]?.seq ?? 0) - 1) start -= 1;
  return start <= 0 ? sorted : sorted.slice(start);
}

/**
 * Makes the edits and deletions among `changes` where their targets stand, and in earlier edits of the same target: a
 * text that was taken back stands nowhere.
 */
function rewriteAll<E extends SeenEntry>(entries: readonly E[], changes: readonly E[]): readonly E[] {
  let changed: E[] | null = null;
  for (const change of changes) {
    const target = targetOf(change);
    if (target === null) continue;
    const text = change.body.kind === "edited" ? change.body.text : "";
    changed ??= [...entries];
    for (const [index, entry] of changed.entries()) {
      if (entry.seq >= change.seq) break;
      if (entry.seq === target) changed[index] = rewritten(entry, change);
      else if (change.body.kind !== "message" && entry.body.kind === "edited" && entry.body.target === target) {
        changed[index] = { ...entry, body: { ...entry.body, text } };
      }
    }
  }
  return changed ?? entries;
}

/** The entry that this one changes where it stands: edited, deleted, or answered with one of its buttons. */
function targetOf({ body }: SeenEntry): number | null {
  if (body.kind === "edited" || body.kind === "deleted") return body.target;
  return body.kind === "message" && body.answers !== undefined ? body.answers.target : null;
}

/** The target as it reads after an edit or deletion. One that the target already went beyond changes nothing. */
export function rewritten<E extends SeenEntry>(target: E, change: Pick<SeenEntry, "at" | "body">): E {
  const { body } = target;
  if (body.kind !== "message" && body.kind !== "note") return target;
  if (body.deletedAt !== null) return target;
  if (change.body.kind === "message") {
    const chosen = change.body.answers?.button;
    if (chosen === undefined || body.kind !== "message" || body.chosen === chosen) return target;
    return { ...target, body: { ...body, chosen } };
  }
  if (change.body.kind === "deleted") return { ...target, body: { ...body, text: "", deletedAt: change.at } };
  if (change.body.kind !== "edited" || (body.editedAt ?? 0) > change.at) return target;
  if (body.editedAt === change.at && body.text === change.body.text) return target;
  return { ...target, body: { ...body, text: change.body.text, editedAt: change.at } };
}
