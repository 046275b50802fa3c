import { expect, test } from "vitest";
import type { CustomerEntry } from "#protocol/entry";
import type { Result } from "#protocol/error";
import type { CustomerServerMessage } from "#protocol/server-message";
import { makeManualClock } from "../store/testing/manual-clock.ts";
import { makeConversationConnection } from "./conversation-connection.ts";
import { customerSide } from "./customer-side.ts";
import type { SocketHandlers } from "./socket.ts";

const at = 1_790_000_000_000;
const none = { delivered: 0, read: 0 };
const says = (seq: number): CustomerEntry => ({
  ...{ seq, id: `command-${seq}`, at, author: { kind: "customer" } },
  body: { kind: "message", text: `text ${seq}`, editedAt: null, deletedAt: null },
});
const entries = (...seqs: number[]): CustomerServerMessage => ({ kind: "entries", entries: seqs.map(says) });
const welcome: CustomerServerMessage = {
  ...{ kind: "welcome", version: 1, now: at, mode: "reset", entries: [], more: false },
  state: { id: "conversation-1", seq: 0, startedAt: at, done: false, speaker: null },
  receipts: { customer: none, team: none },
};

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (why: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Frames are names; those in `late` are read once `come` is called with them, or never when it is called with an error. */
function setUp(frames: Record<string, CustomerServerMessage>, late: string[]) {
  const coming = new Map(late.map((name) => [name, deferred<Result<CustomerServerMessage>>()]));
  const read = (name: string): Result<CustomerServerMessage> => ({ ok: true, value: frames[name] ?? welcome });
  let handlers: SocketHandlers | null = null;
  let renewals = 0;
  const clock = makeManualClock();
  const connection = makeConversationConnection({
    ...{ conversation: "conversation-1", owner: "shop", onUpdate: () => {} },
    side: { ...customerSide, parse: (name) => coming.get(name)?.promise ?? read(name) },
    environment: {
      clock,
      openSocket: (_, given) => {
        handlers = given;
        return { send: () => true, renew: () => (renewals += 1), close: () => {} };
      },
      kept: { get: () => null, set: () => true, remove: () => {}, keys: () => [], onElsewhere: () => () => {} },
      newId: () => "id-0000000001",
      onWake: () => () => {},
      request: async () => ({ ok: false, error: { code: "unavailable", retryAfterMs: null } }),
    },
  });
  const open = () => handlers?.onOpen();
  open();
  return {
    clock,
    open,
    lose: () => handlers?.onState({ kind: "waiting" }),
    arrive: (name: string) => handlers?.onFrame(name),
    come: (name: string) => coming.get(name)?.resolve(read(name)),
    fail: (name: string) => coming.get(name)?.reject(new Error("no network")),
    seqs: () => connection.log().entries.map(({ seq }) => seq),
    renewals: () => renewals,
  };
}

test("frames are taken in the order they came, also while the code that reads one is loading", async () => {
  const { arrive, come, seqs, renewals } = setUp({ one: entries(1), two: entries(2), three: entries(3) }, ["one"]);
  for (const name of ["welcome", "one", "two", "three"]) arrive(name);
  expect(seqs()).toEqual([]);
  come("one");
  await expect.poll(seqs).toEqual([1, 2, 3]);
  expect(renewals()).toBe(0);
});

test("code that does not come is asked for again on a fresh socket; what the old one brought counts no more", async () => {
  const frames = { one: entries(1), two: entries(2), other: entries(1, 2), again: entries(1) };
  const { clock, arrive, come, fail, open, seqs, renewals } = setUp(frames, ["one", "other"]);
  for (const name of ["welcome", "one", "two", "other"]) arrive(name);
  fail("one");
  await expect
    .poll(() => {
      clock.moveTo(clock.now() + 60_000);
      return renewals();
    })
    .toBe(1);
  open();
  arrive("welcome");
  arrive("again");
  come("other");
  await expect.poll(seqs).toEqual([1]);
});

test("an entry that overtook the welcome comes with it, or with that of a fresh socket", async () => {
  const brings: CustomerServerMessage = { ...welcome, entries: [says(1)] };
  const whole = setUp({ one: entries(1), brings }, []);
  for (const name of ["one", "brings"]) whole.arrive(name);
  expect([whole.seqs(), whole.renewals()]).toEqual([[1], 0]);

  const { arrive, clock, open, seqs, renewals } = setUp({ one: entries(1), brings }, []);
  for (const name of ["one", "welcome"]) arrive(name);
  clock.moveTo(clock.now());
  expect([seqs(), renewals()]).toEqual([[], 1]);
  open();
  arrive("brings");
  expect([seqs(), renewals()]).toEqual([[1], 1]);
});

test("a socket that says nothing is replaced after 15 s, the next ones later and later, until one speaks", () => {
  const { clock, open, lose, arrive, renewals } = setUp({}, []);
  const isReplacedAfter = (seconds: number) => {
    const before = renewals();
    clock.moveTo(clock.now() + seconds * 1_000 - 1);
    const early = renewals();
    clock.moveTo(clock.now() + 1);
    open();
    return [early - before, renewals() - before];
  };
  expect([15, 30, 60, 60].map(isReplacedAfter)).toEqual(Array(4).fill([0, 1]));
  arrive("welcome");
  lose();
  open();
  expect(isReplacedAfter(15)).toEqual([0, 1]);
});
