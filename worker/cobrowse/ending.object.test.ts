import { evictDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cobrowseObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import { alarm } from "../testing/alarm.ts";
import { newAgent, newTeam, openInbox, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { soon } from "../testing/soon.ts";
import { agreed, batch, cobrowsingScene, ending, openTab, openWatcher, shopOrigin } from "../testing/cobrowsing.ts";

afterEach(() => {
  vi.useRealTimers();
});

type Scene = Awaited<ReturnType<typeof cobrowsingScene>>;

/** Time passes, and the alarms of the session and of its conversation find it out. */
async function passes(here: Pick<Scene, "stubOfSession" | "stub">, ms: number): Promise<void> {
  vi.setSystemTime(Date.now() + ms);
  await alarm(here.stubOfSession);
  await alarm(here.stub);
}

describe("the end", () => {
  test("[CB16][CB17] the customer's Stop closes every socket; one line says who saw it, and how many pages", async () => {
    const here = await cobrowsingScene();
    here.tab.send({ kind: "page", page: { url: `${shopOrigin}/cart`, title: "Cart" } });
    await here.watchers.ana.heard("state", ({ page }) => page?.title === "Cart");
    await here.customer.does({ kind: "cobrowse_end", session: here.session });
    expect(await ending(here)).toEqual({
      ...{ step: "ended", reason: "customer", seconds: expect.any(Number), pages: 2, controlled: false },
      agents: [here.ana, here.bruno].map(({ id, name }) => ({ id, name })),
    });
    for (const each of [here.tab, here.watchers.ana, here.watchers.bruno]) {
      expect((await each.closing()).code).toBe(closeCode.over);
    }
  });

  test("[CB8] a frame after Stop goes nowhere, from the socket that was there and from one that comes then", async () => {
    const here = await cobrowsingScene();
    here.tab.sends(batch("before"), { key: true });
    await here.watchers.ana.heardBinary(1);
    await here.customer.does({ kind: "cobrowse_end", session: here.session });
    expect((await here.tab.closing()).code).toBe(closeCode.over);
    await here.watchers.ana.closing();
    const late = await openTab(here.id, here.session, here.started.customer.id);
    late.hello();
    late.sends(batch("after"), { key: true });
    expect((await late.closing()).code).toBe(closeCode.notFound);
    expect(here.watchers.ana.binary.length).toBe(1);
  });

  test("[CB16] with its conversation", async () => {
    const here = await cobrowsingScene();
    await here.agent.does({ kind: "status", to: "done", until: null });
    expect(await ending(here)).toMatchObject({ reason: "done", pages: 1 });
    await here.tab.closing();
  });

  test("[CB16][CB17] after ten minutes in which nobody did anything, however much moves in the page; the line says how long it was", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const here = await cobrowsingScene();
    await passes(here, cobrowseLimits.idleMs - 1_000);
    here.tab.sends(batch("clicked"), { key: true, active: true });
    await here.watchers.ana.heardBinary(1);
    await passes(here, 2_000);
    here.tab.sends(batch("a clock ticks"));
    await here.watchers.ana.heardBinary(2);
    expect(here.tab.closed).toBeNull();
    await passes(here, cobrowseLimits.idleMs);
    const seconds = (2 * cobrowseLimits.idleMs + 1_000) / 1_000;
    expect(await ending(here)).toMatchObject({ reason: "idle", seconds });
  });

  test("[CB16] when a side is gone for two minutes; a page load is no end", async () => {
    for (const reason of ["customer_gone", "agents_gone"] as const) {
      vi.useFakeTimers({ toFake: ["Date"] });
      const here = await cobrowsingScene();
      const { id, session, started, watchers } = here;
      here.tab.close();
      await watchers.ana.heard("state", ({ page }) => page === null);
      await passes(here, cobrowseLimits.goneMs - 1_000);
      const back = await openTab(id, session, started.customer.id);
      back.hello();
      await back.records();
      await soon(() => expect(watchers.ana.now?.page).not.toBeNull());
      await passes(here, 2_000);
      expect(back.closed).toBeNull();
      if (reason === "customer_gone") back.close();
      else for (const watcher of Object.values(watchers)) watcher.close();
      await (reason === "customer_gone"
        ? watchers.ana.heard("state", ({ page }) => page === null, watchers.ana.frames.length - 1)
        : back.heard("state", ({ agents }) => agents.length === 0, back.frames.length - 1));
      await passes(here, cobrowseLimits.goneMs + 1);
      expect(await ending(here)).toMatchObject({ reason });
      vi.useRealTimers();
    }
  });

  test("[CB16] also when nobody ever came", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const here = await scene();
    const session = await agreed(here.agent, here.customer);
    await alarm(here.stub);
    await passes({ ...here, stubOfSession: cobrowseObject(testEnv, here.id, session) }, cobrowseLimits.goneMs + 1);
    expect(await ending(here)).toMatchObject({ reason: "customer_gone", agents: [] });
  });

  test("[CB18] a transfer to another team closes the sockets of who may no longer see it; the new team watches on", async () => {
    const here = await cobrowsingScene();
    const { id, session, agent, tab, watchers, stub } = here;
    const other = await newTeam("Billing");
    const carla = await newAgent("Carla", [other]);
    await (await openInbox(other.id, carla)).hello();
    await agent.does({ kind: "transfer", to: { kind: "agent", id: carla.id }, comment: null });
    await alarm(stub);
    expect((await watchers.ana.closing()).code).toBe(closeCode.forbidden);
    const next = await (await openWatcher(id, session, carla)).hello();
    await tab.heard("state", ({ agents }) => agents.length === 1 && agents[0]?.name === "Carla");
    tab.sends(batch(), { key: true });
    await next.heardBinary(1);
  });

  test("[CB6][CB16] an eviction loses nothing: frames go on, and the end comes", async () => {
    const here = await cobrowsingScene();
    here.tab.sends(batch("before"), { key: true });
    await here.watchers.ana.heardBinary(1);
    await evictDurableObject(here.stubOfSession);
    here.tab.sends(batch("after"));
    await here.watchers.ana.heardBinary(2);
    await here.customer.does({ kind: "cobrowse_end", session: here.session });
    expect(await ending(here)).toMatchObject({ pages: 1 });
    await here.watchers.ana.closing();
  });
});
