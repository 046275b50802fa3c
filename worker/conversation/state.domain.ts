import { applyCall, personOf } from "../call/call.domain.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { CobrowseState } from "../protocol/cobrowse.ts";
import type { CallBody } from "../protocol/call.ts";
import type { ConversationState, CustomerState, LastMessage } from "../protocol/conversation.ts";
import type { Author, CustomerEntry, Entry, SeenEntry } from "../protocol/entry.ts";
import { collectedAfter, figuresAfter, runAfter } from "../flow/flow-fold.domain.ts";
import type { FlowBody } from "../protocol/flow-run.ts";

const previewCharacters = 160;

/**
 * Folds one entry, in the count of the team, into what is known of the conversation. The only way in which a
 * conversation changes: the object folds what it commits, the console folds what it receives, and its own commands
 * before they are acknowledged. Null until the `started` entry.
 */
export function apply(state: ConversationState | null, entry: Entry, isPublic = false): ConversationState | null {
  const { body } = entry;
  if (body.kind === "started") {
    return {
      id: body.conversation,
      seq: entry.seq,
      publicSeq: 0,
      startedAt: entry.at,
      site: body.site,
      team: body.team,
      topic: body.topic,
      customer: body.customer,
      status: "open",
      snoozedUntil: null,
      assignee: null,
      speaker: null,
      owedSince: null,
      tried: [],
      waitingSince: null,
      lastMessage: null,
      cobrowse: null,
      call: null,
      ...{ flow: null, asked: null, collected: [], tags: [], priority: "normal", runs: [] },
    };
  }
  if (state === null) return null;
  const next = change(state, entry);
  return { ...next, seq: Math.max(state.seq, entry.seq), publicSeq: state.publicSeq + (isPublic ? 1 : 0) };
}

function change(state: ConversationState, entry: Entry): ConversationState {
  const { body } = entry;
  switch (body.kind) {
    case "message":
      return {
        ...state,
        ...afterAnswer(state, entry.author),
        waitingSince: waitingAfterMessage(state, entry.author, entry.at),
        ...(body.ask === undefined ? {} : { asked: entry.seq }),
        lastMessage: {
          seq: entry.seq,
          at: entry.at,
          by: entry.author.kind,
          text: body.deletedAt === null ? preview(body.text) : "",
          ...filesOf(body),
          ...("article" in body && body.article !== undefined ? { article: body.article.title } : {}),
        },
      };
    case "edited":
      return withLastText(state, body.target, preview(body.text));
    case "deleted":
      return withoutLast(state, body.target);
    case "assigned":
      return {
        ...state,
        assignee: body.to,
        owedSince: body.to === null ? null : entry.at,
        tried: triedAfter(state, body.reason, entry.at),
      };
    case "joined":
      return { ...state, speaker: body.agent };
    case "left":
      return { ...state, speaker: null };
    case "transferred":
      return {
        ...state,
        assignee: body.to,
        team: body.team,
        owedSince: body.to === null ? null : entry.at,
        tried: [],
      };
    case "status":
      return {
        ...state,
        status: body.to,
        snoozedUntil: body.to === "snoozed" ? body.until : null,
        ...(body.to === "done" ? { waitingSince: null, owedSince: null, tried: [] } : {}),
        // What is opened again asks for a first answer again.
        ...(body.reason === "customer_wrote" && state.assignee !== null ? { owedSince: entry.at } : {}),
      };
    case "identified":
      return { ...state, customer: body.customer };
    case "cobrowse":
      return afterCobrowse(state, cobrowseAfter(state.cobrowse, entry));
    case "call":
      return afterCall(state, body, entry);
    case "flow":
      return afterFlow(state, body, entry.at);
    case "note":
    case "started":
    case "cobrowse_acted":
      return state;
    default:
      return body satisfies never;
  }
}

/** Whoever answers owes no first answer any more, and nobody is passed over. */
function afterAnswer(state: ConversationState, author: Author): Partial<ConversationState> {
  if (author.kind !== "agent") return {};
  return { owedSince: author.id === state.assignee?.id ? null : state.owedSince, tried: [] };
}

/** Of whoever talks to an agent, or shows them their page: they wait for no answer. */
const withAgent = { waitingSince: null, owedSince: null, tried: [] };

function afterCall(state: ConversationState, { call: id, fact }: CallBody, { at, author }: Entry): ConversationState {
  const call = applyCall(state.call, fact, { call: id, at, by: personOf(author, state.customer.name) });
  const rings = fact.kind === "requested" && author.kind === "customer";
  if (rings) return { ...state, call, waitingSince: waitingAfterMessage(state, author, at) };
  if (call?.phase !== "live" || state.call?.phase === "live") return { ...state, call };
  return { ...state, call, ...withAgent };
}

function afterCobrowse(state: ConversationState, cobrowse: CobrowseState | null): ConversationState {
  if (cobrowse?.phase !== "live" || state.cobrowse?.phase === "live") return { ...state, cobrowse };
  return { ...state, cobrowse, ...withAgent };
}

