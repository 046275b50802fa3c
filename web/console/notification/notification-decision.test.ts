import type { InboxRow } from "#protocol/inbox";
import { describe, expect, it } from "vitest";
import {
  decide,
  decideMention,
  isCurrent,
  needing,
  ringChangesAt,
  ringOf,
  URGENT_MS,
  type Moment,
} from "./notification-decision.ts";

const support = { id: "team-support", name: "Support" };
const me = { id: "agent-me-0001", name: "Ana" };
const colleague = { id: "agent-other-1", name: "Rui" };

function row(change: Partial<InboxRow> = {}): InboxRow {
  return {
    id: "conversation-1",
    number: 1,
    version: 1,
    startedAt: 1000,
    lastAt: 1000,
    site: { id: "site-0000001", name: "Shop" },
    team: support,
    customer: { id: "customer-001", name: "Maria", email: null, verified: false },
    topic: null,
    status: "open",
    snoozedUntil: null,
    assignee: null,
    waitingSince: 1000,
    lastMessage: { seq: 2, at: 1000, by: "customer", text: "Hello?" },
    unread: 1,
    ...change,
  };
}

function moment(rows: InboxRow[], change: Partial<Moment> = {}): Moment {
  return {
    rows,
    me: me.id,
    teamIds: [support.id],
    available: true,
    seen: new Set(),
    visible: true,
    silenced: new Set(),
    sounds: true,
    notifies: true,
    ringWhileAway: false,
    ...change,
  };
}

const kinds = (cards: { kind: string }[]) => cards.map(({ kind }) => kind);
const mine = (change: Partial<InboxRow> = {}) => row({ assignee: me, ...change });
const written = (seq: number, by: "customer" | "agent" = "customer") => ({ seq, at: 2000, by, text: "…" });

describe("a new conversation", () => {
  it("shows a card when it starts waiting in one of the agent's teams", () => {
    expect(kinds(decide(moment([]), moment([row()])).cards)).toEqual(["waiting"]);
  });

  it("shows a card again when its owner gives it back to the line", () => {
    expect(kinds(decide(moment([mine()]), moment([row()])).cards)).toEqual(["waiting"]);
  });

  it("is shown once, not with every change of its row", () => {
    const changed = row({ version: 2, lastMessage: written(3) });
    expect(decide(moment([row()]), moment([changed]))).toEqual({ cards: [], sound: null, desktop: [] });
  });

  it("is not shown while it is on screen, nor in another team", () => {
    expect(decide(moment([]), moment([row()], { seen: new Set(["conversation-1"]) })).cards).toEqual([]);
    expect(decide(moment([]), moment([row({ team: { id: "team-other-1", name: "Sales" } })])).cards).toEqual([]);
  });

  it("is a desktop notification when no window can be seen, in one tab only", () => {
    expect(kinds(decide(moment([]), moment([row()], { visible: false })).desktop)).toEqual(["waiting"]);
    expect(decide(moment([]), moment([row()])).desktop).toEqual([]);
    expect(decide(moment([]), moment([row()], { visible: false, notifies: false })).desktop).toEqual([]);
  });

  it("does not disturb the desktop of somebody who is away, except where they ask for it", () => {
    const away = { visible: false, available: false };
    expect(decide(moment([]), moment([row()], away)).desktop).toEqual([]);
    expect(decide(moment([]), moment([row()], { ...away, ringWhileAway: true })).desktop).toHaveLength(1);
  });

  it("that waited before the console was opened is counted in one card, without a sound", () => {
    const first = decide(null, moment([row(), row({ id: "conversation-2" }), mine({ id: "conversation-3" })]));
    expect(first).toEqual({ cards: [{ kind: "line", count: 2 }], sound: null, desktop: [] });
    expect(decide(null, moment([mine()])).cards).toEqual([]);
  });
});

