import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CallFact, CallMedia } from "../protocol/call.ts";
import { callLimits, noMedia } from "../protocol/call-limits.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { closeCode } from "../protocol/close-code.ts";
import {
  type AgentActor,
  type CustomerActor,
  newAgent,
  newId,
  newTeam,
  openAsAgent,
  openAsCustomer,
  openAsGuest,
  openInbox,
  scene,
} from "../testing/actors.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

type Somebody = CustomerActor | AgentActor;
type Scene = Awaited<ReturnType<typeof scene>>;

const heardAll = ({ frames }: Somebody): CallFact[] =>
  frames.flatMap((frame) =>
    frame.kind === "entries" ? frame.entries.flatMap(({ body }) => (body.kind === "call" ? [body.fact] : [])) : [],
  );

async function fact<Kind extends CallFact["kind"]>(
  who: Somebody,
  kind: Kind,
): Promise<Extract<CallFact, { kind: Kind }>> {
  const isIt = (each: CallFact): each is Extract<CallFact, { kind: Kind }> => each.kind === kind;
  for (;;) {
    const found = heardAll(who).findLast(isIt);
    if (found !== undefined) return found;
    await who.settled();
  }
}

async function joins(who: Somebody, call: string, peer = newId(), media: CallMedia = noMedia) {
  const id = newId();
  const since = who.frames.length;
  who.send({ kind: "call", id, act: { do: "join", call, peer, media } });
  const heard = async (): Promise<ReturnType<typeof grantIn>> => {
    await who.settled();
    return grantIn(who.frames.slice(since), id) ?? (await heard());
  };
  return { peer, grant: await heard() };
}

function grantIn(frames: Somebody["frames"], id: string) {
  return frames.find((frame) => frame.kind === "call_grant" && frame.id === id);
}

async function rings({ agent }: Scene, purpose: "audio" | "conference" = "audio"): Promise<string> {
  const call = newId();
  await agent.does({ kind: "call", id: call, act: { do: "request", purpose } });
  return call;
}

/** Everybody whom the test names is in it. */
async function talk(here: Scene) {
  const call = await rings(here);
  const agent = await joins(here.agent, call);
  await here.customer.does({ kind: "call", act: { do: "accept", call } });
  const customer = await joins(here.customer, call);
  return { call, peers: { agent: agent.peer, customer: customer.peer } };
}

const rosterOf = (who: Somebody) =>
  who.frames.findLast((frame) => frame.kind === "call_roster" || frame.kind === "call_grant");

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
    await runDurableObjectAlarm(here.stub);
    await here.customer.settled();
    expect(heardAll(here.customer).map(({ kind }) => kind)).toEqual(["requested"]);
    later(1_001);
    await runDurableObjectAlarm(here.stub);
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
    await runDurableObjectAlarm(here.stub);
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
    await runDurableObjectAlarm(here.stub);
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
    await runDurableObjectAlarm(here.stub);
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
    await runDurableObjectAlarm(here.stub);
    later(callLimits.graceMs);
    await runDurableObjectAlarm(here.stub);
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
  await joins(here.colleague, call);
  await here.customer.heard("call_roster", ({ peers }) => peers.length === 3);
});

test("[CA21] colleagues of other teams may have the conversation open while the call runs into which they were asked", async () => {
  const here = await scene();
  const elsewhere = await newTeam("Sales");
  const dora = await newAgent("Dora", [elsewhere]);
  const inbox = await openInbox(elsewhere.id, dora);
  await inbox.hello();
  const { call } = await talk(here);
  expect((await (await openAsAgent(here.id, dora)).closing()).code).toBe(closeCode.forbidden);

  await here.agent.does({ kind: "call", act: { do: "invite", call, agents: [dora.id] } });
  expect(await inbox.heard("mention")).toMatchObject({ conversation: here.id, call: true });
  const asked = await openAsAgent(here.id, dora);
  await asked.hello();
  await joins(asked, call);
  await here.customer.heard("call_roster", ({ peers }) => peers.length === 3);

  await here.agent.does({ kind: "call", act: { do: "end", call } });
  expect((await asked.closing()).code).toBe(closeCode.forbidden);
  expect((await (await openAsAgent(here.id, dora)).closing()).code).toBe(closeCode.forbidden);
});

