import type { CallFact } from "#protocol/call";
import type { Author, Entry, EntryBody } from "#protocol/entry";
import { describe, expect, it } from "vitest";
import { keepLines, linesOf } from "./entry-lines.ts";

const noon = new Date(2026, 10, 20, 12).getTime();
const minute = 60_000;
const customer: Author = { kind: "customer" };
const maria: Author = { kind: "agent", id: "agent-maria", name: "Maria" };
const agentName = { id: "agent-maria", name: "Maria" };

const message = (text: string): EntryBody => ({ kind: "message", text, editedAt: null, deletedAt: null });
const note = (text: string): EntryBody => ({ kind: "note", text, editedAt: null, deletedAt: null, mentions: [] });
const entry = (seq: number, author: Author, body: EntryBody, at = noon, id = `command-${seq}`): Entry => ({
  seq,
  id,
  at,
  author,
  body,
});
const shapes = (entries: Entry[], unreadAfter: number | null = null) =>
  linesOf(entries, unreadAfter).map((line) =>
    line.kind === "text" ? `${line.first ? "(" : ""}${line.entry.seq}${line.last ? ")" : ""}` : line.key,
  );

describe("the lines of a conversation", () => {
  it("groups what the same author writes within five minutes, and notes apart from messages", () => {
    expect(
      shapes([
        entry(1, customer, message("a")),
        entry(2, customer, message("b"), noon + minute),
        entry(3, maria, message("c"), noon + 2 * minute),
        entry(4, maria, note("d"), noon + 2 * minute),
        entry(5, maria, message("e"), noon + 3 * minute),
        entry(6, maria, message("f"), noon + 9 * minute),
      ]).slice(1),
    ).toEqual(["(1", "2)", "(3)", "(4)", "(5)", "(6)"]);
  });

  it("begins each day with its date and a new group", () => {
    expect(
      shapes([
        entry(1, customer, message("a"), new Date(2026, 10, 20, 23, 59).getTime()),
        entry(2, customer, message("b"), new Date(2026, 10, 21, 0, 1).getTime()),
      ]),
    ).toEqual(["day 2026-11-20", "(1)", "day 2026-11-21", "(2)"]);
  });

  it("says of a call who asked, who accepted and that it ended; and who came or left besides", () => {
    const call = (seq: number, author: Author, fact: CallFact) =>
      entry(seq, author, { kind: "call", call: "call-1", fact });
    const system: Author = { kind: "system" };
    const agent = { id: "agent-maria", kind: "agent", name: "Maria" } as const;
    const caller = { id: "customer", kind: "customer", name: null } as const;
    const guest = { id: "guest-1", kind: "guest", name: "Rui" } as const;
    const begin = [
      call(1, maria, { kind: "requested", purpose: "audio", transport: "mesh" }),
      call(2, system, { kind: "joined", person: agent }),
      call(3, customer, { kind: "accepted" }),
      call(4, system, { kind: "joined", person: caller }),
    ];
    const end = call(9, system, { kind: "ended", how: "left", seconds: 5 });
    expect(shapes([...begin, call(8, maria, { kind: "left", person: agent, how: "left" }), end]).slice(1)).toEqual([
      "seq 1",
      "seq 3",
      "seq 9",
    ]);
    const more = [
      call(5, system, { kind: "joined", person: guest }),
      call(6, system, { kind: "left", person: guest, how: "left" }),
      call(7, system, { kind: "joined", person: caller }),
      call(8, system, { kind: "left", person: caller, how: "lost" }),
    ];
    expect(shapes([...begin, ...more, call(9, system, { kind: "ended", how: "lost", seconds: 5 })]).slice(1)).toEqual(
      [1, 3, 5, 6, 7, 8, 9].map((seq) => `seq ${seq}`),
    );
  });

  it("says once that somebody took the conversation, and shows edits at their message only", () => {
    expect(
      shapes([
        entry(1, maria, { kind: "assigned", to: agentName, reason: "taken" }, noon, "take-000001"),
        entry(2, { kind: "system" }, { kind: "joined", agent: agentName }, noon, "take-000001.1"),
        entry(3, maria, message("c")),
        entry(4, maria, { kind: "edited", target: 3, text: "d" }),
        entry(5, maria, { kind: "deleted", target: 3 }),
        entry(6, { kind: "system" }, { kind: "joined", agent: agentName }, noon, "other-00001.2"),
      ]).slice(1),
    ).toEqual(["seq 1", "(3)", "seq 6"]);
  });

  it("puts the divider before the customer's first unread message, once", () => {
    expect(
      shapes(
        [
          entry(1, customer, message("a")),
          entry(2, maria, message("b")),
          entry(3, maria, note("c")),
          entry(4, customer, message("d")),
          entry(5, customer, message("e")),
        ],
        1,
      ).slice(1),
    ).toEqual(["(1)", "(2)", "(3)", "unread", "(4", "5)"]);
  });

  it("keeps the objects of lines that stay the same", () => {
    const first = [entry(1, customer, message("a")), entry(2, customer, message("b"))];
    const before = linesOf(first, null);
    const after = keepLines(before, linesOf([...first, entry(3, customer, message("c"))], null));
    expect(after[1]).toBe(before[1]);
    // The second one is no longer the last of its group.
    expect(after[2]).not.toBe(before[2]);
    expect(after).toHaveLength(4);
  });
});
