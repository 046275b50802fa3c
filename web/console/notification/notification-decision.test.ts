import type { InboxRow } from "#protocol/inbox";
import { describe, expect, it } from "vitest";
import {
  decide,
  decideMention,
  decideStart,
  isCurrent,
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

function moment(change: Partial<Moment> = {}): Moment {
  return {
    waiting: [],
    calling: [],
    me: me.id,
    teamIds: [support.id],
    mentioned: new Set(),
    available: true,
    seen: new Set(),
    lists: false,
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

const seen = new Set(["conversation-1"]);
const came = (now: InboxRow, before: InboxRow | null = null) => [{ row: now, before }];
const nothing = { cards: [], sound: null, desktop: [] };

describe("a new conversation", () => {
  it("shows a card when it starts waiting in one of the agent's teams", () => {
    expect(kinds(decide(came(row()), moment()).cards)).toEqual(["waiting"]);
  });

  it("shows a card again when its owner gives it back to the line", () => {
    expect(kinds(decide(came(row(), mine()), moment()).cards)).toEqual(["waiting"]);
  });

  it("is shown once, not with every change of its row", () => {
    expect(decide(came(row({ version: 2, lastMessage: written(3) }), row()), moment())).toEqual(nothing);
  });

  it("that a colleague took in the same instant is not shown", () => {
    const burst = [...came(row()), ...came(row({ assignee: colleague, version: 2 }), row())];
    expect(decide(burst, moment())).toEqual(nothing);
  });

  it("is not shown while it is on screen, nor in another team", () => {
    expect(decide(came(row()), moment({ seen }))).toEqual(nothing);
    expect(decide(came(row({ team: { id: "team-other-1", name: "Sales" } })), moment())).toEqual(nothing);
  });

  it("is a desktop notification when no window can be seen, in one tab only", () => {
    expect(kinds(decide(came(row()), moment({ visible: false })).desktop)).toEqual(["waiting"]);
    expect(decide(came(row()), moment()).desktop).toEqual([]);
    expect(decide(came(row()), moment({ visible: false, notifies: false })).desktop).toEqual([]);
  });

  it("does not disturb the desktop of somebody who is away, except where they ask for it", () => {
    const away = { visible: false, available: false };
    expect(decide(came(row()), moment(away)).desktop).toEqual([]);
    expect(decide(came(row()), moment({ ...away, ringWhileAway: true })).desktop).toHaveLength(1);
  });

  it("that waited before its team was first heard of is counted in one card, without a sound", () => {
    const waiting = [row(), row({ id: "conversation-2" })];
    const teams = new Set([support.id]);
    expect(decideStart(moment({ waiting }), teams)).toEqual({ ...nothing, cards: [{ kind: "line", count: 2 }] });
    expect(decideStart(moment(), teams)).toEqual(nothing);
    expect(decideStart(moment({ waiting, lists: true }), teams)).toEqual(nothing);
  });

  it("is counted with those of the teams before, where one is heard of later; and not again without one", () => {
    const sales = { id: "team-sales-1", name: "Sales" };
    const late = [row(), row({ id: "conversation-2", team: sales })];
    expect(decideStart(moment({ waiting: late }), new Set([sales.id])).cards).toEqual([{ kind: "line", count: 2 }]);
    expect(decideStart(moment({ waiting: [row()] }), new Set([sales.id]))).toEqual(nothing);
  });
});

describe("the ring", () => {
  const waiting = [row()];
  const two = [row(), row({ id: "conversation-2" })];

  it("rings while somebody waits, in the tab that makes sounds, for an agent who is available", () => {
    expect(ringOf(moment({ waiting }), 2000)).toEqual({ pace: "urgent", soft: false });
    expect(ringOf(moment(), 2000)).toBeNull();
    expect(ringOf(moment({ waiting, sounds: false }), 2000)).toBeNull();
    expect(ringOf(moment({ waiting, available: false }), 2000)).toBeNull();
    expect(ringOf(moment({ waiting, available: false, ringWhileAway: true }), 2000)).not.toBeNull();
  });

  it("gets slower after two minutes, and says when", () => {
    expect(ringChangesAt(moment({ waiting }), 2000)).toBe(1000 + URGENT_MS);
    expect(ringOf(moment({ waiting }), 1000 + URGENT_MS)).toEqual({ pace: "patient", soft: false });
    expect(ringChangesAt(moment({ waiting }), 1000 + URGENT_MS)).toBeNull();
  });

  it("is urgent again for somebody new", () => {
    const later = row({ id: "conversation-2", waitingSince: 1000 + URGENT_MS });
    expect(ringOf(moment({ waiting: [row(), later] }), 1000 + URGENT_MS)?.pace).toBe("urgent");
  });

  it("can be silenced for one conversation, not for the next one", () => {
    expect(ringOf(moment({ waiting, silenced: seen }), 2000)).toBeNull();
    expect(ringOf(moment({ waiting: two, silenced: seen }), 2000)).not.toBeNull();
  });

  it("goes on, but softly, while all that rings is on screen", () => {
    expect(ringOf(moment({ waiting, seen }), 2000)).toEqual({ pace: "urgent", soft: true });
    expect(ringOf(moment({ waiting: two, seen }), 2000)?.soft).toBe(false);
  });
});

describe("the agent's own conversations", () => {
  it("tick when the customer writes", () => {
    expect(decide(came(mine({ lastMessage: written(3) }), mine()), moment())).toEqual({ ...nothing, sound: "message" });
  });

  it("stay quiet for what an agent wrote, for what is on screen, and in tabs that make no sounds", () => {
    const answered = came(mine({ lastMessage: written(3, "agent") }), mine());
    const asked = came(mine({ lastMessage: written(3) }), mine());
    expect(decide(answered, moment())).toEqual(nothing);
    expect(decide(asked, moment({ seen }))).toEqual(nothing);
    expect(decide(asked, moment({ sounds: false }))).toEqual(nothing);
  });

  it("are announced when somebody else hands them over", () => {
    const decision = decide(came(mine(), row({ assignee: colleague })), moment({ visible: false }));
    expect(kinds(decision.cards)).toEqual(["assigned"]);
    expect(decision.sound).toBe("attention");
    expect(kinds(decision.desktop)).toEqual(["assigned"]);
  });

  it("are announced when the customer comes back after Done", () => {
    const back = came(mine({ lastMessage: written(9) }), mine({ status: "done" }));
    expect(kinds(decide(back, moment()).cards)).toEqual(["returned"]);
  });

  it("catch up after a lost connection with one sound for all", () => {
    const burst = [3, 5, 7].flatMap((seq) => came(mine({ lastMessage: written(seq) }), mine()));
    expect(decide(burst, moment()).sound).toBe("message");
  });
});

describe("a mention", () => {
  const card = {
    kind: "mention",
    conversationId: "conversation-1",
    customer: "Maria",
    by: "Rui",
    text: "@Ana",
  } as const;

  it("is a card and a sound, also while away", () => {
    expect(decideMention(card, moment({ available: false }))).toEqual({
      cards: [card],
      sound: "attention",
      desktop: [],
    });
    expect(decideMention(card, moment({ visible: false })).desktop).toEqual([card]);
  });

  it("is nothing while that conversation is on screen", () => {
    expect(decideMention(card, moment({ seen }))).toEqual(nothing);
  });

  it("goes when they have looked, in whichever window, or the call is over", () => {
    const mentioned = new Set([card.conversationId]);
    expect(isCurrent(card, moment({ mentioned }), undefined)).toBe(true);
    expect(isCurrent(card, moment(), undefined)).toBe(false);
  });
});

it("takes a card back when somebody takes the conversation or it comes on screen", () => {
  const waiting = { kind: "waiting", row: row() } as const;
  expect(isCurrent(waiting, moment(), row())).toBe(true);
  expect(isCurrent(waiting, moment(), mine())).toBe(false);
  expect(isCurrent(waiting, moment(), undefined)).toBe(false);
  expect(isCurrent(waiting, moment({ seen }), row())).toBe(false);
  expect(isCurrent({ kind: "line", count: 2 }, moment(), undefined)).toBe(false);
  expect(isCurrent({ kind: "line", count: 1 }, moment({ waiting: [row()] }), undefined)).toBe(true);
  expect(isCurrent({ kind: "line", count: 1 }, moment({ waiting: [row()], lists: true }), undefined)).toBe(false);
});

describe("a customer who rings", () => {
  const call: InboxRow["call"] = {
    ...{ id: "call-000001", phase: "ringing", purpose: "audio", at: 1000, people: 0 },
    by: { id: "customer", kind: "customer", name: null },
  };

  it("rings the owner, or the team where it is nobody's, until somebody answers; and nobody else", () => {
    const mine = row({ assignee: me, waitingSince: null, call });
    const ring = (calling: InboxRow[]) => ringOf(moment({ calling }), 10 * URGENT_MS);
    expect(decide([{ row: mine, before: row({ assignee: me }) }], moment()).cards).toEqual([
      { kind: "calling", row: mine },
    ]);
    expect(ring([mine])).toEqual({ pace: "urgent", soft: false });
    expect(decide([{ row: row({ call }), before: row() }], moment()).cards).toMatchObject([{ kind: "calling" }]);
    expect(decide([{ row: row({ assignee: colleague, call }), before: row() }], moment()).cards).toEqual([]);
    // Told again while it rings: nothing new.
    expect(decide([{ row: mine, before: mine }], moment()).cards).toEqual([]);
    const answered = row({ assignee: me, call: { ...call, phase: "accepted" } });
    expect(isCurrent({ kind: "calling", row: mine }, moment(), answered)).toBe(false);
    expect(isCurrent({ kind: "calling", row: mine }, moment(), mine)).toBe(true);
  });

  it("is not announced where an agent rings the customer", () => {
    const byAgent = row({ assignee: me, call: { ...call, by: { id: me.id, kind: "agent", name: me.name } } });
    expect(decide([{ row: byAgent, before: row({ assignee: me }) }], moment()).cards).toEqual([]);
  });
});
