import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { callLimits, noMedia } from "../protocol/call-limits.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { database } from "../platform/database.ts";
import { createSite } from "../site/site.store.ts";
import { alarm } from "../testing/alarm.ts";
import { testEnv } from "../testing/browser.ts";
import { newAgent, newId, openAsAgent, openAsCustomer, openInbox, scene } from "../testing/actors.ts";
import { fact, heardAll, joins, rings, rosterOf, talk } from "../testing/call-actors.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("a call in the log", () => {
  test("[CA1][CA12][CA19] is asked for, answered and ended before everybody's eyes; only who is in it hears who is", async () => {
    const here = await scene();
    const { call, peers } = await talk(here);
    expect(rosterOf(here.agent)).toMatchObject({
      call,
      host: here.ana.id,
      peers: [{ peer: peers.agent }, { peer: peers.customer }],
    });
    here.agent.send({ kind: "call_media", call, media: { ...noMedia, screen: true } });
    expect(await fact(here.customer, "desktop")).toMatchObject({ on: true, person: { name: "Ana" } });
    await here.agent.does({ kind: "call", act: { do: "end", call } });
    await Promise.all([here.customer.settled(), here.colleague.settled()]);
    for (const who of [here.customer, here.colleague])
      expect(heardAll(who).map(({ kind }) => kind)).toEqual([
        "requested",
        "joined",
        "accepted",
        "joined",
        "desktop",
        "ended",
      ]);
    expect(here.colleague.frames.some(({ kind }) => kind.startsWith("call_"))).toBe(false);
    expect((await here.agent.hello()).state.call).toBeNull();
    here.agent.send({
      kind: "call_signal",
      call,
      to: peers.customer,
      data: { kind: "description", type: "offer", sdp: "v=0" },
    });
    await here.agent.heard("refused", ({ code }) => code === "call_over");
  });

  test("[CA3][CA15] is missed after its time, also when the object was evicted while it rang", async () => {
    const here = await scene();
    await rings(here);
    await evictDurableObject(here.stub, { webSockets: "hibernate" });
    later(callLimits.ringMs - 1_000);
    await alarm(here.stub);
    await here.customer.settled();
    expect(heardAll(here.customer).map(({ kind }) => kind)).toEqual(["requested"]);
    later(1_001);
    await alarm(here.stub);
    await fact(here.customer, "missed");
    expect(await here.customer.isRefused({ kind: "call", act: { do: "accept", call: newId() } })).toBe("call_over");
  });

  test("[CA7] the same command again is answered as before, and rings nobody a second time", async () => {
    const here = await scene();
    const id = newId();
    const seq = await here.agent.does({ kind: "call", id, act: { do: "request", purpose: "video" } });
    expect(await here.agent.does({ kind: "call", id, act: { do: "request", purpose: "video" } })).toBe(seq);
    expect(await here.colleague.isRefused({ kind: "call", act: { do: "request", purpose: "video" } })).toBe(
      "call_running",
    );
    expect(await here.customer.isRefused({ kind: "call", act: { do: "request", purpose: "audio" } })).toBe(
      "call_running",
    );
  });

  test("[CA2] nobody rings a customer whose page is closed", async () => {
    const here = await scene();
    here.customer.close();
    await here.agent.heard("panel", ({ panel }) => !panel.online);
    expect(await here.agent.isRefused({ kind: "call", act: { do: "request", purpose: "audio" } })).toBe(
      "customer_not_here",
    );
  });

  test("[CA2][CA8] customers ring the team where their site lets them, wait as if they had written, and are answered", async () => {
    const here = await scene();
    const request = { kind: "call" as const, act: { do: "request" as const, purpose: "audio" as const } };
    expect(await here.customer.isRefused(request)).toBe("calls_off");
    const { id: siteId, name } = await createSite(
      database(testEnv),
      testEnv,
      {
        ...{ name: "Shop", allowedOrigins: [], defaultTeamId: here.team.id, customerCalls: true },
        ...{ look: { color: "#2740b0", position: "end" }, greeting: { en: "", "pt-BR": "" } },
      },
      0,
    );
    const allowed = await scene("Hello", { site: { id: siteId, name } });
    await allowed.agent.says("Good morning");
    const call = newId();
    await allowed.customer.does({ ...request, id: call });
    expect((await allowed.agent.hello()).state).toMatchObject({
      ...{ call: { id: call, phase: "ringing", by: { kind: "customer" } } },
      waitingSince: expect.any(Number),
    });
    expect(await allowed.customer.isRefused({ kind: "call", act: { do: "accept", call } })).toBe("forbidden");
    await allowed.agent.does({ kind: "call", act: { do: "accept", call } });
    await joins(allowed.agent, call);
    await joins(allowed.customer, call);
    expect((await allowed.agent.hello()).state).toMatchObject({ call: { phase: "live" }, waitingSince: null });
  });

  test("[CA1] the lists show that it rings and that it runs", async () => {
    const here = await scene();
    const call = await rings(here);
    const { ana: inbox } = here.inboxes;
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.call?.phase === "ringing"));
    await joins(here.agent, call);
    await here.customer.does({ kind: "call", act: { do: "accept", call } });
    await joins(here.customer, call);
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.call?.id === call && row.call.people === 2));
    const since = inbox.frames.length;
    await here.agent.does({ kind: "call", act: { do: "end", call } });
    const isOver = (row: InboxRow) => row.id === here.id && row.call === undefined && row.waitingSince === null;
    expect(await inbox.heard("rows", ({ rows }) => rows.some(isOver), since)).toBeDefined();
  });
});

