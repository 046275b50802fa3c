import * as z from "zod/mini";
import { backupConversationSchema } from "../../worker/protocol/backup.ts";
import { customerDataPaths } from "../../worker/protocol/customer-data.ts";
import { paths, SUBPROTOCOL } from "../../worker/protocol/paths.ts";
import { PROTOCOL_VERSION } from "../../worker/protocol/version.ts";
import { connect } from "../products.ts";
import type { Transcript } from "./checker.ts";
import type { Conversation } from "./conversations.ts";
import type { House } from "./house.ts";
import { differences, type IndexRow } from "./index-check.ts";
import { type Badge, linesOf } from "./participant.ts";
import { leaks } from "./recorder.ts";
import { marksIn } from "./words.ts";

const lineSchema = z.object({
  seq: z.int(),
  at: z.int(),
  author: z.looseObject({ kind: z.string() }),
  body: z.looseObject({ kind: z.string(), text: z.optional(z.string()) }),
});
type Entry = z.infer<typeof lineSchema>;
const cursorSchema = z.object({ read: z.int() });
const answerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("welcome"),
    entries: z.array(lineSchema),
    more: z.boolean(),
    receipts: z.object({ team: cursorSchema }),
  }),
  z.object({ kind: z.literal("page"), entries: z.array(lineSchema), more: z.boolean() }),
  z.object({ kind: z.enum(["entries", "receipts", "line", "typing", "viewers", "panel", "customer_typing"]) }),
]);

type Reading = { entries: Entry[]; read: number; leaked: string[] };

/** Reads a conversation from its newest line to its first over a socket of its own, without the product's client. */
async function read(house: House, conversation: string, badge: Badge): Promise<Reading> {
  const protocols = [SUBPROTOCOL, ...(badge.token === undefined ? [] : [badge.token])];
  const headers = { origin: house.origin, ...(badge.cookie === undefined ? {} : { cookie: badge.cookie }) };
  const socket = await connect(house.origin + paths.conversationSocket(conversation), protocols, headers);
  const found = Promise.withResolvers<Reading>();
  const late = setTimeout(() => found.reject(new Error(`${conversation} could not be read back`)), 120_000);
  let entries: Entry[] = [];
  let readUpTo = 0;
  const leaked: string[] = [];
  socket.addEventListener("close", ({ code }) => found.reject(new Error(`${conversation} closed with ${code}`)));
  socket.addEventListener("message", ({ data }) => {
    const raw = String(data);
    if (badge.side === "customer" && leaks(raw)) leaked.push(`${conversation}, a new window: ${raw.slice(0, 200)}`);
    const answer = answerSchema.parse(JSON.parse(raw));
    if (answer.kind !== "welcome" && answer.kind !== "page") return;
    if (answer.kind === "welcome") readUpTo = answer.receipts.team.read;
    entries = [...answer.entries, ...entries];
    const [first] = entries;
    if (!answer.more || first === undefined) return found.resolve({ entries, read: readUpTo, leaked });
    socket.send(JSON.stringify({ kind: "history", id: crypto.randomUUID(), before: first.seq }));
  });
  socket.send(JSON.stringify({ kind: "hello", version: PROTOCOL_VERSION, after: 0 }));
  try {
    return await found.promise;
  } finally {
    clearTimeout(late);
    socket.close();
  }
}

export type ReadBack = {
  log: Transcript;
  others: Transcript[];
  /** The seq of the newest line, in the count of each side. */
  newest: { customer: number; team: number };
  /** What is the team's and stood in what a customer was given. */
  leaked: string[];
};

const dataSchema = z.object({ entries: z.array(lineSchema), next: z.nullable(z.int()) });
const backedUpSchema = z.object({ seq: z.int(), body: z.string() });
const bodySchema = z.looseObject({ kind: z.string(), text: z.optional(z.string()) });

/** What `npm run backup` takes away of it. */
async function readBackup(house: House, conversation: string) {
  const lines: Parameters<typeof linesOf>[0][number][] = [];
  for (let after: number | null = 0; after !== null;) {
    const answer = await house.asksAsOwner(`/api/backup/conversations/${conversation}?after=${after}`);
    const { entries, next } = backupConversationSchema.parse(await answer.json());
    for (const entry of entries) {
      const { seq, body } = backedUpSchema.parse(entry);
      const { kind, text } = bodySchema.parse(JSON.parse(body));
      lines.push({ seq, body: text === undefined ? { kind } : { kind, text } });
    }
    after = next;
  }
  return lines;
}

