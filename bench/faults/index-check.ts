/**
 * Whether the index in D1 says of a conversation what its log says. Folded here once more and in another way than the product
 * does, from the lines alone.
 */

/** A line of a log, as a window of the team reads it. */
export type LogLine = {
  seq: number;
  at: number;
  author: { kind: string };
  body: { kind: string; text?: string | undefined; to?: unknown; happened?: unknown };
};

export type Log = {
  conversation: string;
  customer: string;
  lines: readonly LogLine[];
  /** Up to which seq the team has read. */
  read: number;
};

/** What a list shows of it. */
export type IndexRow = {
  id: string;
  status: string;
  customer: { id: string };
  assignee: { id: string } | null;
  lastMessage: { seq: number; at: number; by: string; text: string } | null;
  unread: number;
};

/** In what the two differ; empty where they agree. */
export function differences(log: Log, row: IndexRow | undefined): string[] {
  if (row === undefined) return [`${log.conversation} is not in the index`];
  const messages = log.lines.filter(({ body }) => body.kind === "message");
  const last = messages.at(-1);
  const statuses = log.lines.filter(({ body }) => body.kind === "status");
  const owners = log.lines.filter(({ body }) => body.kind === "assigned");
  const unread = messages.filter(({ author, seq }) => author.kind === "customer" && seq > log.read).length;
  const pairs: [string, unknown, unknown][] = [
    ["customer", log.customer, row.customer.id],
    ["status", statuses.at(-1)?.body.to ?? "open", row.status],
    ["owner", idOf(owners.at(-1)?.body.to), row.assignee?.id ?? null],
    ["newest message", last?.seq, row.lastMessage?.seq],
    ["its time", last?.at, row.lastMessage?.at],
    ["its author", last?.author.kind, row.lastMessage?.by],
    ["its words", beginning(last?.body.text), beginning(row.lastMessage?.text)],
    ["unread", Math.min(100, unread), row.unread],
  ];
  return pairs
    .filter(([, fromLog, fromIndex]) => fromLog !== fromIndex)
    .map(
      ([what, fromLog, fromIndex]) =>
        `${log.conversation}: ${what} is ${String(fromLog)}, the index says ${String(fromIndex)}`,
    );
}

function idOf(owner: unknown): string | null {
  return typeof owner === "object" && owner !== null && "id" in owner ? String(owner.id) : null;
}

/** A list shows the beginning only; the mark stands there. */
const beginning = (text: string | undefined) => text?.replace(/\s+/g, " ").trim().slice(0, 40);