describe("who is in it", () => {
  test("[CA13] a second page takes the place, and the first one is told", async () => {
    const here = await scene();
    const { call } = await talk(here);
    const elsewhere = await openAsAgent(here.id, here.ana);
    await elsewhere.hello();
    const { peer } = await joins(elsewhere, call);
    await here.agent.heard("call_control", ({ what }) => what === "elsewhere");
    await here.customer.heard(
      "call_roster",
      ({ peers }) => peers.length === 2 && peers.some((each) => each.peer === peer),
    );
    here.agent.close();
    await elsewhere.settled();
    later(callLimits.graceMs + callLimits.lookMs);
    await alarm(here.stub);
    expect((await elsewhere.hello()).state.call?.people).toHaveLength(2);
  });

  test("[CA14][CA15] a deploy cuts every socket: whoever comes back in time is still in it, and talks to the same pages", async () => {
    const here = await scene();
    const { call, peers } = await talk(here);
    await evictDurableObject(here.stub, { webSockets: "close" });
    later(5_000);
    const customer = await openAsCustomer(here.id, here.started.customer.id);
    expect((await customer.hello()).state.call).toMatchObject({ id: call, phase: "live" });
    const agent = await openAsAgent(here.id, here.ana);
    await agent.hello();
    await joins(customer, call, peers.customer);
    await joins(agent, call, peers.agent);
    later(callLimits.graceMs);
    await alarm(here.stub);
    agent.send({
      kind: "call_signal",
      call,
      to: peers.customer,
      data: { kind: "description", type: "offer", sdp: "v=0" },
    });
    expect(await customer.heard("call_signal")).toMatchObject({ from: peers.agent });
    expect((await agent.hello()).state.call?.people).toHaveLength(2);
  });

  test("[CA6][CA14][CA16] when both vanish the call ends by itself, with the time that they talked", async () => {
    const here = await scene();
    await talk(here);
    later(90_000);
    here.customer.close();
    await here.agent.heard("call_roster", ({ peers }) => peers.some((peer) => !peer.here));
    here.agent.close();
    await here.colleague.heard("viewers", ({ viewers }) => viewers.every(({ id }) => id !== here.ana.id));
    later(3_600_000);
    await evictDurableObject(here.stub, { webSockets: "hibernate" });
    await alarm(here.stub);
    expect(await fact(here.colleague, "ended")).toEqual({ kind: "ended", how: "lost", seconds: 90 });
  });

  test("[CA16] sockets that were cut without a word are found by the alarm", async () => {
    const here = await scene();
    await talk(here);
    later(15_000);
    await evictDurableObject(here.stub, { webSockets: "close" });
    const watcher = await openAsAgent(here.id, here.bruno);
    await watcher.hello();
    later(callLimits.lookMs);
    await alarm(here.stub);
    later(callLimits.graceMs);
    await alarm(here.stub);
    expect((await fact(watcher, "ended")).seconds).toBeLessThanOrEqual(15);
  });

  test("[CA9] the host mutes and removes, and nobody else does", async () => {
    const here = await scene();
    const { call } = await talk(here);
    expect(await here.customer.isRefused({ kind: "call", act: { do: "mute", call, person: here.ana.id } })).toBe(
      "not_host",
    );
    await here.agent.does({ kind: "call", act: { do: "mute", call, person: "customer" } });
    await here.customer.heard("call_control", ({ what }) => what === "mute");
    await here.agent.does({ kind: "call", act: { do: "remove", call, person: "customer" } });
    await here.customer.heard("call_control", ({ what }) => what === "removed");
    expect(await fact(here.customer, "ended")).toMatchObject({ how: "left" });
  });
});

test("[CA11] who comes in with their desktop shown is said to show it, and who comes back without is not", async () => {
  const here = await scene();
  const call = await rings(here);
  await joins(here.agent, call);
  await here.customer.does({ kind: "call", act: { do: "accept", call } });
  await joins(here.customer, call, newId(), { ...noMedia, screen: true });
  expect(await fact(here.colleague, "desktop")).toMatchObject({ on: true, person: { kind: "customer" } });
  await joins(here.customer, call);
  await here.colleague.settled();
  expect(heardAll(here.colleague).filter(({ kind }) => kind === "desktop")).toHaveLength(2);
});