/** What a customer gets who asks for everything of theirs. */
async function readData(house: House, { id, customer }: Pick<Conversation, "id" | "customer">) {
  const entries: Entry[] = [];
  const leaked: string[] = [];
  for (let after: number | null = 0; after !== null;) {
    const answer = await house.asksAsOwner(`${customerDataPaths.conversation(customer.name, id)}?after=${after}`);
    const raw = await answer.text();
    if (leaks(raw)) leaked.push(`${id}, the customer's data: ${raw.slice(0, 200)}`);
    const page = dataSchema.parse(JSON.parse(raw));
    entries.push(...page.entries);
    after = page.next;
  }
  return { entries, leaked };
}

/** The whole conversation as a new window of each side gets it, as a backup has it, and as its customer can take it away. */
export async function readBack(
  house: House,
  { id, customer }: Pick<Conversation, "id" | "customer">,
): Promise<ReadBack> {
  const [agent] = house.agents;
  if (agent === undefined) throw new Error("nobody works here");
  const [team, customers, backup, data] = await Promise.all([
    read(house, id, agent),
    read(house, id, customer),
    readBackup(house, id),
    readData(house, { id, customer }),
  ]);
  const as = (who: string, side: Transcript["side"], lines: Transcript["lines"]) => ({
    conversation: id,
    who,
    side,
    lines,
  });
  return {
    log: as("the log", "team", linesOf(team.entries)),
    others: [
      as("the customer's new window", "customer", linesOf(customers.entries)),
      as("the backup", "team", linesOf(backup)),
      as("the customer's data", "customer", linesOf(data.entries)),
    ],
    leaked: [...customers.leaked, ...data.leaked],
    newest: { customer: customers.entries.at(-1)?.seq ?? 0, team: team.entries.at(-1)?.seq ?? 0 },
  };
}

/** In what the index differs from the log, for one conversation. */
export async function indexDiffers(house: House, conversation: Conversation): Promise<string[]> {
  const answer = await house.asks(`${paths.conversations}/${conversation.id}`);
  const row = answer.ok ? ((await answer.json()) as IndexRow) : undefined;
  if (row === undefined) await answer.body?.cancel();
  const [agent] = house.agents;
  if (agent === undefined) throw new Error("nobody works here");
  const { entries, read: readUpTo } = await read(house, conversation.id, agent);
  const log = { conversation: conversation.id, customer: conversation.customer.name, lines: entries, read: readUpTo };
  return [...differences(log, row), ...(await unfound(house, conversation.id, entries))];
}

/** The file that the team can take away. There is one as soon as the index knows the conversation. */
export async function readExport(house: House, { id }: Conversation): Promise<Transcript> {
  const answer = await house.asks(paths.transcript(id));
  const marks = answer.ok ? marksIn(await answer.text()) : [];
  return { conversation: id, who: "the export", side: "team", lines: marks.map((mark) => ({ seq: null, mark })) };
}

const hitsSchema = z.object({ hits: z.array(z.object({ row: z.looseObject({ id: z.string() }) })) });

/** Its first words, its newest and some between are asked of the search, which must find them here. */
async function unfound(house: House, conversation: string, entries: readonly Entry[]): Promise<string[]> {
  const marks = linesOf(entries).flatMap(({ mark }) => mark ?? []);
  const asked = new Set([marks[0], marks[Math.floor(Math.random() * marks.length)], marks.at(-1)]);
  const found = await Promise.all(
    [...asked].map(async (mark = "") => {
      const answer = await house.asks(`${paths.search}?q=${mark.replace("note-", "")}`);
      if (!answer.ok) return [`${conversation}: the search answered ${answer.status}`];
      const { hits } = hitsSchema.parse(await answer.json());
      return hits.some(({ row }) => row.id === conversation) ? [] : [`${conversation}: ${mark} is not found`];
    }),
  );
  return found.flat();
}