describe("guests", () => {
  test("[CA22][CA23] knock, are let in by an agent, talk, and see nothing of the conversation", async () => {
    const here = await scene();
    const { call } = await talk(here);
    const id = newId();
    here.agent.send({ kind: "call", id, act: { do: "guest_link", call } });
    await here.agent.heard("call_link", (frame) => frame.id === id && frame.call === call);
    expect(await fact(here.colleague, "invited")).toEqual({ kind: "invited", names: [] });

    const guest = await openAsGuest(here.id, call, "guest-gil-1");
    // Before they said who they are, and before they were let in.
    guest.send({ kind: "call", id: newId(), act: { do: "join", call, peer: newId(), media: noMedia } });
    await guest.heard("refused", ({ code }) => code === "forbidden");
    guest.send({ kind: "knock", name: "Gil" });
    expect(await guest.heard("guest")).toEqual({ kind: "guest", me: "guest-gil-1", place: "waiting", call: null });
    const { guests } = await here.agent.heard("call_guests", (frame) => frame.guests.length === 1);
    expect(guests).toEqual([{ id: "guest-gil-1", name: "Gil" }]);
    // Who is not in the call neither sees who waits nor lets them in; nor does the customer.
    const admit = { kind: "call" as const, act: { do: "admit" as const, call, guest: "guest-gil-1", on: true } };
    expect(await here.colleague.isRefused(admit)).toBe("forbidden");
    expect(await here.customer.isRefused(admit)).toBe("forbidden");
    expect(here.colleague.all("call_guests")).toEqual([]);

    await evictDurableObject(here.stub, { webSockets: "hibernate" });
    await here.agent.does(admit);
    const standing = await guest.heard("guest", ({ place }) => place === "admitted");
    expect(standing.call?.people).toHaveLength(2);
    const peer = newId();
    guest.send({ kind: "call", id: newId(), act: { do: "join", call, peer, media: noMedia } });
    await guest.heard("call_grant");
    await here.customer.heard("call_roster", ({ peers }) => peers.some((each) => each.person.name === "Gil"));
    expect(await fact(here.customer, "joined")).toMatchObject({ person: { id: "guest-gil-1", kind: "guest" } });

    // Nothing but the call: neither what is written nor any other act.
    await here.agent.says("For the customer's eyes");
    await here.agent.does({ kind: "note", text: "For ours", mentions: [] });
    for (const act of [
      { do: "end", call },
      { do: "guest_link", call },
      { do: "admit", call, guest: "guest-eve-1", on: true },
    ]) {
      const since = guest.frames.length;
      guest.send({ kind: "call", id: newId(), act });
      await guest.heard("refused", ({ code }) => code === "forbidden", since);
    }
    for (const frame of [
      { kind: "hello", version: 1, after: 0 },
      { kind: "message", id: newId(), text: "Hi" },
    ]) {
      const since = guest.frames.length;
      guest.send(frame);
      await guest.heard("refused", ({ code }) => code === "invalid_frame", since);
    }
    expect(JSON.stringify(guest.frames)).not.toMatch(/eyes|ours/);

    await here.agent.does({ kind: "call", act: { do: "end", call } });
    expect((await guest.closing()).code).toBe(closeCode.over);
    expect((await (await openAsGuest(here.id, call)).closing()).code).toBe(closeCode.over);
  });

  test("[CA23] who was let in comes back without knocking; who was turned away or removed does not", async () => {
    const here = await scene();
    const { call } = await talk(here);
    const knocks = async (id: string) => {
      const guest = await openAsGuest(here.id, call, id);
      guest.send({ kind: "knock", name: "Gil" });
      return { guest, place: (await guest.heard("guest")).place };
    };
    await knocks("guest-gil-1");
    await here.agent.does({ kind: "call", act: { do: "admit", call, guest: "guest-gil-1", on: true } });
    const { guest, place } = await knocks("guest-gil-1");
    expect(place).toBe("admitted");
    guest.send({ kind: "call", id: newId(), act: { do: "join", call, peer: newId(), media: noMedia } });
    await guest.heard("call_grant");
    await here.agent.does({ kind: "call", act: { do: "remove", call, person: "guest-gil-1" } });
    await guest.heard("call_control", ({ what }) => what === "removed");
    await guest.heard("guest", (told) => told.place === "refused");
    expect((await knocks("guest-gil-1")).place).toBe("refused");

    const other = await knocks("guest-eve-1");
    expect(other.place).toBe("waiting");
    await here.agent.does({ kind: "call", act: { do: "admit", call, guest: "guest-eve-1", on: false } });
    await other.guest.heard("guest", (told) => told.place === "refused");
    expect((await knocks("guest-eve-1")).place).toBe("refused");
  });

  test("[CA22] so many may wait at once", async () => {
    const here = await scene();
    const { call } = await talk(here);
    for (let waiting = 0; waiting < callLimits.guestsWaiting; waiting += 1) {
      const guest = await openAsGuest(here.id, call);
      guest.send({ kind: "knock", name: `Guest ${waiting}` });
      await guest.heard("guest");
    }
    const late = await openAsGuest(here.id, call);
    late.send({ kind: "knock", name: "Late" });
    await late.heard("refused", ({ code }) => code === "call_full");
  });
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
