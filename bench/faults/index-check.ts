/**
 * Whether the index in D1 says of a conversation what its log says. Read here once more and in another way than the product
 * does, from the lines alone. Not compared: `number`, which the index gives; the customer's name and address and the site, which no
 * fault changes; `call` and `cobrowsing`, and since when somebody waits where either stands in the log: whether a call has gone live
 * is more than one line says, and nobody calls here.
 */

/** A line of a log, as a window of the team reads it. */
export type LogLine = {
  seq: number;
  at: number;
  author: { kind: string };
  body: {
    kind: string;
    text?: string | undefined;
    to?: unknown;
    happened?: unknown;
    team?: unknown;
    /** Of a flow's line: what happened to its run, and what that put on the conversation. */
    did?: unknown;
    outcome?: unknown;
    run?: unknown;
    set?: unknown;
  };
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
  team: { id: string };
  waitingSince: number | null;
  flow?: { id: string };
  tags?: string[];
  priority?: string;
  lastMessage: { seq: number; at: number; by: string; text: string } | null;
  unread: number;
};

/** In what the two differ; empty where they agree. */
export function differences(log: Log, row: IndexRow | undefined): string[] {
  if (row === undefined) return [`${log.conversation} is not in the index`];
  const messages = log.lines.filter(({ body }) => body.kind === "message");
  const last = messages.at(-1);
  const statuses = log.lines.filter(({ body }) => body.kind === "status");
  const owners = log.lines.filter(({ body }) => body.kind === "assigned" || body.kind === "transferred");
  const teams = log.lines.filter(({ body }) => body.kind === "started" || body.kind === "transferred");
  const flows = log.lines.filter(({ body }) => body.kind === "flow");
  const put = (what: string) => flows.map(({ body }) => of(body.set, what)).findLast((value) => value !== undefined);
  const waits = waitsSince(log.lines);
  const unread = messages.filter(({ author, seq }) => author.kind === "customer" && seq > log.read).length;
  const pairs: [string, unknown, unknown][] = [
    ["customer", log.customer, row.customer.id],
    ["status", statuses.at(-1)?.body.to ?? "open", row.status],
    ["owner", idOf(owners.at(-1)?.body.to), row.assignee?.id ?? null],
    ["team", idOf(teams.at(-1)?.body.team), row.team.id],
    ["flow", runningIn(flows.at(-1)), row.flow?.id ?? null],
    ["tags", JSON.stringify(put("tags") ?? []), JSON.stringify(row.tags ?? [])],
    ["priority", put("priority") ?? "normal", row.priority ?? "normal"],
    ["waiting since", waits === "unknown" ? row.waitingSince : waits, row.waitingSince],
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

/**
 * Since when the customer waits for an answer: their first message after whatever ended their last waiting, which is an answer of an agent's, done, or
 * a flow. One that ended for a person begins it itself; while one goes on nobody waits.
 */
function waitsSince(lines: readonly LogLine[]): number | null | "unknown" {
  if (lines.some(({ body }) => body.kind === "call" || body.kind === "cobrowse")) return "unknown";
  const isDone = ({ body }: LogLine) => body.kind === "status" && body.to === "done";
  const isAnswer = ({ author, body }: LogLine) => body.kind === "message" && author.kind === "agent";
  const end = lines.findLastIndex((line) => isAnswer(line) || isDone(line) || line.body.kind === "flow");
  const ended = lines[end];
  if (ended?.body.kind === "flow") {
    if (runningIn(ended) !== null) return null;
    const isForPerson = !["finished", "left"].includes(String(ended.body.outcome));
    const status = lines.slice(0, end).findLast(({ body }) => body.kind === "status");
    if (isForPerson && !(status !== undefined && isDone(status))) return ended.at;
  }
  const first = lines.slice(end + 1).find(({ author, body }) => body.kind === "message" && author.kind === "customer");
  return first?.at ?? null;
}

/** The flow that goes on after this line of a flow; null: none does. */
function runningIn(line: LogLine | undefined): string | null {
  return line === undefined || line.body.did === "ended" ? null : idOf(of(line.body.run, "flow"));
}

function idOf(owner: unknown): string | null {
  const id = of(owner, "id");
  return typeof id === "string" ? id : null;
}

function of(thing: unknown, key: string): unknown {
  return typeof thing === "object" && thing !== null
    ? Object.entries(thing).find(([each]) => each === key)?.[1]
    : undefined;
}

/** A list shows the beginning only; the mark stands there. */
const beginning = (text: string | undefined) => text?.replace(/\s+/g, " ").trim().slice(0, 40);
