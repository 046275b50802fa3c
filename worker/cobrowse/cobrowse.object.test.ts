import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cobrowseObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import type { SeenEntry } from "../protocol/entry.ts";
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from "../protocol/version.ts";
import { alarm } from "../testing/alarm.ts";
import { newAgent, newId, newTeam, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { soon } from "../testing/soon.ts";
import {
  agreed,
  batch,
  batchOf,
  cobrowsingScene,
  ending,
  openTab,
  openWatcher,
  shopOrigin,
} from "../testing/cobrowsing.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("versions", () => {
  test("[CB22] pages of every version that is served, and newer ones, come in; older ones are asked to load again", async () => {
    const { id, ana, started, agent, customer } = await scene();
    const session = await agreed(agent, customer);
    const page = { url: `${shopOrigin}/`, title: "Shop" };
    const settled = async (each: Awaited<ReturnType<typeof openTab>> | Awaited<ReturnType<typeof openWatcher>>) =>
      await soon(() => expect(each.frames.map(({ kind }) => kind)).toContain("state"));
    const both = async (version: number) => {
      const [tab, watcher] = [await openTab(id, session, started.customer.id), await openWatcher(id, session, ana)];
      tab.send({ kind: "hello", version, tab: newId(), page, seen: true });
      watcher.send({ kind: "hello", version });
      return [tab, watcher] as const;
    };
    for (let version = MIN_PROTOCOL_VERSION; version <= PROTOCOL_VERSION + 1; version += 1)
      for (const each of await both(version)) await settled(each);
    const old = { code: closeCode.versionTooOld, reason: "version_too_old" };
    for (const each of await both(MIN_PROTOCOL_VERSION - 1)) expect(await each.closing()).toEqual(old);
  });
});

describe("consent", () => {
  test("[CB4] no socket before the customer has agreed, nor after the end, nor for anybody else", async () => {
    const { id, started, ana, agent, customer } = await scene();
    const session = newId();
    await agent.does({ kind: "cobrowse_ask", id: session });
    const early = await openTab(id, session, started.customer.id);
    expect(await early.closing()).toEqual({ code: closeCode.notFound, reason: "not_found" });
    await customer.does({ kind: "cobrowse_answer", session, accept: true, origin: shopOrigin });
    const stranger = await openTab(id, session, newId());
    expect((await stranger.closing()).code).toBe(closeCode.forbidden);
    const elsewhere = await newAgent("Elke", [await newTeam()]);
    const outsider = await openWatcher(id, session, elsewhere);
    expect((await outsider.closing()).code).toBe(closeCode.forbidden);
    const watcher = await (await openWatcher(id, session, ana)).hello();
    expect(watcher.closed).toBeNull();
    await customer.does({ kind: "cobrowse_end", session });
    expect(await watcher.closing()).toEqual({ code: closeCode.over, reason: "cobrowse_over" });
    expect((await (await openWatcher(id, session, ana)).closing()).code).toBe(closeCode.notFound);
  });

  test("[CB4] an object that nobody agreed to keeps nothing", async () => {
    const { id, ana } = await scene();
    const session = newId();
    expect((await (await openWatcher(id, session, ana)).closing()).code).toBe(closeCode.notFound);
    const kept = await runInDurableObject(
      cobrowseObject(testEnv, id, session),
      (_, { storage }) =>
        storage.sql.exec("SELECT count(*) AS tables FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\'").one()[
          "tables"
        ],
    );
    expect(kept).toBe(0);
  });

  test("[CB1] without an answer it is missed after a minute, for both sides", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { agent, customer, stub } = await scene();
    await agent.does({ kind: "cobrowse_ask" });
    vi.setSystemTime(Date.now() + cobrowseLimits.answerMs + 1);
    await alarm(stub);
    const isMissed = ({ body }: Pick<SeenEntry, "body">) => body.kind === "cobrowse" && body.happened.step === "missed";
    await agent.heard("entries", ({ entries }) => entries.some(isMissed));
    await customer.heard("entries", ({ entries }) => entries.some(isMissed));
    expect(await agent.does({ kind: "cobrowse_ask" })).toBeGreaterThan(0);
  });
});

