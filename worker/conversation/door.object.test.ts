import { evictDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { callLimits, noMedia } from "../protocol/call-limits.ts";
import { closeCode } from "../protocol/close-code.ts";
import { newAgent, newId, newTeam, openAsAgent, openAsGuest, openInbox, scene } from "../testing/actors.ts";
import { fact, joins, talk } from "../testing/call-actors.ts";

test("[CA21][CA28] colleagues of other teams may have the conversation open while the call runs into which they were asked", async () => {
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

  // They read what is there and take part, and steer nothing.
  const seesFiles = async () => {
    using files = await here.stub.files();
    return await files.admits({ kind: "agent", agent: dora });
  };
  expect(await seesFiles()).toBe(true);
  await asked.says("I can help with that");
  await asked.does({ kind: "note", text: "Price is on page 3", mentions: [] });
  for (const command of [
    { kind: "take" as const, expected: here.ana.id },
    { kind: "transfer" as const, to: { kind: "team" as const, id: elsewhere.id }, comment: null },
    { kind: "status" as const, to: "done" as const, until: null },
    { kind: "cobrowse_ask" as const },
  ])
    expect(await asked.isRefused(command)).toBe("forbidden");
  expect(await here.stub.exported().entriesFor(dora, 0)).toBeNull();
  expect(await here.stub.erase(dora)).toBe(false);
  expect((await here.agent.hello()).state).toMatchObject({ assignee: { id: here.ana.id }, status: "open" });

  await here.agent.does({ kind: "call", act: { do: "end", call } });
  expect((await asked.closing()).code).toBe(closeCode.forbidden);
  expect(await seesFiles()).toBe(false);
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
    expect(await late.heard("refused")).toMatchObject({ code: "call_full" });
  });
});
