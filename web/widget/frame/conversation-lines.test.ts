import { describe, expect, it } from "vitest";
import type { CustomerEntry } from "#protocol/entry";
import type { CustomerPendingLine } from "../../store/customer-conversation-store.ts";
import { isEmojiOnly, linesOf } from "./conversation-lines.ts";

const ana = { kind: "agent", id: "agent-ana-souza", name: "Ana" } as const;
const minute = 60_000;
const noon = new Date(2026, 10, 20, 12).getTime();
const nothing = { customer: { delivered: 0, read: 0 }, team: { delivered: 0, read: 0 } };

function entry(seq: number, author: CustomerEntry["author"], at: number, body?: CustomerEntry["body"]): CustomerEntry {
  return {
    seq,
    id: `entry-${seq}`,
    at,
    author,
    body: body ?? { kind: "message", text: `${seq}`, editedAt: null, deletedAt: null },
  };
}

const customer = { kind: "customer" } as const;
const waiting = (id: string, state: CustomerPendingLine["state"]): CustomerPendingLine => ({
  command: { kind: "message", id, text: id },
  at: noon + 4 * minute,
  state,
});

describe("the lines of a conversation", () => {
  it("puts together what one person said in one go, and parts it after a pause and at midnight", () => {
    const lines = linesOf(
      [
        entry(1, customer, noon),
        entry(2, customer, noon + minute),
        entry(3, ana, noon + 2 * minute),
        entry(4, ana, noon + 20 * minute),
        entry(5, ana, noon + 24 * 60 * minute),
      ],
      [],
      nothing,
    );
    expect(
      lines.map((line) => (line.kind === "group" ? line.bubbles.map(({ text }) => text).join() : line.kind)),
    ).toEqual(["day", "1,2", "3", "4", "day", "5"]);
  });

  it("marks own messages by how far the team's receipts have come, and agents' never", () => {
    const receipts = { ...nothing, team: { delivered: 3, read: 1 } };
    const lines = linesOf([1, 3, 4].map((seq) => entry(seq, customer, noon)).concat(entry(5, ana, noon)), [], receipts);
    const marks = lines.flatMap((line) => (line.kind === "group" ? line.bubbles.map(({ mark }) => mark) : []));
    expect(marks).toEqual(["read", "delivered", "sent", null]);
  });

  it("keeps a message's key when it passes from the queue to the log, and shows it once", () => {
    const keysOf = (entries: CustomerEntry[], pending: CustomerPendingLine[]) =>
      linesOf(entries, pending, nothing).flatMap((line) => [
        line.key,
        ...(line.kind === "group" ? line.bubbles.map(({ key }) => key) : []),
      ]);
    const before = keysOf([], [waiting("entry-1", { kind: "sending" })]);
    const sent = waiting("entry-1", { kind: "sent", seq: 1 });
    expect(keysOf([entry(1, customer, noon)], [sent])).toEqual(before);
    expect(keysOf([entry(1, customer, noon)], [])).toEqual(before);
  });

  it("says who came, went and finished, and nothing of edits", () => {
    const agent = { id: ana.id, name: ana.name };
    const lines = linesOf(
      [
        entry(1, { kind: "system" }, noon, { kind: "joined", agent }),
        entry(2, ana, noon, { kind: "edited", target: 1, text: "x" }),
        entry(3, { kind: "system" }, noon, { kind: "left", agent }),
        entry(4, ana, noon, { kind: "status", to: "done", until: null, reason: "agent" }),
        entry(5, ana, noon, { kind: "status", to: "open", until: null, reason: "agent" }),
      ],
      [],
      nothing,
    );
    expect(lines.map(({ kind }) => kind)).toEqual(["day", "joined", "left", "done", "reopened"]);
  });
});

describe("emoji alone", () => {
  it.each(["👍", "🙏🏽", "👩‍👩‍👧", "🇧🇷 🇵🇹", "❤️❤️❤️"])("are shown large: %s", (text) => expect(isEmojiOnly(text)).toBe(true));
  it.each(["", " ", "7", "ok 👍", "👍👍👍👍", "#"])("with anything else are not: %j", (text) =>
    expect(isEmojiOnly(text)).toBe(false),
  );
});
