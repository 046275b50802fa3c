import { agentCallFrames, callClientFrames, callFrames } from "./call.golden.ts";
import type { ClientMessage } from "./client-message.ts";
import type { Customer, CustomerPanel } from "./customer.ts";
import type { CustomerEntry, Entry } from "./entry.ts";
import { flowClientFrames, flowEntries, flowFrames, noFlows, noFlowsWire } from "./flow.golden.ts";
import type { InboxClientMessage, InboxRow, InboxServerMessage } from "./inbox.ts";
import type { AgentServerMessage, CustomerServerMessage } from "./server-message.ts";

/**
 * One frame of each kind, as it stands on the wire and as it reads. Run in Node, in workerd and in a browser: whoever
 * reads or writes frames anywhere, reads and writes these. A line that has to change is a change of the protocol.
 */
export type GoldenFrames<Message> = readonly (readonly [wire: string, value: Message])[];

const at = 1_790_000_000_000;
const clara: Customer = { id: "customer-1", name: "Clara", email: null, verified: false };
const ana = { id: "agent-ana-1", name: "Ana" };
const site = { id: "site-shop-1", name: "Shop" };
const team = { id: "team-1-support", name: "Support" };

export const clientFrames: GoldenFrames<ClientMessage> = [
  ['{"kind":"hello","version":1,"after":0}', { kind: "hello", version: 1, after: 0 }],
  [
    '{"kind":"message","id":"command-01","text":"Olá 👋\\nall good?"}',
    { kind: "message", id: "command-01", text: "Olá 👋\nall good?" },
  ],
  [
    '{"kind":"message","id":"command-01d","text":"No","answers":{"target":3,"button":1}}',
    { kind: "message", id: "command-01d", text: "No", answers: { target: 3, button: 1 } },
  ],
  [
    '{"kind":"message","id":"command-01e","text":"Better?","buttons":["Yes","No"]}',
    { kind: "message", id: "command-01e", text: "Better?", buttons: ["Yes", "No"] },
  ],
  [
    '{"kind":"message","id":"command-01b","text":"","attachments":["upload-0001"]}',
    { kind: "message", id: "command-01b", text: "", attachments: ["upload-0001"] },
  ],
  [
    '{"kind":"message","id":"command-01c","text":"","article":{"id":"article-grind","language":"en","title":"Grind","excerpt":"","slug":"grind"}}',
    {
      ...{ kind: "message", id: "command-01c", text: "" },
      article: { id: "article-grind", language: "en", title: "Grind", excerpt: "", slug: "grind" },
    },
  ],
  [
    '{"kind":"note","id":"command-02","text":"Careful","mentions":["agent-ana-1"]}',
    { kind: "note", id: "command-02", text: "Careful", mentions: ["agent-ana-1"] },
  ],
  [
    '{"kind":"edit","id":"command-03","target":7,"text":"Better"}',
    { kind: "edit", id: "command-03", target: 7, text: "Better" },
  ],
  ['{"kind":"delete","id":"command-04","target":7}', { kind: "delete", id: "command-04", target: 7 }],
  ['{"kind":"take","id":"command-05","expected":null}', { kind: "take", id: "command-05", expected: null }],
  [
    '{"kind":"transfer","id":"command-06","to":{"kind":"agent","id":"agent-ana-1"},"comment":null}',
    { kind: "transfer", id: "command-06", to: { kind: "agent", id: "agent-ana-1" }, comment: null },
  ],
  [
    '{"kind":"transfer","id":"command-07","to":{"kind":"team","id":"team-1-support"},"comment":"Yours"}',
    { kind: "transfer", id: "command-07", to: { kind: "team", id: "team-1-support" }, comment: "Yours" },
  ],
  [
    '{"kind":"status","id":"command-08","to":"snoozed","until":1790000000000}',
    { kind: "status", id: "command-08", to: "snoozed", until: at },
  ],
  ['{"kind":"cobrowse_ask","id":"command-20"}', { kind: "cobrowse_ask", id: "command-20" }],
  [
    '{"kind":"cobrowse_answer","id":"command-21","session":"command-20","accept":true,"origin":"https://shop.test"}',
    { kind: "cobrowse_answer", id: "command-21", session: "command-20", accept: true, origin: "https://shop.test" },
  ],
  [
    '{"kind":"cobrowse_end","id":"command-22","session":"command-20"}',
    { kind: "cobrowse_end", id: "command-22", session: "command-20" },
  ],
  ['{"kind":"history","id":"command-09","before":51}', { kind: "history", id: "command-09", before: 51 }],
  [
    '{"kind":"typing","on":true,"where":"reply","text":"Is any"}',
    { kind: "typing", on: true, where: "reply", text: "Is any" },
  ],
  ['{"kind":"typing","on":false,"where":"note"}', { kind: "typing", on: false, where: "note" }],
  ['{"kind":"receipt","delivered":9,"read":7}', { kind: "receipt", delivered: 9, read: 7 }],
  [
    '{"kind":"visit","url":"https://shop.test/cart","title":"Cart"}',
    { kind: "visit", url: "https://shop.test/cart", title: "Cart" },
  ],
  [
    '{"kind":"describe","attributes":{"plan":"gold","orders":3,"vip":true}}',
    { kind: "describe", attributes: { plan: "gold", orders: 3, vip: true } },
  ],
  ...callClientFrames,
  ...flowClientFrames,
];