test("[CB1] a customer whose page is closed is not asked", async () => {
  const { agent, customer } = await scene();
  customer.close();
  await agent.heard("panel", ({ panel }) => !panel.online);
  expect(await agent.isRefused({ kind: "cobrowse_ask" })).toBe("customer_not_here");
  expect((await agent.hello()).state).toMatchObject({ cobrowse: null });
});

describe("the relay", () => {
  test("[CB6] what the shown tab sends reaches every agent as it is, in order, and is stored nowhere", async () => {
    const { tab, watchers, stubOfSession } = await cobrowsingScene();
    const large = crypto.getRandomValues(new Uint8Array(60_000));
    const big = new Uint8Array(2_500_000);
    for (let at = 0; at < big.length; at += large.length)
      big.set(large.subarray(0, Math.min(large.length, big.length - at)), at);
    big.set([0x1f, 0x8b, 0x08]);
    const sent = [
      ...tab.sends(batch("planted-secret"), { key: true }),
      ...tab.sends(big, { gzip: true }),
      ...tab.sends(batch("last")),
    ];
    expect(sent.length).toBe(2 + Math.ceil(big.length / (cobrowseLimits.frameBytes - 6)));
    for (const watcher of Object.values(watchers)) {
      await watcher.heardBinary(sent.length);
      expect(watcher.binary.map((frame) => frame.length)).toEqual(sent.map((frame) => frame.length));
      expect(watcher.binary[0]).toEqual(sent[0]);
      expect(watcher.binary[3]).toEqual(sent[3]);
    }
    // All of the large one but its last were answered: the rest may come.
    expect(tab.all("got").map(({ number }) => number)).toEqual(sent.slice(1, -2).map((_, index) => index + 2));
    const stored = await runInDurableObject(stubOfSession, (_, { storage }) => JSON.stringify([...storage.kv.list()]));
    expect(stored).not.toContain("planted-secret");
    expect(stored.length).toBeLessThan(2_000);
  });

  test("[CB7][CB14] recording begins with the first agent and stops with the last, and with a pause, which ends control too", async () => {
    const { id, started, ana, agent, customer } = await scene();
    const session = await agreed(agent, customer);
    const tab = await openTab(id, session, started.customer.id);
    tab.hello();
    await tab.records(false);
    tab.sends(batch());
    await tab.settled();
    expect(tab.refusals()).toContain("forbidden");
    const watcher = await (await openWatcher(id, session, ana)).hello();
    await tab.records();
    watcher.send({ kind: "control_ask" });
    await tab.heard("state", ({ asking }) => asking !== null);
    tab.send({ kind: "control_answer", allow: true });
    await watcher.heard("state", ({ controller }) => controller !== null);
    tab.send({ kind: "pause", on: true });
    await watcher.heard("state", ({ paused, controller }) => paused && controller === null);
    tab.sends(batch());
    await tab.settled();
    expect(watcher.binary).toEqual([]);
    tab.send({ kind: "pause", on: false });
    await watcher.heard("state", ({ paused }) => !paused, watcher.frames.length);
    const since = tab.frames.length;
    watcher.close();
    await tab.heard("state", ({ record, agents }) => !record && agents.length === 0, since);
  });

  test("[CB7][CB11] the tab that the customer turned to last is shown, and no other one", async () => {
    const { id, started, session, tab, watchers } = await cobrowsingScene();
    const second = await openTab(id, session, started.customer.id);
    second.hello(`${shopOrigin}/cart`, "Cart", newId(), false);
    await second.records(false);
    second.sends(batch("from the second"), { key: true });
    await second.settled();
    expect(second.refusals()[0]).toBe("forbidden");
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 1_000);
    second.send({ kind: "seen", seen: true });
    await second.records();
    const { page, tab: turn } = await watchers.ana.heard("state", (state) => state.page?.title === "Cart");
    expect({ page, turn }).toEqual({ page: { url: `${shopOrigin}/cart`, title: "Cart" }, turn: 2 });
    tab.sends(batch("from the first"));
    await tab.settled();
    const sent = second.sends(batch("now"), { key: true });
    await watchers.ana.heardBinary(1);
    expect(watchers.ana.binary).toEqual(sent);
  });

  test("[CB11] a page load in the same tab is no turn; each page is counted once", async () => {
    const { id, started, session, tab, watchers, stubOfSession } = await cobrowsingScene();
    const name = newId();
    tab.close();
    await watchers.ana.heard("state", ({ page }) => page === null);
    for (const [url, turn] of [
      ["/cart", 2],
      ["/pay", 2],
    ] as const) {
      const next = await openTab(id, session, started.customer.id);
      next.hello(`${shopOrigin}${url}`, url, name);
      const state = await watchers.ana.heard("state", ({ page }) => page?.title === url);
      expect(state.tab).toBe(turn);
      next.send({ kind: "page", page: { url: `${shopOrigin}${url}`, title: `${url}!` } });
      await watchers.ana.heard("state", ({ page }) => page?.title === `${url}!`);
      next.close();
      await watchers.ana.heard("state", ({ page }) => page === null, watchers.ana.frames.length - 1);
    }
    expect((await stubOfSession.facts()).pages).toBe(3);
  });

  test("[CB10] who joins or asks gets a key frame; who is behind gets nothing until they have caught up", async () => {
    const { id, session, bruno, tab, watchers } = await cobrowsingScene();
    const keys = () => tab.all("key").length;
    await tab.settled();
    const before = keys();
    await (await openWatcher(id, session, bruno)).hello();
    await tab.settled();
    expect(keys()).toBe(before + 1);
    const quarter = cobrowseLimits.unreadBytes / 4;
    for (let index = 1; index <= 6; index += 1) {
      const frames = tab.sends(batchOf(quarter));
      await watchers.ana.heardBinary(index * frames.length);
      watchers.ana.send({ kind: "got", bytes: quarter });
    }
    await watchers.bruno.settled();
    const heard = 4 * (quarter / cobrowseLimits.frameBytes);
    expect(watchers.bruno.binary.length).toBe(heard);
    watchers.bruno.send({ kind: "got", bytes: 4 * quarter });
    await watchers.bruno.settled();
    await tab.settled();
    expect(keys()).toBe(before + 2);
    tab.sends(batch("caught up"), { key: true });
    await watchers.bruno.heardBinary(heard + 1);
  });

  test("[CB12] messages go on while a session's frames do", async () => {
    const { tab, watchers, customer, agent } = await cobrowsingScene();
    const frames = Array.from({ length: 3 }, () => tab.sends(batchOf(1024 ** 2))).flat();
    await customer.says("Do you see it?");
    await agent.seesText("Do you see it?");
    await watchers.ana.heardBinary(frames.length);
    expect(watchers.ana.closed).toBeNull();
  });
});

