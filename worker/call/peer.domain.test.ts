import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallPerson } from "../protocol/call.ts";
import { callLimits, noMedia } from "../protocol/call-limits.ts";
import {
  comeIn,
  countSignal,
  graceEnds,
  lookAt,
  lose,
  mediaEnded,
  overdue,
  type Peer,
  rosterOf,
} from "./peer.domain.ts";

const ana: CallPerson = { id: "agent-ana-1", kind: "agent", name: "Ana" };
const clara: CallPerson = { id: "customer", kind: "customer", name: null };
const at = 1_700_000_000_000;
const two: Peer[] = [
  { peer: "peer-ana-1", person: ana, media: noMedia, seenAt: at, lostAt: null },
  { peer: "peer-clara", person: clara, media: noMedia, seenAt: at, lostAt: null },
];

describe("who is in a call", () => {
  test("[CA13] another page of the same person takes their place", () => {
    const { peers, replaced } = comeIn(two, { peer: "peer-ana-2", person: ana, media: noMedia }, at + 5);
    expect(replaced).toBe("peer-ana-1");
    expect(peers.map(({ peer }) => peer)).toEqual(["peer-clara", "peer-ana-2"]);
  });

  test("[CA14] the same page comes back to its place, and nobody is replaced", () => {
    const lost = lose(two, "peer-ana-1", at + 5);
    expect(rosterOf(lost).map(({ here }) => here)).toEqual([false, true]);
    const { peers, replaced } = comeIn(lost, { peer: "peer-ana-1", person: ana, media: noMedia }, at + 9);
    expect(replaced).toBeNull();
    expect(peers.every(({ lostAt }) => lostAt === null)).toBe(true);
  });

  test("[CA14] a grace ends, and whoever was lost first has left first", () => {
    const lost = lose(lose(two, "peer-clara", at), "peer-ana-1", at + 1_000);
    expect(graceEnds(lost)).toBe(at + callLimits.graceMs);
    expect(overdue(lost, at + callLimits.graceMs - 1)).toEqual([]);
    const gone = overdue(lost, at + callLimits.graceMs + 1_000);
    expect(gone.map(({ peer, lostAt }) => [peer, lostAt])).toEqual([
      ["peer-clara", at],
      ["peer-ana-1", at + 1_000],
    ]);
  });

  test("[CA16] a look finds who went without a word, since they were last seen or heard", () => {
    const now = at + callLimits.silentMs + 1;
    const looked = lookAt(two, new Map([["peer-clara", at + 2]]), now);
    expect(looked.map(({ lostAt }) => lostAt)).toEqual([at, null]);
    expect(lookAt(two, new Map([["peer-clara", at]]), now)[1]?.lostAt).toBe(at);
    expect(lookAt(looked, new Map([["peer-ana-1", now]]), now)[0]).toMatchObject({ lostAt: null, seenAt: now });
  });
});

test("[CA18] a page sends so many signals a minute and not more", () => {
  let count = countSignal(undefined, at);
  for (let sent = 1; sent < callLimits.signalsPerMinute; sent += 1) count = countSignal(count ?? undefined, at + sent);
  expect(count?.count).toBe(callLimits.signalsPerMinute);
  expect(countSignal(count ?? undefined, at + 59_999)).toBeNull();
  expect(countSignal(count ?? undefined, at + 60_000)?.count).toBe(1);
});

describe("[CA26] what whoever carries media says", () => {
  test("a page whose browser died counts as gone since its media ended, and not while it is heard", () => {
    const said = { peer: "peer-ana-1", at: at + 10_000 };
    const silent = new Map([["peer-ana-1", at + 5_000]]);
    const [ana1, clara1] = mediaEnded(two, said, silent);
    expect([ana1?.lostAt, clara1?.lostAt]).toEqual([at + 10_000, null]);
    expect(mediaEnded(two, said, new Map([["peer-ana-1", at + 10_001]]))).toEqual(two);
    expect(mediaEnded(two, { peer: null, at: at + 10_000 }, silent).map(({ lostAt }) => lostAt)).toEqual([
      at + 10_000,
      at + 10_000,
    ]);
  });

  test("comes late, again and in another order, and the outcome is the same", () => {
    const end = fc.record({
      peer: fc.constantFrom("peer-ana-1", "peer-clara", null),
      at: fc.integer({ min: at, max: at + 60_000 }),
    });
    fc.assert(
      fc.property(fc.array(end, { maxLength: 6 }), fc.integer({ min: at, max: at + 60_000 }), (ends, heardAt) => {
        const heard = new Map([["peer-clara", heardAt]]);
        const told = (all: typeof ends) => all.reduce<Peer[]>((peers, each) => mediaEnded(peers, each, heard), two);
        expect(told([...ends, ...ends.toReversed()])).toEqual(told(ends));
        expect(told(ends.toReversed())).toEqual(told(ends));
      }),
    );
  });
});
