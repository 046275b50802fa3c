import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "#protocol/entry";
import { appendEntries, emptyLog, type EntryLog, prependPage, resetLog } from "./entry-log.ts";

const agent = { kind: "agent", id: "agent-anna-1", name: "Anna" } as const;
const message = (seq: number, text = `text ${seq}`): Entry => ({
  seq,
  id: `id-${seq}`,
  at: seq * 10,
  author: agent,
  body: { kind: "message", text, editedAt: null, deletedAt: null },
});
const edited = (seq: number, target: number, text: string): Entry => ({
  ...message(seq),
  body: { kind: "edited", target, text },
});
const deleted = (seq: number, target: number): Entry => ({ ...message(seq), body: { kind: "deleted", target } });
const seqs = (log: EntryLog<Entry>) => log.entries.map(({ seq }) => seq);
const textAt = (log: EntryLog<Entry>, seq: number) => {
  const body = log.entries.find((entry) => entry.seq === seq)?.body;
  return body !== undefined && "text" in body ? body.text : undefined;
};

describe("new entries", () => {
  const held = resetLog([message(1), message(2)], false);

  test("are added after those held, in the order of their seq", () => {
    const { log, added, gap } = appendEntries(held, [message(4), message(3)]);
    expect(seqs(log)).toEqual([1, 2, 3, 4]);
    expect(added.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(gap).toBe(false);
    expect(log.last).toBe(4);
  });

  test("that are held already change nothing", () => {
    const { log, added, gap } = appendEntries(held, [message(1, "other"), message(2, "other")]);
    expect(log).toBe(held);
    expect(added).toEqual([]);
    expect(gap).toBe(false);
  });

  test("after a hole are not taken, and the hole is told", () => {
    const { log, added, gap } = appendEntries(held, [message(3), message(5)]);
    expect(seqs(log)).toEqual([1, 2, 3]);
    expect(added.map(({ seq }) => seq)).toEqual([3]);
    expect(gap).toBe(true);
  });
});

describe("edits and deletions", () => {
  const held = resetLog([message(1), message(2)], false);

  test("are made where their target stands", () => {
    const { log } = appendEntries(held, [edited(3, 1, "better")]);
    expect(log.entries[0]?.body).toMatchObject({ text: "better", editedAt: 30 });
  });

  test("leave no trace of a deleted text, not even in its earlier edits", () => {
    const { log } = appendEntries(held, [edited(3, 1, "secret"), deleted(4, 1)]);
    expect(JSON.stringify(log)).not.toContain("secret");
    expect(JSON.stringify(log)).not.toContain("text 1");
    expect(log.entries[0]?.body).toMatchObject({ text: "", deletedAt: 40 });
  });

  test("of a target that is not held change nothing", () => {
    expect(seqs(appendEntries(resetLog([message(5)], true), [deleted(6, 1)]).log)).toEqual([5, 6]);
  });
});

describe("older entries", () => {
  const held = resetLog([message(5), edited(6, 3, "new words"), deleted(7, 4)], true);

  test("come before those held", () => {
    const log = prependPage(held, [message(1), message(2), message(3), message(4)], false);
    expect(seqs(log)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(log.more).toBe(false);
  });

  test("that were read before an edit or deletion arrived get it all the same", () => {
    const log = prependPage(held, [message(3), message(4)], true);
    expect(textAt(log, 3)).toBe("new words");
    expect(textAt(log, 4)).toBe("");
  });

  test("that do not reach those held change nothing", () => {
    expect(prependPage(held, [message(1), message(2)], false)).toBe(held);
  });

  test("that came already change nothing", () => {
    const log = prependPage(held, [message(3), message(4)], true);
    expect(seqs(prependPage(log, [message(3), message(4)], true))).toEqual([3, 4, 5, 6, 7]);
  });

  test("a fresh page with a hole is held from the hole on", () => {
    const log = resetLog([message(1), message(3), message(4)], false);
    expect(seqs(log)).toEqual([3, 4]);
    expect(log.more).toBe(true);
  });
});

/** A log as a server makes it: messages, and edits and deletions of what is there, made where it stands. */
function serverLog(steps: readonly { kind: "message" | "edited" | "deleted"; target: number }[]): Entry[][] {
  const versions: Entry[][] = [[]];
  for (const [index, { kind, target }] of steps.entries()) {
    const before = versions.at(-1) ?? [];
    const seq = index + 1;
    const at = before[target % Math.max(1, before.length)];
    const open = at?.body.kind === "message" && at.body.deletedAt === null ? at : undefined;
    if (kind === "message" || open === undefined) {
      versions.push([...before, message(seq)]);
      continue;
    }
    const entry = kind === "edited" ? edited(seq, open.seq, `edit ${seq}`) : deleted(seq, open.seq);
    const text = kind === "edited" ? `edit ${seq}` : "";
    versions.push([
      ...before.map((old): Entry => {
        if (old.body.kind === "edited" && old.body.target === open.seq) return { ...old, body: { ...old.body, text } };
        if (old.seq !== open.seq || old.body.kind !== "message") return old;
        const body = { ...old.body, text };
        return { ...old, body: kind === "edited" ? { ...body, editedAt: entry.at } : { ...body, deletedAt: entry.at } };
      }),
      entry,
    ]);
  }
  return versions;
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("message" as const, "message" as const, "edited" as const, "deleted" as const),
    target: fc.nat(200),
  }),
  { minLength: 1, maxLength: 60, size: "max" },
);

/** A frame as it may arrive: entries from `from` on, as they were at some later moment; lost, doubled and late as it comes. */
const frames = fc.array(
  fc.record({ from: fc.nat(60), size: fc.integer({ min: 0, max: 8 }), moment: fc.integer({ min: 5, max: 60 }) }),
  { maxLength: 80, size: "max" },
);

test("whatever arrives doubled, late and shuffled, a log never has a hole, and after a resume it is the server's", () => {
  fc.assert(
    fc.property(steps, frames, fc.integer({ min: 5, max: 60 }), (made, arriving, pageAt) => {
      const versions = serverLog(made);
      const newest = versions.at(-1) ?? [];
      const at = (moment: number) => versions[Math.min(moment, versions.length - 1)] ?? [];
      const opening = at(pageAt);
      let log = opening.length === 0 ? emptyLog<Entry>() : resetLog(opening.slice(-6), opening.length > 6);
      for (const { from, size, moment } of arriving) {
        // What a frame carries was read at one moment of the server's; a live frame's entries are the newest of then.
        const known = at(Math.max(moment, from + size));
        log = appendEntries(log, known.slice(from, from + size)).log;
        if (log.entries.length > 0 && size % 3 === 0) {
          const first = log.entries[0]?.seq ?? 1;
          log = prependPage(log, known.slice(Math.max(0, first - 1 - size), first - 1), first - 1 - size > 0);
        }
        expect(seqs(log)).toEqual(Array.from(log.entries, (_, index) => (log.entries[0]?.seq ?? 0) + index));
      }
      const resumed = appendEntries(log, newest.slice(log.last));
      expect(resumed.gap).toBe(false);
      const first = resumed.log.entries[0]?.seq ?? 1;
      const whole = prependPage(resumed.log, newest.slice(0, first - 1), false);
      expect(whole.entries).toEqual(newest);
    }),
    { numRuns: 500 },
  );
});