describe("bad input", () => {
  test("[CB8] what is no frame, too large or out of order is refused and goes nowhere; a good one goes on", async () => {
    const { tab, watchers } = await cobrowsingScene();
    const good = tab.sends(batch("good"), { key: true })[0]!;
    const bad: [string, Uint8Array, string][] = [
      ["three bytes", new Uint8Array([1, 0, 0]), "invalid_frame"],
      ["a head alone", good.slice(0, 6), "invalid_frame"],
      ["another format", Uint8Array.from(good, (byte, at) => (at === 0 ? 9 : byte)), "invalid_frame"],
      ["unknown flags", Uint8Array.from(good, (byte, at) => (at === 1 ? 0xf0 : byte)), "invalid_frame"],
      ["the same number again", good, "invalid_frame"],
      ["no gzip, though it says so", Uint8Array.from(good, (byte, at) => (at === 1 ? 1 : byte)), "invalid_frame"],
      ["too large", new Uint8Array(cobrowseLimits.frameBytes + 1).fill(1), "frame_too_large"],
    ];
    for (const [what, frame, code] of bad) {
      const since = tab.frames.length;
      // The one before has begun the order anew: say again where it is.
      tab.sends(batch("in between"), { key: true });
      tab.send(frame);
      expect((await tab.heard("refused", () => true, since)).code, what).toBe(code);
    }
    await watchers.ana.heardBinary(1 + bad.length);
    await watchers.ana.settled();
    expect(watchers.ana.binary.length).toBe(1 + bad.length);
    expect(watchers.ana.closed).toBeNull();
  });

  test("[CB9] ten bad frames are no accident: the session is ended, and the log says why", async () => {
    // Or those that came a second ago would be forgiven, on a slow machine.
    vi.useFakeTimers({ toFake: ["Date"] });
    const here = await cobrowsingScene();
    for (let index = 0; index <= cobrowseLimits.badFrames; index += 1) here.tab.send(new Uint8Array([1, 2, 3]));
    expect((await here.tab.closing()).code).toBe(closeCode.over);
    await here.watchers.ana.closing();
    await alarm(here.stubOfSession);
    expect(await ending(here)).toMatchObject({ reason: "unreadable" });
  });

  test("[CB9] so has ended what an agent cannot read", async () => {
    const here = await cobrowsingScene();
    here.watchers.bruno.send({ kind: "unreadable" });
    expect((await here.tab.closing()).code).toBe(closeCode.over);
    await alarm(here.stubOfSession);
    expect(await ending(here)).toMatchObject({ reason: "unreadable" });
  });

  test("[CB9] a customer who floods has ended it too", async () => {
    // However slow this machine is, nobody gets bytes back meanwhile.
    vi.useFakeTimers({ toFake: ["Date"] });
    const here = await cobrowsingScene();
    const atOnce = cobrowseLimits.burstBytes / 1024 ** 2;
    for (let sent = 0; sent <= atOnce + 1; sent += 1) here.tab.sends(batchOf(1024 ** 2));
    expect((await here.tab.closing()).code).toBe(closeCode.over);
  });

  test("[CB8][CB14] texts that are none get a closed code; agents send no frames, customers do not act", async () => {
    const { tab, watchers } = await cobrowsingScene();
    const act = { kind: "act", id: newId(), action: { action: "click", node: 5 } };
    for (const [who, frame, code] of [
      [tab, "no JSON", "invalid_frame"],
      [tab, act, "invalid_frame"],
      [tab, { kind: "key" }, "invalid_frame"],
      [tab, { kind: "page", page: { url: "javascript:alert(1)", title: "" } }, "invalid_frame"],
      [tab, `{"kind":"pause","on":true,"x":"${"x".repeat(cobrowseLimits.textBytes)}"}`, "frame_too_large"],
      [watchers.ana, { kind: "show", what: { kind: "pointer", at: { x: 7, y: 0 } } }, "invalid_frame"],
      [watchers.ana, { kind: "pause", on: true }, "invalid_frame"],
      [watchers.ana, batch(), "forbidden"],
      [watchers.ana, act, "control_not_allowed"],
    ] as const) {
      const since = who.frames.length;
      who.send(frame);
      const refused = await (who === tab
        ? tab.heard("refused", () => true, since)
        : watchers.ana.heard("refused", () => true, since));
      expect(refused.code, JSON.stringify(frame).slice(0, 80)).toBe(code);
    }
    await tab.settled();
    expect(tab.all("act")).toEqual([]);
    expect(watchers.bruno.binary).toEqual([]);
  });
});