/** An entry of every kind, as agents see it. */
export const agentEntries: GoldenFrames<Entry> = [
  [
    '{"seq":1,"id":"command-00.0","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"started","conversation":"conversation-1","customer":{"id":"customer-1","name":"Clara","email":null,"verified":false},"site":{"id":"site-shop-1","name":"Shop"},"team":{"id":"team-1-support","name":"Support"},"topic":null,"page":{"url":"https://shop.test/","title":"Shop"}}}',
    {
      ...{ seq: 1, id: "command-00.0", at, author: { kind: "system" } },
      body: {
        ...{ kind: "started", conversation: "conversation-1", customer: clara, site, team, topic: null },
        page: { url: "https://shop.test/", title: "Shop" },
      },
    },
  ],
  [
    '{"seq":2,"id":"command-00","at":1790000000000,"author":{"kind":"customer"},"body":{"kind":"message","text":"Hello","editedAt":null,"deletedAt":null}}',
    {
      ...{ seq: 2, id: "command-00", at, author: { kind: "customer" } },
      body: { kind: "message", text: "Hello", editedAt: null, deletedAt: null },
    },
  ],
  [
    '{"seq":3,"id":"command-10","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"note","text":"","editedAt":1790000000000,"deletedAt":1790000000000,"mentions":["agent-ana-1"]}}',
    {
      ...{ seq: 3, id: "command-10", at, author: { kind: "agent", ...ana } },
      body: { kind: "note", text: "", editedAt: at, deletedAt: at, mentions: ["agent-ana-1"] },
    },
  ],
  [
    '{"seq":4,"id":"command-11","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"edited","target":3,"text":"Better"}}',
    {
      ...{ seq: 4, id: "command-11", at, author: { kind: "agent", ...ana } },
      body: { kind: "edited", target: 3, text: "Better" },
    },
  ],
  [
    '{"seq":5,"id":"command-12","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"deleted","target":3}}',
    {
      ...{ seq: 5, id: "command-12", at, author: { kind: "agent", ...ana } },
      body: { kind: "deleted", target: 3 },
    },
  ],
  [
    '{"seq":6,"id":"command-13","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"assigned","to":{"id":"agent-ana-1","name":"Ana"},"reason":"taken"}}',
    {
      ...{ seq: 6, id: "command-13", at, author: { kind: "agent", ...ana } },
      body: { kind: "assigned", to: ana, reason: "taken" },
    },
  ],
  [
    '{"seq":7,"id":"command-13.1","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"joined","agent":{"id":"agent-ana-1","name":"Ana"}}}',
    { ...{ seq: 7, id: "command-13.1", at, author: { kind: "system" } }, body: { kind: "joined", agent: ana } },
  ],
  [
    '{"seq":8,"id":"command-14","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"transferred","from":{"id":"agent-ana-1","name":"Ana"},"to":null,"team":{"id":"team-1-support","name":"Support"}}}',
    {
      ...{ seq: 8, id: "command-14", at, author: { kind: "agent", ...ana } },
      body: { kind: "transferred", from: ana, to: null, team },
    },
  ],
  [
    '{"seq":9,"id":"command-14.1","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"left","agent":{"id":"agent-ana-1","name":"Ana"}}}',
    { ...{ seq: 9, id: "command-14.1", at, author: { kind: "system" } }, body: { kind: "left", agent: ana } },
  ],
  [
    '{"seq":10,"id":"command-15","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"status","to":"snoozed","until":1790000000000,"reason":"agent"}}',
    {
      ...{ seq: 10, id: "command-15", at, author: { kind: "system" } },
      body: { kind: "status", to: "snoozed", until: at, reason: "agent" },
    },
  ],
  [
    '{"seq":11,"id":"command-16","at":1790000000000,"author":{"kind":"system"},"body":{"kind":"identified","customer":{"id":"customer-1","name":"Clara","email":null,"verified":false}}}',
    {
      ...{ seq: 11, id: "command-16", at, author: { kind: "system" } },
      body: { kind: "identified", customer: clara },
    },
  ],
  [
    '{"seq":12,"id":"command-20","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"cobrowse","session":"command-20","happened":{"step":"asked"}}}',
    {
      ...{ seq: 12, id: "command-20", at, author: { kind: "agent", ...ana } },
      body: { kind: "cobrowse", session: "command-20", happened: { step: "asked" } },
    },
  ],
  [
    '{"seq":13,"id":"command-21","at":1790000000000,"author":{"kind":"customer"},"body":{"kind":"cobrowse","session":"command-20","happened":{"step":"accepted","origin":"https://shop.test"}}}',
    {
      ...{ seq: 13, id: "command-21", at, author: { kind: "customer" } },
      body: {
        kind: "cobrowse",
        session: "command-20",
        happened: { step: "accepted", origin: "https://shop.test" },
      },
    },
  ],
  [
    '{"seq":14,"id":"command-20.note-0","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"cobrowse_acted","session":"command-20","action":"click","on":"Add to cart"}}',
    {
      ...{ seq: 14, id: "command-20.note-0", at, author: { kind: "agent", ...ana } },
      body: { kind: "cobrowse_acted", session: "command-20", action: "click", on: "Add to cart" },
    },
  ],
  [
    '{"seq":15,"id":"command-22","at":1790000000000,"author":{"kind":"customer"},"body":{"kind":"cobrowse","session":"command-20","happened":{"step":"ended","reason":"customer","seconds":272,"agents":[{"id":"agent-ana-1","name":"Ana"}],"pages":3,"controlled":true}}}',
    {
      ...{ seq: 15, id: "command-22", at, author: { kind: "customer" } },
      body: {
        kind: "cobrowse",
        session: "command-20",
        happened: { step: "ended", reason: "customer", seconds: 272, agents: [ana], pages: 3, controlled: true },
      },
    },
  ],
  [
    '{"seq":16,"id":"command-40","at":1790000000000,"author":{"kind":"agent","id":"agent-ana-1","name":"Ana"},"body":{"kind":"call","call":"command-40","fact":{"kind":"requested","purpose":"video","transport":"mesh"}}}',
    {
      ...{ seq: 16, id: "command-40", at, author: { kind: "agent", ...ana } },
      body: { kind: "call", call: "command-40", fact: { kind: "requested", purpose: "video", transport: "mesh" } },
    },
  ],
  ...flowEntries,
];

