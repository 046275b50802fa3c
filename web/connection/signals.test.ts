import { describe, expect, test } from "vitest";
import { makeManualClock } from "../store/testing/manual-clock.ts";
import { makeReceiptSender, makeTypingSender } from "./signals.ts";

function setUp() {
  const clock = makeManualClock();
  const sent: object[] = [];
  let connected = true;
  const send = (message: object) => {
    if (connected) sent.push(message);
    return connected;
  };
  return {
    clock,
    sent,
    send,
    connect: (now: boolean) => (connected = now),
    pass: (ms: number) => clock.moveTo(clock.now() + ms),
  };
}

describe("typing", () => {
  test("is told at once, then every two seconds with the newest text, and its end", () => {
    const { clock, sent, send, pass } = setUp();
    const sender = makeTypingSender(send, clock);
    for (const text of ["a", "ab", "abc"]) sender.typing({ where: "reply", text });
    expect(sent).toEqual([{ kind: "typing", on: true, where: "reply", text: "a" }]);
    pass(2_000);
    expect(sent.at(-1)).toEqual({ kind: "typing", on: true, where: "reply", text: "abc" });
    sender.typing(null);
    sender.typing(null);
    expect(sent).toHaveLength(3);
    expect(sent.at(-1)).toEqual({ kind: "typing", on: false, where: "reply" });
  });

  test("ends by itself when nobody types", () => {
    const { clock, sent, send, pass } = setUp();
    makeTypingSender(send, clock).typing({ where: "note" });
    pass(10_000);
    expect(sent.at(-1)).toEqual({ kind: "typing", on: false, where: "note" });
    expect(sent).toHaveLength(2);
  });

  test("in the other tab of the composer ends the first", () => {
    const { clock, sent, send, pass } = setUp();
    const sender = makeTypingSender(send, clock);
    sender.typing({ where: "reply" });
    sender.typing({ where: "note" });
    pass(2_000);
    expect(sent).toEqual([
      { kind: "typing", on: true, where: "reply" },
      { kind: "typing", on: false, where: "reply" },
      { kind: "typing", on: true, where: "note" },
    ]);
  });
});

describe("receipts", () => {
  test("are told at once, then at most every second, the last one always", () => {
    const { clock, sent, send, pass } = setUp();
    const receipts = makeReceiptSender(send, clock);
    for (let seq = 1; seq <= 5; seq += 1) receipts.delivered(seq);
    expect(sent).toEqual([{ kind: "receipt", delivered: 1, read: 0 }]);
    pass(1_000);
    expect(sent.at(-1)).toEqual({ kind: "receipt", delivered: 5, read: 0 });
    pass(10_000);
    expect(sent).toHaveLength(2);
  });

  test("never go back, and what was read was delivered", () => {
    const { clock, sent, send, pass } = setUp();
    const receipts = makeReceiptSender(send, clock);
    receipts.read(7);
    receipts.delivered(3);
    receipts.read(2);
    pass(5_000);
    expect(sent).toEqual([{ kind: "receipt", delivered: 7, read: 7 }]);
  });

  test("are told again on a new socket, and wait while there is none", () => {
    const { clock, sent, send, connect, pass } = setUp();
    const receipts = makeReceiptSender(send, clock);
    connect(false);
    receipts.read(4);
    pass(60_000);
    expect(sent).toEqual([]);
    expect(clock.nextDue()).toBeNull();
    connect(true);
    receipts.repeat();
    receipts.repeat();
    expect(sent).toEqual(Array(2).fill({ kind: "receipt", delivered: 4, read: 4 }));
  });
});