function triedAfter(
  state: ConversationState,
  reason: Extract<Entry["body"], { kind: "assigned" }>["reason"],
  at: number,
): ConversationState["tried"] {
  if (reason === "taken" || reason === "transferred") return [];
  if (reason !== "no_reply" || state.assignee === null) return state.tried;
  return [...state.tried, { id: state.assignee.id, at }];
}

/** They wait from their first unanswered message on; an agent's message is the answer, and so is a flow that goes on. */
function waitingAfterMessage(state: ConversationState, author: Author, at: number): number | null {
  if (state.flow !== null && author.kind !== "agent") return null;
  if (author.kind === "customer") return state.waitingSince ?? at;
  return author.kind === "agent" ? null : state.waitingSince;
}

/** What of co-browsing runs after this entry, in either count. */
function cobrowseAfter(
  running: CobrowseState | null,
  { at, author, body }: Pick<SeenEntry, "at" | "author" | "body">,
): CobrowseState | null {
  if (body.kind !== "cobrowse") return running;
  const { session, happened } = body;
  if (happened.step === "asked") {
    const agent = author.kind === "agent" ? { id: author.id, name: author.name } : { id: "", name: "" };
    return { session, agent, phase: "asked", since: at, origins: [] };
  }
  if (happened.step === "controlled" || running === null) return running;
  if (happened.step !== "accepted") return null;
  const since = running.phase === "live" ? running.since : at;
  return { ...running, phase: "live", since, origins: [...running.origins, happened.origin] };
}

function withLastText(state: ConversationState, target: number, text: string): ConversationState {
  if (state.lastMessage?.seq !== target) return state;
  return { ...state, lastMessage: { ...state.lastMessage, text } };
}

function withoutLast(state: ConversationState, target: number): ConversationState {
  if (state.lastMessage?.seq !== target) return state;
  const { seq, at, by } = state.lastMessage;
  return { ...state, lastMessage: { seq, at, by, text: "" } };
}

function filesOf({ attachments = [] }: { attachments?: Attachment[] | undefined }): Pick<LastMessage, "files"> {
  const [first] = attachments;
  return first === undefined ? {} : { files: { kind: first.kind, count: attachments.length } };
}

/** One line for a list. Cut between characters, not inside one. */
function preview(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= previewCharacters) return line;
  const characters = Array.from(line.slice(0, (previewCharacters + 1) * 2));
  return characters.length <= previewCharacters
    ? characters.join("")
    : `${characters.slice(0, previewCharacters).join("")}…`;
}

/** Nobody waits while a flow talks; where it ends for a person, the customer waits for that person from then on. */
function afterFlow(state: ConversationState, body: FlowBody, at: number): ConversationState {
  const isForPerson = body.did === "ended" && body.outcome !== "finished" && body.outcome !== "left";
  return {
    ...state,
    flow: runAfter(body),
    asked: body.did === "ended" ? null : state.asked,
    collected: collectedAfter(state.collected, body.collected),
    topic: body.set?.topic ?? state.topic,
    tags: body.set?.tags ?? state.tags,
    priority: body.set?.priority ?? state.priority,
    runs: figuresAfter(state.runs, body),
    waitingSince: isForPerson && state.status !== "done" ? at : null,
  };
}

/** The customer's own view, from the state; sent with `welcome`. */
export function customerStateOf(state: ConversationState): CustomerState {
  return {
    id: state.id,
    seq: state.publicSeq,
    startedAt: state.startedAt,
    done: state.status === "done",
    speaker: state.speaker,
    ...(state.cobrowse === null ? {} : { cobrowse: state.cobrowse }),
    ...(state.call === null ? {} : { call: state.call }),
    ...(state.flow === null ? {} : { flow: { person: state.flow.person } }),
  };
}

/**
 * What a customer's client folds: it sees done and its end by an agent; where its own message is that end, the message says
 * so.
 */
export function applyForCustomer(state: CustomerState, entry: CustomerEntry): CustomerState {
  const seq = Math.max(state.seq, entry.seq);
  switch (entry.body.kind) {
    case "joined":
      return { ...state, seq, speaker: entry.body.agent };
    case "left":
      return { ...state, seq, speaker: null };
    case "status":
      return { ...state, seq, done: entry.body.to === "done" };
    case "message":
      return { ...state, seq, done: entry.author.kind === "customer" ? false : state.done };
    case "edited":
    case "deleted":
    case "call":
      return { ...state, seq };
    case "cobrowse":
      return { ...state, seq, cobrowse: cobrowseAfter(state.cobrowse ?? null, entry) ?? undefined };
    case "flow": {
      const { flow: _, ...rest } = state;
      return entry.body.did === "began" ? { ...rest, seq, flow: { person: entry.body.person } } : { ...rest, seq };
    }
    default:
      return entry.body satisfies never;
  }
}