const receipts = { customer: { delivered: 2, read: 2 }, team: { delivered: 1, read: 0 } };
const receiptsWire = '{"customer":{"delivered":2,"read":2},"team":{"delivered":1,"read":0}}';

const shared: GoldenFrames<Extract<CustomerServerMessage, { kind: "ack" | "refused" | "receipts" }>> = [
  ['{"kind":"ack","id":"command-01","seq":3}', { kind: "ack", id: "command-01", seq: 3 }],
  [
    '{"kind":"refused","id":null,"code":"rate_limited","message":"Too much at once. Wait a moment and try again.","retryAfterMs":1000}',
    {
      kind: "refused",
      id: null,
      code: "rate_limited",
      message: "Too much at once. Wait a moment and try again.",
      retryAfterMs: 1000,
    },
  ],
  [
    '{"kind":"refused","id":"command-05","code":"already_assigned","message":"A colleague was faster: this conversation is assigned already.","retryAfterMs":null,"detail":"Ana"}',
    {
      kind: "refused",
      id: "command-05",
      code: "already_assigned",
      ...{
        message: "A colleague was faster: this conversation is assigned already.",
        retryAfterMs: null,
        detail: "Ana",
      },
    },
  ],
  [`{"kind":"receipts","receipts":${receiptsWire}}`, { kind: "receipts", receipts }],
];

