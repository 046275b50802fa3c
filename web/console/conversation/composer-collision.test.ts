import type { Author, Entry } from "#protocol/entry";
import { createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { createCollision } from "./composer-collision.ts";

const customer: Author = { kind: "customer" };
const maria: Author = { kind: "agent", id: "agent-maria", name: "Maria" };
const me: Author = { kind: "agent", id: "agent-me-01", name: "Rui" };

/** Somebody who writes a reply while others write too. */
function writing() {
  return createRoot((dispose) => {
    const [entries, setEntries] = createSignal<readonly Entry[]>([]);
    const [isWriting, setWriting] = createSignal(false);
    const [atEnd, setAtEnd] = createSignal(true);
    let time = 1_000_000;
    const collision = createCollision({ entries, meId: "agent-me-01", isWriting, atEnd, now: () => time });
    const comes = (author: Author, kind: "message" | "note" = "message") =>
      setEntries((all) => {
        const written = { text: "x", editedAt: null, deletedAt: null };
        const body = kind === "note" ? { kind, ...written, mentions: [] } : { kind, ...written };
        return [...all, { seq: all.length + 1, id: `entry-${all.length}`, at: time, author, body }];
      });
    return { collision, comes, setWriting, setAtEnd, pass: (ms: number) => (time += ms), dispose };
  });
}

describe("what comes in while a reply is written", () => {
  it("holds Send back once for a colleague's answer, however long it stood there", () => {
    const { collision, comes, setWriting, pass, dispose } = writing();
    comes(customer);
    setWriting(true);
    comes(maria);
    pass(60_000);
    expect(collision.newer().map(({ seq }) => seq)).toEqual([2]);
    expect(collision.maySend()).toBe(false);
    expect(collision.held()).toBe(true);
    expect(collision.maySend()).toBe(true);
    dispose();
  });

  it("holds Send back for a customer's message that nobody can have seen", () => {
    const { collision, comes, setWriting, setAtEnd, pass, dispose } = writing();
    comes(customer);
    setWriting(true);
    comes(customer);
    expect(collision.maySend()).toBe(false);
    collision.looked();
    comes(customer);
    pass(2_000);
    expect(collision.maySend()).toBe(true);
    comes(customer);
    pass(2_000);
    setAtEnd(false);
    expect(collision.maySend()).toBe(false);
    dispose();
  });

  it("is no matter for notes, own messages and what was there before the first letter", () => {
    const { collision, comes, setWriting, dispose } = writing();
    comes(customer);
    comes(maria);
    setWriting(true);
    comes(maria, "note");
    comes(me);
    expect(collision.newer()).toEqual([]);
    expect(collision.maySend()).toBe(true);
    dispose();
  });
});