describe("the ring", () => {
  it("rings while somebody waits, until it is taken or leaves the line", () => {
    expect(ringOf(moment([row()]), 2000)).toEqual({ pace: "urgent", soft: false });
    expect(ringOf(moment([row({ assignee: colleague })]), 2000)).toBeNull();
    expect(ringOf(moment([mine()]), 2000)).toBeNull();
    expect(ringOf(moment([row({ status: "done" })]), 2000)).toBeNull();
    expect(ringOf(moment([]), 2000)).toBeNull();
  });

  it("rings in the tab that makes sounds, for an agent who is available", () => {
    expect(ringOf(moment([row()], { sounds: false }), 2000)).toBeNull();
    expect(ringOf(moment([row()], { available: false }), 2000)).toBeNull();
    expect(ringOf(moment([row()], { available: false, ringWhileAway: true }), 2000)).not.toBeNull();
  });

  it("gets slower after two minutes, and says when", () => {
    const waiting = moment([row()]);
    expect(ringChangesAt(waiting, 2000)).toBe(1000 + URGENT_MS);
    expect(ringOf(waiting, 1000 + URGENT_MS)).toEqual({ pace: "patient", soft: false });
    expect(ringChangesAt(waiting, 1000 + URGENT_MS)).toBeNull();
  });

  it("is urgent again for somebody new", () => {
    const rows = [row(), row({ id: "conversation-2", waitingSince: 1000 + URGENT_MS })];
    expect(ringOf(moment(rows), 1000 + URGENT_MS)?.pace).toBe("urgent");
  });

  it("can be silenced for one conversation, not for the next one", () => {
    const silenced = new Set(["conversation-1"]);
    expect(ringOf(moment([row()], { silenced }), 2000)).toBeNull();
    expect(ringOf(moment([row(), row({ id: "conversation-2" })], { silenced }), 2000)).not.toBeNull();
  });

  it("goes on, but softly, while all that rings is on screen", () => {
    const seen = new Set(["conversation-1"]);
    expect(ringOf(moment([row()], { seen }), 2000)).toEqual({ pace: "urgent", soft: true });
    expect(ringOf(moment([row(), row({ id: "conversation-2" })], { seen }), 2000)?.soft).toBe(false);
  });
});

describe("the agent's own conversations", () => {
  it("tick when the customer writes", () => {
    const decision = decide(moment([mine()]), moment([mine({ lastMessage: written(3) })]));
    expect(decision).toEqual({ cards: [], sound: "message", desktop: [] });
  });

  it("stay quiet for what an agent wrote, for what is on screen, and in tabs that make no sounds", () => {
    const after = [mine({ lastMessage: written(3) })];
    expect(decide(moment([mine()]), moment([mine({ lastMessage: written(3, "agent") })])).sound).toBeNull();
    expect(decide(moment([mine()]), moment(after, { seen: new Set(["conversation-1"]) })).sound).toBeNull();
    expect(decide(moment([mine()]), moment(after, { sounds: false })).sound).toBeNull();
  });

  it("are announced when somebody else hands them over", () => {
    const decision = decide(moment([row({ assignee: colleague })]), moment([mine()], { visible: false }));
    expect(kinds(decision.cards)).toEqual(["assigned"]);
    expect(decision.sound).toBe("attention");
    expect(kinds(decision.desktop)).toEqual(["assigned"]);
  });

  it("catch up after a lost connection with one sound for all", () => {
    const before = [mine(), mine({ id: "conversation-2" })];
    const after = [mine({ lastMessage: written(9) }), mine({ id: "conversation-2", lastMessage: written(7) })];
    expect(decide(moment(before), moment(after)).sound).toBe("message");
  });
});

describe("a mention", () => {
  const card = { kind: "mention", conversationId: "conversation-1", customer: "Maria", by: "Rui", text: "@Ana" } as const;

  it("is a card and a sound, also while away", () => {
    expect(decideMention(card, moment([], { available: false }))).toEqual({ cards: [card], sound: "attention", desktop: [] });
    expect(decideMention(card, moment([], { visible: false })).desktop).toEqual([card]);
  });

  it("is nothing while that conversation is on screen", () => {
    expect(decideMention(card, moment([], { seen: new Set(["conversation-1"]) })).cards).toEqual([]);
  });
});

describe("a card", () => {
  it("goes when somebody takes the conversation or it comes on screen", () => {
    const waiting = { kind: "waiting", row: row() } as const;
    expect(isCurrent(waiting, moment([row()]))).toBe(true);
    expect(isCurrent(waiting, moment([mine()]))).toBe(false);
    expect(isCurrent(waiting, moment([]))).toBe(false);
    expect(isCurrent(waiting, moment([row()], { seen: new Set(["conversation-1"]) }))).toBe(false);
    expect(isCurrent({ kind: "line", count: 2 }, moment([mine()]))).toBe(false);
  });
});

it("counts who waits and what is unread in the agent's own conversations", () => {
  const rows = [
    row(),
    mine({ id: "conversation-2" }),
    mine({ id: "conversation-3", unread: 0 }),
    row({ id: "conversation-4", assignee: colleague }),
  ];
  expect(needing(rows, me.id, [support.id])).toBe(2);
});