const hello: CustomerEntry[] = [
  {
    ...{ seq: 1, id: "command-00", at, author: { kind: "customer" } },
    body: { kind: "message", text: "Hello", editedAt: null, deletedAt: null },
  },
];
const helloWire =
  '[{"seq":1,"id":"command-00","at":1790000000000,"author":{"kind":"customer"},"body":{"kind":"message","text":"Hello","editedAt":null,"deletedAt":null}}]';

export const customerFrames: GoldenFrames<CustomerServerMessage> = [
  ...shared,
  ...callFrames,
  ...flowFrames,
  [
    `{"kind":"welcome","version":1,"now":1790000000000,"mode":"resume","state":{"id":"conversation-1","seq":1,"startedAt":1790000000000,"done":false,"speaker":{"id":"agent-ana-1","name":"Ana"}},"entries":${helloWire},"more":false,"receipts":${receiptsWire}}`,
    {
      kind: "welcome",
      version: 1,
      now: at,
      mode: "resume",
      state: { id: "conversation-1", seq: 1, startedAt: at, done: false, speaker: ana },
      entries: hello,
      more: false,
      receipts,
    },
  ],
  [`{"kind":"entries","entries":${helloWire}}`, { kind: "entries", entries: hello }],
  [
    `{"kind":"page","id":"command-09","entries":${helloWire},"more":true}`,
    { kind: "page", id: "command-09", entries: hello, more: true },
  ],
  ['{"kind":"typing","agent":{"id":"agent-ana-1","name":"Ana"}}', { kind: "typing", agent: ana }],
  ['{"kind":"typing","agent":null}', { kind: "typing", agent: null }],
  ['{"kind":"line","place":2,"available":true}', { kind: "line", place: 2, available: true }],
  ['{"kind":"sneak_peek","on":false}', { kind: "sneak_peek", on: false }],
];

const panel: CustomerPanel = {
  customer: clara,
  attributes: { plan: "gold" },
  place: { country: "BR", city: null, language: "pt-BR", browser: "Firefox 150", system: null, device: "phone" },
  visits: [{ url: "https://shop.test/", title: "Shop", at }],
  online: true,
};
const panelWire =
  '{"customer":{"id":"customer-1","name":"Clara","email":null,"verified":false},"attributes":{"plan":"gold"},"place":{"country":"BR","city":null,"language":"pt-BR","browser":"Firefox 150","system":null,"device":"phone"},"visits":[{"url":"https://shop.test/","title":"Shop","at":1790000000000}],"online":true}';

export const agentFrames: GoldenFrames<AgentServerMessage> = [
  ...shared,
  ...callFrames,
  ...agentCallFrames,
  [
    `{"kind":"welcome","version":1,"now":1790000000000,"mode":"reset","state":{"id":"conversation-1","seq":2,"publicSeq":1,"startedAt":1790000000000,"site":{"id":"site-shop-1","name":"Shop"},"team":{"id":"team-1-support","name":"Support"},"topic":null,"customer":{"id":"customer-1","name":"Clara","email":null,"verified":false},"status":"open","snoozedUntil":null,"assignee":null,"speaker":null,"owedSince":null,"tried":[],"waitingSince":1790000000000,"lastMessage":{"seq":2,"at":1790000000000,"by":"customer","text":"Hello"},"cobrowse":null,"call":null,${noFlowsWire}},"entries":[],"more":true,"receipts":${receiptsWire},"viewers":[{"id":"agent-ana-1","name":"Ana","picture":null,"role":"agent","typing":"note"}],"panel":${panelWire}}`,
    {
      kind: "welcome",
      version: 1,
      now: at,
      mode: "reset",
      state: {
        ...{ id: "conversation-1", seq: 2, publicSeq: 1, startedAt: at, site, team, topic: null, customer: clara },
        status: "open",
        snoozedUntil: null,
        assignee: null,
        speaker: null,
        owedSince: null,
        tried: [],
        waitingSince: at,
        lastMessage: { seq: 2, at, by: "customer", text: "Hello" },
        cobrowse: null,
        call: null,
        ...noFlows,
      },
      entries: [],
      more: true,
      receipts,
      viewers: [{ ...ana, picture: null, role: "agent", typing: "note" }],
      panel,
    },
  ],
  [`{"kind":"entries","entries":[${agentEntries.map(([wire]) => wire).join(",")}]}`, entriesOf(agentEntries)],
  [
    '{"kind":"page","id":"command-09","entries":[],"more":false}',
    { kind: "page", id: "command-09", entries: [], more: false },
  ],
  [
    '{"kind":"viewers","viewers":[{"id":"agent-ana-1","name":"Ana","picture":null,"role":"agent","typing":null}]}',
    { kind: "viewers", viewers: [{ ...ana, picture: null, role: "agent", typing: null }] },
  ],
  ['{"kind":"customer_typing","on":true,"text":"Is any"}', { kind: "customer_typing", on: true, text: "Is any" }],
  [`{"kind":"panel","panel":${panelWire}}`, { kind: "panel", panel }],
];

