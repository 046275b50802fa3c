import type { ArticleCard } from "#protocol/article-card";
import type { Attachment } from "#protocol/attachment";
import type { Receipts } from "#protocol/receipts";
import type { CustomerEntry } from "#protocol/entry";
import type { CustomerPendingLine } from "../../store/customer-conversation-store.ts";

/** Where an own message stands. The last five come from the receipts, the first two from the send queue. */
export type Mark = "waiting" | "sending" | "failed" | "sent" | "delivered" | "read";

type MessageEntry = CustomerEntry & { body: Extract<CustomerEntry["body"], { kind: "message" }> };

/** One bubble. `pending` while it is not in the log; `mark` only on the customer's own. */
export type Bubble = {
  key: string;
  text: string;
  /** The article that came with it. */
  article: ArticleCard | null;
  /** Absent where there are none; of a pending one, how many. */
  files?: readonly Attachment[] | number | undefined;
  /** What it can be answered with by one tap, and what was chosen. */
  choice: { seq: number; buttons: readonly string[]; chosen: number | undefined } | null;
  at: number;
  edited: boolean;
  deleted: boolean;
  mark: Mark | null;
  pending: CustomerPendingLine | null;
};

type Author = Extract<CustomerEntry["author"], { kind: "agent" }> | { kind: "customer" } | { kind: "system" };

/** What stands in the list, from top to bottom. A group is what one person said in one go. */
export type Line =
  | { kind: "day"; key: string; at: number }
  | { kind: "group"; key: string; author: Author; bubbles: Bubble[] }
  | { kind: "joined" | "left"; key: string; name: string }
  | { kind: "done" | "reopened"; key: string; name: string | null }
  /** What the first load knows nothing of: drawn by late-entry.tsx. */
  | { kind: "late"; key: string; entry: CustomerEntry };

/** A pause longer than this begins a new group. */
const PAUSE_MS = 5 * 60_000;

const isMessage = (entry: CustomerEntry): entry is MessageEntry => entry.body.kind === "message";

function markOf(seq: number, receipts: Receipts): Mark {
  if (seq <= receipts.team.read) return "read";
  return seq <= receipts.team.delivered ? "delivered" : "sent";
}

function bubbleOf(entry: MessageEntry, receipts: Receipts): Bubble {
  const { text, article, attachments, buttons, chosen, editedAt, deletedAt } = entry.body;
  return {
    key: entry.id,
    text,
    article: article ?? null,
    files: attachments,
    choice: buttons ? { seq: entry.seq, buttons, chosen } : null,
    at: entry.at,
    edited: editedAt !== null && deletedAt === null,
    deleted: deletedAt !== null,
    mark: entry.author.kind === "customer" ? markOf(entry.seq, receipts) : null,
    pending: null,
  };
}

function pendingBubble(pending: CustomerPendingLine, receipts: Receipts): Bubble {
  const { state, command, at } = pending;
  const mark = state.kind === "sent" ? markOf(state.seq, receipts) : state.kind;
  const { id, text, attachments } = command;
  return {
    key: id,
    text,
    article: null,
    files: attachments?.length,
    choice: null,
    at,
    edited: false,
    deleted: false,
    mark,
    pending,
  };
}

function isSame(one: Author, other: Author): boolean {
  return one.kind === other.kind && (one.kind !== "agent" || (other.kind === "agent" && one.id === other.id));
}

const dayOf = (at: number) => new Date(at).toDateString();

/**
 * Orders what is known of a conversation into what is shown: days, groups of bubbles, and what happened in between. Own
 * messages that are not in the log yet stand at the end. Keys are stable, also when a message passes from pending to the
 * log, so that its bubble is moved and not made anew.
 */
export function linesOf(
  entries: readonly CustomerEntry[],
  pending: readonly CustomerPendingLine[],
  receipts: Receipts,
): Line[] {
  const lines: Line[] = [];
  let day = "";
  let last = 0;

  const dayLine = (at: number) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    lines.push({ kind: "day", key: `day ${day}`, at });
  };

  const say = (author: Author, bubble: Bubble) => {
    dayLine(bubble.at);
    const open = lines.at(-1);
    const goesOn = open?.kind === "group" && isSame(open.author, author) && bubble.at - last < PAUSE_MS;
    last = bubble.at;
    if (goesOn) open.bubbles.push(bubble);
    else lines.push({ kind: "group", key: `group ${bubble.key}`, author, bubbles: [bubble] });
  };

  for (const entry of entries) {
    const { author, body, at, id } = entry;
    if (isMessage(entry)) {
      say(author, bubbleOf(entry, receipts));
    } else if (body.kind === "joined" || body.kind === "left") {
      dayLine(at);
      lines.push({ kind: body.kind, key: id, name: body.agent.name });
    } else if (body.kind === "status") {
      dayLine(at);
      const kind = body.to === "done" ? "done" : "reopened";
      lines.push({ kind, key: id, name: author.kind === "agent" ? author.name : null });
    } else if (body.kind !== "edited" && body.kind !== "deleted") {
      dayLine(at);
      lines.push({ kind: "late", key: id, entry });
    }
  }
  const known = new Set(entries.map((entry) => entry.id));
  for (const one of pending) if (!known.has(one.command.id)) say({ kind: "customer" }, pendingBubble(one, receipts));
  return lines;
}

const PICTURES = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u;

/** One to three emoji and nothing else: shown large, as they are meant. */
export function isEmojiOnly(text: string): boolean {
  if (text.trim() === "" || text.length > 60 || !PICTURES.test(text)) return false;
  return [...new Intl.Segmenter().segment(text.replace(/\s/gu, ""))].length <= 3;
}
