import { describe, expect, test, vi } from "vitest";
import { refusal } from "#protocol/error";
import { makeManualClock } from "../store/testing/manual-clock.ts";
import { makeModelBrowser } from "../store/testing/model-browser.ts";
import { agentSide } from "./agent-side.ts";
import { makeKeptText } from "./kept-text.ts";
import { actionMaxAgeMs, adoptAfterMs, fullPace, inFlightMost, paceBurst, takePace, verdictOn } from "./queue-rules.ts";
import { forgetUnsent, makeSendQueue, unsentConversations } from "./send-queue.ts";

const message = (id: string) => ({ kind: "message" as const, id: `message-no-${id}`, text: `text ${id}` });
const take = { kind: "take" as const, id: "take-000001", expected: null };

function setUp() {
  const clock = makeManualClock();
  const browser = makeModelBrowser((run) => run());
  const heard = vi.fn();
  const open = (owner = "agent-anna-1", conversation = "conversation-1") =>
    makeSendQueue({
      owner,
      conversation,
      schema: agentSide.commandSchema,
      kept: browser.openTab(),
      clock,
      onElsewhere: heard,
    });
  return { clock, browser, open, heard };
}
const states = (queue: ReturnType<ReturnType<typeof setUp>["open"]>) => queue.items().map(({ state }) => state.kind);

describe("a command", () => {
  test("is kept before it is sent, and until it is acknowledged", () => {
    const { browser, open } = setUp();
    const queue = open();
    queue.add(message("1"));
    expect(browser.kept.size).toBe(1);
    queue.sending("message-no-1");
    expect(browser.kept.size).toBe(1);
    queue.acked("message-no-1", 5);
    expect(browser.kept.size).toBe(0);
  });

  test("stays visible after its acknowledgement until its entry is here", () => {
    const queue = setUp().open();
    queue.add(message("1"));
    queue.acked("message-no-1", 5);
    expect(states(queue)).toEqual(["sent"]);
    queue.arrived([{ id: "message-no-1" }], 5);
    expect(states(queue)).toEqual([]);
  });

  test("is done when its entry arrives, acknowledged or not", () => {
    const { browser, open } = setUp();
    const queue = open();
    queue.add(message("1"));
    queue.arrived([{ id: "message-no-1" }], 3);
    expect(states(queue)).toEqual([]);
    expect(browser.kept.size).toBe(0);
  });

  test("that made no entry is done when the log is as far as its answer", () => {
    const queue = setUp().open();
    queue.add(take);
    queue.acked(take.id, 4);
    queue.arrived([], 4);
    expect(states(queue)).toEqual([]);
  });

  test("is there again after a reload, in the order in which it was given", () => {
    const { open } = setUp();
    const before = open();
    for (const id of ["2", "1", "3"]) before.add(message(id));
    before.sending("message-no-2");
    before.dispose();
    const after = open();
    expect(after.items().map(({ command }) => command.id)).toEqual(["message-no-2", "message-no-1", "message-no-3"]);
    expect(after.next()).toHaveLength(3);
  });

  test("without words is forgotten when it is old, words are not", () => {
    const { open, clock } = setUp();
    open().add(take);
    open().add(message("1"));
    clock.moveTo(clock.now() + actionMaxAgeMs + 1);
    expect(
      open()
        .items()
        .map(({ command }) => command.kind),
    ).toEqual(["message"]);
  });

  test("of another agent at the same browser is neither seen nor sent", () => {
    const { open } = setUp();
    open("agent-anna-1").add(message("1"));
    expect(open("agent-bela-1").items()).toEqual([]);
  });

  test("that was written by something else is dropped, not sent", () => {
    const { browser, open } = setUp();
    browser.kept.set("fala.send.agent-anna-1.conversation-1.message-no-9", '{"command":{"kind":"message"}}');
    expect(open().items()).toEqual([]);
    expect(browser.kept.size).toBe(0);
  });
});

describe("what may be sent", () => {
  test("is ten at a time, in order", () => {
    const queue = setUp().open();
    for (let index = 0; index < 15; index += 1) queue.add(message(`n${index}`));
    const first = queue.next();
    expect(first.map(({ id }) => id)).toEqual(
      Array.from({ length: inFlightMost }, (_, index) => `message-no-n${index}`),
    );
    for (const { id } of first) queue.sending(id);
    expect(queue.next()).toEqual([]);
    queue.acked("message-no-n0", 1);
    expect(queue.next().map(({ id }) => id)).toEqual(["message-no-n10"]);
  });

  test("holds back what was given after a command that has to wait", () => {
    const { clock, open } = setUp();
    const queue = open();
    for (const id of ["1", "2"]) queue.add(message(id));
    queue.sending("message-no-1");
    queue.refused("message-no-1", refusal("rate_limited", { retryAfterMs: 1_000 }));
    expect(queue.next()).toEqual([]);
    expect(queue.dueAt()).toBe(clock.now() + 1_000);
    clock.moveTo(clock.now() + 1_000);
    expect(queue.next().map(({ id }) => id)).toEqual(["message-no-1", "message-no-2"]);
  });

  test("goes again after the connection was lost", () => {
    const queue = setUp().open();
    queue.add(message("1"));
    queue.sending("message-no-1");
    queue.lost();
    expect(queue.next()).toHaveLength(1);
  });

  test("never exceeds what the server takes", () => {
    let pace = fullPace(0);
    let sent = 0;
    for (let now = 0; now <= 10_000; now += 10) {
      const taken = takePace(pace, now);
      if (!taken.ok) continue;
      pace = taken.pace;
      sent += 1;
    }
    expect(sent).toBeLessThanOrEqual(paceBurst + 10 * 10);
    expect(sent).toBeGreaterThan(paceBurst);
  });
});