function entriesOf(entries: GoldenFrames<Entry>): AgentServerMessage {
  return { kind: "entries", entries: entries.map(([, entry]) => entry) };
}

const row: InboxRow = {
  ...{ id: "conversation-1", number: 1042, version: 3, startedAt: at, lastAt: at, site, team, customer: clara },
  ...{ topic: "Delivery", status: "open", snoozedUntil: null, assignee: ana, waitingSince: null },
  ...{ lastMessage: { seq: 2, at, by: "agent", text: "Hi" }, unread: 0 },
};
const rowWire =
  '{"id":"conversation-1","number":1042,"version":3,"startedAt":1790000000000,"lastAt":1790000000000,"site":{"id":"site-shop-1","name":"Shop"},"team":{"id":"team-1-support","name":"Support"},"customer":{"id":"customer-1","name":"Clara","email":null,"verified":false},"topic":"Delivery","status":"open","snoozedUntil":null,"assignee":{"id":"agent-ana-1","name":"Ana"},"waitingSince":null,"lastMessage":{"seq":2,"at":1790000000000,"by":"agent","text":"Hi"},"unread":0}';

export const inboxClientFrames: GoldenFrames<InboxClientMessage> = [
  ['{"kind":"hello","version":1}', { kind: "hello", version: 1 }],
  ['{"kind":"mention_seen","conversation":"conversation-1"}', { kind: "mention_seen", conversation: "conversation-1" }],
];

export const inboxFrames: GoldenFrames<InboxServerMessage> = [
  [
    `{"kind":"welcome","team":{"id":"team-1-support","name":"Support"},"agents":[],"rows":[${rowWire}],"now":1790000000000}`,
    { kind: "welcome", team, agents: [], rows: [row], now: at },
  ],
  [
    '{"kind":"welcome","team":{"id":"team-1-support","name":"Support"},"agents":[],"rows":[],"mentions":[{"conversation":"conversation-1","by":{"id":"agent-ana-1","name":"Ana"},"at":1790000000000,"call":true}],"now":1790000000000}',
    {
      ...{ kind: "welcome", team, agents: [], rows: [] },
      ...{ mentions: [{ conversation: "conversation-1", by: ana, at, call: true }], now: at },
    },
  ],
  [`{"kind":"rows","rows":[${rowWire}]}`, { kind: "rows", rows: [row] }],
  [
    '{"kind":"roster_changed","agents":[{"id":"agent-ana-1","name":"Ana","picture":null,"role":"owner","availability":"away","load":0,"limit":5}],"left":["agent-bruno-1"]}',
    {
      kind: "roster_changed",
      agents: [{ ...ana, picture: null, role: "owner", availability: "away", load: 0, limit: 5 }],
      left: ["agent-bruno-1"],
    },
  ],
  [
    '{"kind":"agents","agents":[{"id":"agent-ana-1","name":"Ana","picture":null,"role":"owner","availability":"busy","load":3,"limit":5}]}',
    { kind: "agents", agents: [{ ...ana, picture: null, role: "owner", availability: "busy", load: 3, limit: 5 }] },
  ],
  [
    '{"kind":"mention","conversation":"conversation-1","customer":"Clara","by":{"id":"agent-ana-1","name":"Ana"},"text":"Look","at":1790000000000}',
    { kind: "mention", conversation: "conversation-1", customer: "Clara", by: ana, text: "Look", at },
  ],
  ['{"kind":"mention_seen","conversation":"conversation-1"}', { kind: "mention_seen", conversation: "conversation-1" }],
  ['{"kind":"teams_changed"}', { kind: "teams_changed" }],
  ['{"kind":"gone","conversation":"conversation-1"}', { kind: "gone", conversation: "conversation-1" }],
  [
    '{"kind":"refused","id":null,"code":"invalid_frame","message":"No","retryAfterMs":null}',
    { kind: "refused", id: null, code: "invalid_frame", message: "No", retryAfterMs: null },
  ],
];
