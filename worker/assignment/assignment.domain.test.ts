import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ana, bruno, clara, PaperConversation, support, system } from "../testing/decisions.ts";
import {
  type Candidate,
  compareInLine,
  firstReplyDueAt,
  holderOf,
  idleAt,
  nextAgent,
  type Tried,
  waitsInLineSince,
} from "./assignment.domain.ts";

const free = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, availability: "available", load: 0, limit: 5, assignedAt: 0, availableSince: 0 },
  ...more,
});

const candidates = fc.uniqueArray(
  fc.record<Candidate>({
    id: fc.constantFrom("ana", "bea", "cid", "dora", "emil", "fay"),
    availability: fc.constantFrom("available", "available", "busy", "away"),
    load: fc.nat({ max: 4 }),
    limit: fc.integer({ min: 1, max: 4 }),
    assignedAt: fc.nat({ max: 3 }),
    availableSince: fc.nat({ max: 10 }),
  }),
  { selector: ({ id }) => id },
);
const triedOnes = fc.array(fc.record<Tried>({ id: fc.constantFrom("ana", "bea", "cid"), at: fc.nat({ max: 10 }) }));
const mayGet = ({ id, availability, load, limit, availableSince }: Candidate, tried: readonly Tried[]) =>
  availability === "available" && load < limit && !tried.some((each) => each.id === id && each.at >= availableSince);

describe("who is next", () => {
  test("[AS1] nobody in a manual team", () => {
    fc.assert(fc.property(candidates, (all) => nextAgent("manual", all, []) === null));
  });

  test("[AS4][AS5] somebody whenever somebody may, and never somebody who may not", () => {
    fc.assert(
      fc.property(fc.constantFrom("round_robin", "balanced"), candidates, triedOnes, (method, all, tried) => {
        const next = nextAgent(method, all, tried);
        const may = all.filter((each) => mayGet(each, tried));
        expect(next === null).toBe(may.length === 0);
        if (next !== null) expect(may).toContain(next);
      }),
    );
  });

  test("[AS2][AS3] nobody who may is before them in the method's order, however the roster is sorted", () => {
    fc.assert(
      fc.property(candidates, triedOnes, (all, tried) => {
        const may = all.filter((each) => mayGet(each, tried));
        const robin = nextAgent("round_robin", all, tried);
        const balanced = nextAgent("balanced", all, tried);
        for (const each of may) {
          expect(robin?.assignedAt).toBeLessThanOrEqual(each.assignedAt);
          expect(balanced?.load).toBeLessThanOrEqual(each.load);
          if (balanced?.load === each.load) expect(balanced.assignedAt).toBeLessThanOrEqual(each.assignedAt);
        }
        expect(nextAgent("balanced", all.toReversed(), tried)).toEqual(balanced);
        expect(nextAgent("round_robin", all.toReversed(), tried)).toEqual(robin);
      }),
    );
  });

  test("[AS2] round robin goes around", () => {
    const all = ["ana", "bea", "cid"].map((id) => free(id, { limit: 100 }));
    const got: string[] = [];
    for (let at = 1; at <= 6; at += 1) {
      const next = nextAgent("round_robin", all, []);
      if (next === null) throw new Error("nobody");
      got.push(next.id);
      Object.assign(next, { assignedAt: at, load: next.load + 1 });
    }
    expect(got).toEqual(["ana", "bea", "cid", "ana", "bea", "cid"]);
  });

  test("[AS5] who comes anew is asked again", () => {
    const tried = [{ id: "ana", at: 100 }];
    expect(nextAgent("balanced", [free("ana", { availableSince: 50 })], tried)).toBeNull();
    expect(nextAgent("balanced", [free("ana", { availableSince: 101 })], tried)?.id).toBe("ana");
  });
});

test("[AS6] the line's order is total, and whoever waits longest is first", () => {
  const line = fc.uniqueArray(
    fc.record({ conversation: fc.constantFrom("a", "b", "c", "d", "e"), since: fc.nat({ max: 3 }) }),
    { selector: ({ conversation }) => conversation },
  );
  fc.assert(
    fc.property(line, (all) => {
      const sorted = all.toSorted(compareInLine);
      expect(all.toReversed().toSorted(compareInLine)).toEqual(sorted);
      for (const [index, each] of sorted.entries())
        expect(each.since).toBeGreaterThanOrEqual(sorted[index - 1]?.since ?? 0);
    }),
  );
});

describe("a conversation", () => {
  const minutes = 180_000;

  test("[AS7] owes a first answer from the moment on that it is somebody's and somebody waits", () => {
    const conversation = PaperConversation.started();
    expect(firstReplyDueAt(conversation.known, minutes)).toBeNull();
    conversation.does(system, { kind: "assign", to: { id: ana.id, name: ana.name }, team: support.id });
    expect(firstReplyDueAt(conversation.known, minutes)).toBe(conversation.now + minutes);
    const due = firstReplyDueAt(conversation.known, minutes);
    conversation.does(clara, { kind: "message", text: "Hello?" });
    expect(firstReplyDueAt(conversation.known, minutes)).toBe(due);
    conversation.does(ana, { kind: "message", text: "Hi" });
    expect(firstReplyDueAt(conversation.known, minutes)).toBeNull();
    conversation.does(clara, { kind: "message", text: "And now?" });
    expect(firstReplyDueAt(conversation.known, minutes)).toBeNull();
    conversation.does(bruno, { kind: "take", expected: ana.id });
    expect(firstReplyDueAt(conversation.known, minutes)).toBe(conversation.now + minutes);
  });

  test("[AS7] asks for it again when the customer opens it again", () => {
    const conversation = PaperConversation.started();
    conversation.does(ana, { kind: "message", text: "Bye" });
    conversation.does(ana, { kind: "status", to: "done", until: null });
    conversation.does(clara, { kind: "message", text: "One more thing" });
    expect(firstReplyDueAt(conversation.known, minutes)).toBe(conversation.now + minutes);
  });

  test("[AS8] is part of its owner's load while it is open, and waits in the line while it is nobody's", () => {
    const conversation = PaperConversation.started();
    const row = () => ({ ...conversation.known, lastAt: conversation.known.lastMessage?.at ?? 0 });
    expect([holderOf(conversation.known), waitsInLineSince(row())]).toEqual([null, conversation.now]);
    conversation.does(ana, { kind: "take", expected: null });
    expect([holderOf(conversation.known), waitsInLineSince(row())]).toEqual([ana.id, null]);
    conversation.does(ana, { kind: "status", to: "snoozed", until: null });
    expect([holderOf(conversation.known), waitsInLineSince(row())]).toEqual([null, null]);
    expect(holderOf(null)).toBeNull();
    expect(idleAt(conversation.known, 600_000)).toBe((conversation.known.lastMessage?.at ?? 0) + 600_000);
  });
});