describe("a refusal", () => {
  test("is for good where the server says that the same again cannot help", () => {
    expect(verdictOn(refusal("edit_window_over"), 0)).toEqual({ kind: "fail" });
    expect(verdictOn(refusal("rate_limited", { retryAfterMs: 700 }), 0)).toEqual({ kind: "retry", afterMs: 700 });
    expect(verdictOn(refusal("unavailable", { retryAfterMs: 700 }), 4)).toEqual({ kind: "retry", afterMs: 8_000 });
    expect(verdictOn(refusal("not_ready"), 0)).toEqual({ kind: "retry", afterMs: 0 });
  });

  test("of words leaves them, with the reason, across a reload too", () => {
    const { open } = setUp();
    const queue = open();
    queue.add(message("1"));
    expect(queue.refused("message-no-1", refusal("text_too_long"))).toBeNull();
    expect(open().items()[0]?.state).toEqual({ kind: "failed", code: "text_too_long" });
    expect(open().next()).toEqual([]);
  });

  test("of anything else takes it away and is told once", () => {
    const { browser, open } = setUp();
    const queue = open();
    queue.add(take);
    expect(queue.refused(take.id, refusal("already_assigned", { detail: "Bela" }))).toEqual({
      command: take,
      code: "already_assigned",
      detail: "Bela",
    });
    expect(queue.items()).toEqual([]);
    expect(browser.kept.size).toBe(0);
  });
});

describe("two tabs", () => {
  test("the other tab shows a command, and sends it only when its own tab has had its time", () => {
    const { clock, open, heard } = setUp();
    const [one, other] = [open(), open()];
    one.add(message("1"));
    expect(heard).toHaveBeenCalled();
    expect(states(other)).toEqual(["waiting"]);
    expect(other.next()).toEqual([]);
    clock.moveTo(clock.now() + adoptAfterMs);
    expect(other.next()).toHaveLength(1);
  });

  test("an acknowledgement in one is one in the other", () => {
    const { open } = setUp();
    const [one, other] = [open(), open()];
    one.add(message("1"));
    one.acked("message-no-1", 1);
    expect(other.items()).toEqual([]);
  });

  test("each keeps its own, however they interleave", () => {
    const { browser, open } = setUp();
    const [one, other] = [open(), open()];
    one.add(message("1"));
    other.add(message("2"));
    one.add(message("3"));
    expect(browser.kept.size).toBe(3);
    expect(open().items()).toHaveLength(3);
  });
});

test("the conversations with something unsent are known, and all of it can be forgotten", () => {
  const { browser, open } = setUp();
  open("agent-anna-1", "conversation-1").add(message("1"));
  open("agent-anna-1", "conversation-2").add(message("2"));
  const kept = browser.openTab();
  expect(unsentConversations(kept, "agent-anna-1").toSorted()).toEqual(["conversation-1", "conversation-2"]);
  forgetUnsent(kept, "agent-anna-1");
  expect(unsentConversations(kept, "agent-anna-1")).toEqual([]);
});

describe("a browser that keeps nothing", () => {
  const events = { addEventListener() {}, removeEventListener() {} };

  test("whose storage throws keeps it in memory and says so", () => {
    const kept = makeKeptText(() => {
      throw new DOMException("blocked", "SecurityError");
    }, events);
    expect(kept.set("a", "1")).toBe(false);
    expect(kept.get("a")).toBe("1");
    expect(kept.keys("")).toEqual(["a"]);
    kept.remove("a");
    expect(kept.get("a")).toBeNull();
  });

  test("whose storage is full shows the newest, never the older one that still stands there", () => {
    const stored = new Map([["a", "old"]]);
    const storage: Storage = {
      length: 0,
      clear() {},
      key: () => null,
      getItem: (key) => stored.get(key) ?? null,
      removeItem: (key) => void stored.delete(key),
      setItem() {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    const kept = makeKeptText(() => storage, events);
    expect(kept.set("a", "new")).toBe(false);
    expect(kept.get("a")).toBe("new");
  });
});
