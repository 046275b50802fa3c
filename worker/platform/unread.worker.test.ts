import { expect, test } from "vitest";
import { type KeptUnread, readUnread, Unread } from "./unread.ts";

/** A socket with a limit of 800, whose client pings when told to. */
function socket(kept?: KeptUnread) {
  let pingedAt: number | null = null;
  const known: KeptUnread[] = [];
  const overs: number[] = [];
  const host = {
    limit: 800,
    pingedAt: () => pingedAt,
    keep: () => known.push(unread.kept()),
    over: () => overs.push(1),
  };
  const attachment = kept === undefined ? { kind: "agent" } : { kind: "agent", unread: kept };
  const unread: Unread<string> = new Unread(host, "socket", readUnread(attachment));
  /** How many frames of 10 go, of so many. */
  const sends = (count: number) => Array.from({ length: count }, () => unread.takes(10)).filter(Boolean).length;
  return { unread, sends, known, overs, pings: (at: number) => (pingedAt = at) };
}

test("what is sent to a client that gives no sign ends at the limit", () => {
  const { sends, overs } = socket();
  expect(sends(81)).toBe(81);
  expect(overs).toEqual([]);
  expect(sends(2)).toBe(0);
  expect(overs).toEqual([1, 1]);
});

test("a ping begins the count anew, each ping once", () => {
  const { sends, pings } = socket();
  pings(1);
  expect(sends(1_000)).toBe(81 + 11);
  pings(2);
  expect(sends(1_000)).toBeGreaterThanOrEqual(81);
});

test("so does what the object takes for a sign", () => {
  const { sends, unread } = socket();
  expect(sends(75)).toBe(75);
  unread.sign();
  expect(sends(1_000)).toBe(81);
});

test("the count goes on after the object slept, less what came after it was kept last", () => {
  const awake = socket();
  expect(awake.sends(75)).toBe(75);
  expect(awake.known.length).toBeLessThan(8);
  const woken = socket(awake.known.at(-1));
  expect(woken.sends(1_000)).toBeLessThan(25);
  awake.unread.sign();
  expect(awake.known.at(-1)).toEqual({ sent: 0, pingedAt: 0 });
});

test("a ping that counted before the object slept counts no more", () => {
  const awake = socket();
  awake.pings(5);
  awake.sends(90);
  const woken = socket(awake.known.at(-1));
  woken.pings(5);
  expect(woken.sends(1_000)).toBeLessThanOrEqual(81);
});

test("a frame that is larger than all of it is sent", () => {
  const { unread } = socket();
  expect([unread.takes(5_000), unread.takes(1)]).toEqual([true, false]);
});