describe("showing and control", () => {
  test("[CB13] what an agent shows reaches the customer and the colleagues, under their name", async () => {
    const { tab, watchers, ana } = await cobrowsingScene();
    const what = { kind: "ink", stroke: newId(), points: [{ x: 0.1, y: 0.2 }] };
    watchers.ana.send({ kind: "show", what });
    const by = { id: ana.id, name: "Ana" };
    expect(await tab.heard("shown")).toEqual({ kind: "shown", by, what });
    expect(await watchers.bruno.heard("shown")).toEqual({ kind: "shown", by, what });
    expect(watchers.ana.all("shown")).toEqual([]);
  });

  test("[CB14][CB15] the customer allows it to one agent, who acts until it is ended; each action is a line", async () => {
    const here = await cobrowsingScene();
    const { tab, watchers, ana, agent, stubOfSession } = here;
    const act = (node: number) => ({ kind: "act", id: newId(), action: { action: "click", node } });
    watchers.ana.send({ kind: "control_ask" });
    await tab.heard("state", ({ asking }) => asking?.id === ana.id);
    watchers.bruno.send({ kind: "control_ask" });
    expect((await watchers.bruno.heard("refused")).code).toBe("control_taken");
    tab.send({ kind: "control_answer", allow: false });
    await watchers.ana.heard("control_declined");
    await soon(() => expect(tab.all("state").at(-1)?.asking).toBeNull());
    watchers.ana.send({ kind: "control_ask" });
    await soon(() => expect(tab.all("state").at(-1)?.asking).not.toBeNull());
    tab.send({ kind: "control_answer", allow: true });
    await watchers.bruno.heard("state", ({ controller }) => controller?.id === ana.id);
    watchers.bruno.send(act(1));
    expect((await watchers.bruno.heard("refused", ({ code }) => code === "control_not_allowed")).id).not.toBeNull();
    watchers.ana.send(act(7));
    const { id, action } = await tab.heard("act");
    expect(action).toEqual({ action: "click", node: 7 });
    tab.send({ kind: "acted", id, outcome: "done", action: "click", on: "Add to cart" });
    expect(await watchers.ana.heard("acted")).toMatchObject({ id, outcome: "done" });
    // Typing that goes on is one line; Enter is one of its own.
    const typed = { kind: "acted", id: newId(), outcome: "done", action: "type", on: "Search" };
    for (const acted of [typed, typed, { ...typed, enter: true }]) tab.send(acted);
    await watchers.ana.heard("acted", ({ enter }) => enter === true);
    const since = watchers.ana.frames.length;
    tab.send({ kind: "control_end" });
    await watchers.ana.heard("state", ({ controller }) => controller === null, since);
    watchers.ana.send(act(8));
    await watchers.ana.heard("refused", ({ code }) => code === "control_not_allowed");
    await alarm(stubOfSession);
    await agent.heard("entries", ({ entries }) =>
      entries.some(({ body }) => body.kind === "cobrowse_acted" && body.enter === true),
    );
    const lines = agent
      .all("entries")
      .flatMap(({ entries }) => entries)
      .filter(({ body }) => body.kind === "cobrowse_acted");
    expect(lines).toMatchObject([
      { author: { name: "Ana" }, body: { action: "click", on: "Add to cart" } },
      { body: { action: "type", on: "Search" } },
      { body: { action: "type", on: "Search", enter: true } },
    ]);
    expect(lines[1]?.body).not.toHaveProperty("enter");
    expect(here.customer.raw.join()).not.toContain("cobrowse_acted");
    expect((await stubOfSession.facts()).controlled).toBe(true);
  });

  test("[CB14] an unanswered question ends by itself, and control with the agent's last window", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const here = await cobrowsingScene();
    const { tab, watchers } = here;
    watchers.ana.send({ kind: "control_ask" });
    await tab.heard("state", ({ asking }) => asking !== null);
    vi.setSystemTime(Date.now() + cobrowseLimits.controlAnswerMs + 1);
    await alarm(here.stubOfSession);
    await watchers.ana.heard("control_declined");
    await soon(() => expect(tab.all("state").at(-1)?.asking).toBeNull());
    watchers.ana.send({ kind: "control_ask" });
    await soon(() => expect(tab.all("state").at(-1)?.asking).not.toBeNull());
    tab.send({ kind: "control_answer", allow: true });
    await tab.heard("state", ({ controller }) => controller !== null);
    const since = tab.frames.length;
    watchers.ana.close();
    expect(await tab.heard("state", ({ controller }) => controller === null, since)).toMatchObject({ asking: null });
  });
});
