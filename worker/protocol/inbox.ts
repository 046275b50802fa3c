import * as z from "zod/mini";
import { agentNameSchema, agentSchema, agentStatusSchema } from "./agent.ts";
import { callSchema } from "./call.ts";
import { lastMessageSchema, namedSchema } from "./conversation.ts";
import { customerSchema } from "./customer.ts";
import { statusSchema } from "./entry-first.ts";
import { refusedSchema } from "./error.ts";
import { prioritySchema } from "./priority.ts";
import { idSchema, timeSchema } from "./ids.ts";

/**
 * A conversation as the lists show it: its summary, made by the Conversation object, told to the agents' sockets by
 * the Inbox object and indexed in D1. `version` only grows; of two rows the one with the higher version is right.
 */
export const inboxRowSchema = z.object({
  id: idSchema,
  /** The number people say to each other; null until the index gave one (well under a second). */
  number: z.nullable(z.int()),
  version: z.int(),
  startedAt: timeSchema,
  /** The time of the newest message: lists are sorted by it. */
  lastAt: timeSchema,
  site: namedSchema,
  team: namedSchema,
  customer: customerSchema,
  topic: z.nullable(z.string()),
  status: statusSchema,
  snoozedUntil: z.nullable(timeSchema),
  assignee: z.nullable(agentNameSchema),
  waitingSince: z.nullable(timeSchema),
  /** The flow that talks to the customer now: until it ends nobody waits. Absent: none does. */
  flow: z.optional(z.object({ id: idSchema, name: z.string() })),
  /** What flows put on it. Absent: nothing, and a normal one. */
  tags: z.optional(z.array(z.string())),
  priority: z.optional(prioritySchema),
  lastMessage: z.nullable(lastMessageSchema),
  /** Customer's messages that nobody of the team has read. */
  unread: z.int(),
  /** A co-browsing session runs. */
  cobrowsing: z.optional(z.literal(true)),
  /** The call there is now; absent: there is none. */
  call: z.optional(
    z.extend(z.pick(callSchema, { id: true, phase: true, purpose: true, by: true, at: true }), { people: z.int() }),
  ),
});
export type InboxRow = z.infer<typeof inboxRowSchema>;

/** `waiting`: open without an owner. `mine`: open, owned by who asks. `open`: every open one. */
export const listNameSchema = z.enum(["waiting", "mine", "open", "snoozed", "done"]);
export type ListName = z.infer<typeof listNameSchema>;

export const sortSchema = z.enum(["newest", "longest_waiting"]);
export type Sort = z.infer<typeof sortSchema>;

/** `GET /api/conversations`. `next` is null on the last page; give it back as `cursor` for the following one. */
export const inboxPageSchema = z.object({ rows: z.array(inboxRowSchema), next: z.nullable(z.string()) });
export type InboxPage = z.infer<typeof inboxPageSchema>;

/** One hit of the search: the conversation, and the place in its transcript with the words that were found. */
export const searchHitSchema = z.object({
  row: inboxRowSchema,
  /** The text around the hit; the words found stand between \u0002 and \u0003. Null when the customer was found, not a text. */
  excerpt: z.nullable(z.string()),
  seq: z.nullable(z.int()),
});
export const searchPageSchema = z.object({ hits: z.array(searchHitSchema), next: z.nullable(z.string()) });
export type SearchHit = z.infer<typeof searchHitSchema>;

/** An agent of the team, whether they answer, and how much they have. */
export const rosterAgentSchema = z.extend(agentSchema, agentStatusSchema.shape);
export type RosterAgent = z.infer<typeof rosterAgentSchema>;

/** What the console sends over an inbox socket: hello first. */
export const inboxClientMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hello"), version: z.int() }),
  /** The agent has looked at a conversation in which a note names them. */
  z.object({ kind: z.literal("mention_seen"), conversation: idSchema }),
]);
export type InboxClientMessage = z.infer<typeof inboxClientMessageSchema>;

/**
 * A note names this agent, who has not looked yet. The note's words stand in the conversation and nowhere else. `call`: somebody asked them
 * into the call that runs in it.
 */
export const mentionSchema = z.object({
  ...{ conversation: idSchema, by: agentNameSchema, at: timeSchema },
  call: z.optional(z.literal(true)),
});
export type Mention = z.infer<typeof mentionSchema>;

export const inboxServerMessageSchema = z.discriminatedUnion("kind", [
  /** The answer to hello. `rows` are those that need this agent: waiting, and their own that are open (at most 500). */
  z.object({
    kind: z.literal("welcome"),
    team: namedSchema,
    agents: z.array(rosterAgentSchema),
    rows: z.array(inboxRowSchema),
    /** Of this agent alone, the newest first; at most `limits.mentionsKept`, one for each conversation. */
    mentions: z.optional(z.array(mentionSchema)),
    now: timeSchema,
  }),
  /** Conversations that changed. A row whose `team` is another one has left this inbox. */
  z.object({ kind: z.literal("rows"), rows: z.array(inboxRowSchema) }),
  /** A conversation was erased: no list has it any more. */
  z.object({ kind: z.literal("gone"), conversation: idSchema }),
  /** Who joined the team or stands differently, and who is in it no more: the welcome's `agents` become others by it. */
  z.object({ kind: z.literal("roster_changed"), agents: z.array(rosterAgentSchema), left: z.array(idSchema) }),
  /** The team's agents, again, after one changed: to clients below `ROSTER_CHANGES_SINCE`. */
  z.object({ kind: z.literal("agents"), agents: z.array(rosterAgentSchema) }),
  /** A note names this agent. Only their own sockets hear it. */
  z.object({
    kind: z.literal("mention"),
    conversation: idSchema,
    customer: z.nullable(z.string()),
    by: agentNameSchema,
    text: z.string(),
    at: timeSchema,
    /** No note: into the call that runs in it. */
    call: z.optional(z.literal(true)),
  }),
  /** They have looked at it, in whichever of their windows; or the call into which they were asked is over. */
  z.object({ kind: z.literal("mention_seen"), conversation: idSchema }),
  /** Teams, or who is in them, are others now: ask `GET /api/me` and the directory again. */
  z.object({ kind: z.literal("teams_changed") }),
  refusedSchema,
]);
export type InboxServerMessage = z.infer<typeof inboxServerMessageSchema>;