test("[CA21] colleagues are invited by name, and hear of it wherever they are in the console", async () => {
  const here = await scene();
  const { call } = await talk(here);
  expect(await here.customer.isRefused({ kind: "call", act: { do: "invite", call, agents: [here.bruno.id] } })).toBe(
    "forbidden",
  );
  expect(await here.agent.isRefused({ kind: "call", act: { do: "invite", call, agents: [newId()] } })).toBe(
    "agent_unknown",
  );
  await here.agent.does({ kind: "call", act: { do: "invite", call, agents: [here.bruno.id, newId()] } });
  expect(await here.inboxes.bruno.heard("mention")).toMatchObject({ conversation: here.id, call: true });
  expect(await fact(here.colleague, "invited")).toEqual({ kind: "invited", names: ["Bruno"] });
  await here.customer.settled();
  expect(heardAll(here.customer).some(({ kind }) => kind === "invited")).toBe(false);
  // Who comes later hears it too, as long as the call runs; a note that named them stays.
  const mentions = async (who: typeof here.bruno) => (await (await openInbox(here.team.id, who)).hello()).mentions;
  const carla = await newAgent("Carla", [here.team]);
  await here.agent.does({ kind: "note", text: "Could you join?", mentions: [carla.id] });
  await soon(async () => expect(await mentions(carla)).toHaveLength(1));
  await here.agent.does({ kind: "call", act: { do: "invite", call, agents: [carla.id] } });
  for (const who of [here.bruno, carla])
    await soon(async () =>
      expect(await mentions(who)).toMatchObject([{ conversation: here.id, by: { name: "Ana" }, call: true }]),
    );
  await joins(here.colleague, call);
  await here.customer.heard("call_roster", ({ peers }) => peers.length === 3);
  await here.agent.does({ kind: "call", act: { do: "end", call } });
  await here.inboxes.bruno.heard("mention_seen", ({ conversation }) => conversation === here.id);
  await soon(async () => expect(await mentions(here.bruno)).toEqual([]));
  const kept = { conversation: here.id, by: { id: here.ana.id, name: "Ana" }, at: expect.any(Number) };
  await soon(async () => expect(await mentions(carla)).toEqual([kept]));
});

describe("signals", () => {
  test("[CA17][CA18] forged, foreign, giant, malformed, too many or late: refused or dropped, and nobody else is disturbed", async () => {
    const here = await scene();
    const { call, peers } = await talk(here);
    const data = { kind: "description", type: "offer", sdp: "v=0" };
    const to = peers.customer;
    const seq = (await here.colleague.hello()).state.seq;
    // Somebody who is not in the call, though they read the conversation.
    here.colleague.send({ kind: "call_signal", call, to, data });
    await here.colleague.heard("refused", ({ code }) => code === "call_over");
    const wrong: object[] = [
      {
        kind: "call_signal",
        call,
        to,
        from: "peer-forged",
        data: { ...data, sdp: "x".repeat(callLimits.descriptionCharacters + 1) },
      },
      { kind: "call_signal", call, to, data: { ...data, type: "rollback" } },
      { kind: "call_signal", call, to, data: { ...data, sdp: { toString: "v=0" } } },
      { kind: "call_signal", call, to: "../../etc", data },
      { kind: "call_signal", call, to, data: { kind: "candidates", candidates: [] } },
      {
        kind: "call_signal",
        call,
        to,
        data: {
          kind: "candidates",
          candidates: Array.from({ length: 1_000 }, () => ({ candidate: "c", mid: null, line: 0 })),
        },
      },
      { kind: "call_media", call, media: { ...noMedia, microphone: "yes" } },
      { kind: "call", id: newId(), act: { do: "join", call, peer: "short", media: noMedia } },
      { kind: "call", id: newId(), act: { do: "enter", call, person: "customer" } },
    ];
    for (const frame of wrong) {
      const since = here.agent.frames.length;
      here.agent.send(frame);
      await here.agent.heard("refused", ({ code }) => code === "invalid_frame", since);
    }
    // A page that is in no call, and one of another call.
    here.agent.send({ kind: "call_signal", call, to: "peer-nobody", data });
    here.agent.send({ kind: "call_signal", call: "call-another", to, data });
    await here.agent.heard("refused", ({ code }) => code === "call_over");
    await here.customer.settled();
    expect(here.customer.all("call_signal")).toEqual([]);
    // What says whose it is, is not believed.
    here.agent.send({ kind: "call_signal", call, to, from: peers.customer, data: { ...data, sdp: "v=1" } });
    expect(await here.customer.heard("call_signal")).toEqual({
      kind: "call_signal",
      call,
      from: peers.agent,
      data: { ...data, sdp: "v=1" },
    });
    expect((await here.colleague.hello()).state.seq).toBe(seq);
    await here.customer.says("Still here");
  });

  test("[CA18] a flood of signals slows its sender down and nobody else", async () => {
    const here = await scene();
    const { call, peers } = await talk(here);
    later(60_000);
    const data = { kind: "candidates", candidates: [{ candidate: "c", mid: "0", line: 0 }] };
    for (let sent = 0; sent < 60; sent += 1) here.agent.send({ kind: "call_signal", call, to: peers.customer, data });
    await here.agent.heard("refused", ({ code }) => code === "rate_limited");
    await here.customer.says("Can you hear me?");
    await here.colleague.seesText("Can you hear me?");
    expect(here.agent.closed).toBeNull();
  });
});
