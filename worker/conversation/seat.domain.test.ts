import { describe, expect, test } from "vitest";
import type { Receipts } from "../protocol/receipts.ts";
import { PaperConversation, ana, clara } from "../testing/decisions.ts";
import {
  atFirst,
  advance,
  afterAnswers,
  agentTypingReply,
  publicReceipts,
  receiptsWith,
  type Seat,
  viewersOf,
} from "./seat.domain.ts";

type Kept = Partial<Pick<Seat, "ready" | "typing" | "cursor">>;

const cursor = { delivered: 0, read: 0 };
const seatOf = (name: string, more: Kept = {}): Seat => ({
  kind: "agent",
  agent: { id: `agent-${name}-1`, name, picture: null, role: "agent" },
  sessionId: `session-${name}`,
  ...atFirst,
  ready: true,
  ...more,
});
const place = { country: null, city: null, language: null, browser: null, system: null, device: "desktop" } as const;
const customer = (more: Kept = {}): Seat => ({
  ...{ kind: "customer", id: clara.id, place },
  ...atFirst,
  ready: true,
  ...more,
});
const none: Receipts = { customer: cursor, team: cursor };

describe("who is here", () => {
  test("[CV34] each agent once, with what they type in any window, and no customer", () => {
    const seats = [
      seatOf("ana"),
      seatOf("ana", { typing: { where: "note", until: 10 } }),
      seatOf("bruno", { typing: { where: "reply", until: 9 } }),
      seatOf("carla", { ready: false }),
      customer(),
    ];
    expect(viewersOf(seats, 9).map(({ name, typing }) => [name, typing])).toEqual([
      ["ana", "note"],
      ["bruno", null],
    ]);
  });

  test("[CV17] a reply shows to the customer while it lasts, a note never, not even one in another window", () => {
    const note = { where: "note", until: 10 } as const;
    const reply = { where: "reply", until: 10 } as const;
    expect(agentTypingReply([seatOf("ana", { typing: note })], 5)).toBeNull();
    expect(agentTypingReply([seatOf("ana", { typing: reply })], 10)).toBeNull();
    expect(agentTypingReply([seatOf("ana", { typing: note }), seatOf("ana", { typing: reply })], 5)?.name).toBe("ana");
    expect(agentTypingReply([customer({ typing: reply })], 5)).toBeNull();
  });
});

describe("receipts", () => {
  test("[CV37] move forward only; what was read was delivered; nothing moved is the same object", () => {
    const once = advance(none, "team", { delivered: 3, read: 5 });
    expect(once).toEqual({ customer: cursor, team: { delivered: 5, read: 5 } });
    expect(advance(once, "team", { delivered: 4, read: 1 })).toBe(once);
  });

  test("[CV37] are what was kept and what open sockets know beyond it", () => {
    const seats = [
      seatOf("ana", { cursor: { delivered: 4, read: 2 } }),
      customer({ cursor: { delivered: 1, read: 1 } }),
    ];
    const kept = { customer: { delivered: 3, read: 0 }, team: cursor };
    expect(receiptsWith(kept, seats)).toEqual({ customer: { delivered: 3, read: 1 }, team: { delivered: 4, read: 2 } });
  });

  test("[CV15] of a customer are in their count", () => {
    const told = publicReceipts({ customer: { delivered: 4, read: 2 }, team: { delivered: 9, read: 3 } }, (seq) =>
      Math.floor(seq / 2),
    );
    expect(told).toEqual({ customer: { delivered: 2, read: 1 }, team: { delivered: 4, read: 1 } });
  });

  test("[CV15] an agent who answers has read what stands before; a note is no answer", () => {
    const conversation = PaperConversation.started();
    const note = conversation.does(ana, { kind: "note", text: "Hm", mentions: [] }).entries;
    expect(afterAnswers(none, note)).toBe(none);
    const answer = conversation.does(ana, { kind: "message", text: "Hi" }).entries;
    const { seq } = conversation.last();
    const thanks = conversation.does(clara, { kind: "message", text: "Thanks" }).entries;
    expect(afterAnswers(none, thanks)).toBe(none);
    expect(afterAnswers(none, answer).team).toEqual({ delivered: seq - 1, read: seq - 1 });
  });
});
