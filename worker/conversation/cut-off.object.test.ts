import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { alarm } from "../testing/alarm.ts";
import { openAsAgent, scene } from "../testing/actors.ts";
import { joins, talk } from "../testing/call-actors.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What stands in the place of the SFU: which sessions were cut off, and how often it did not do what it was asked. */
function fakeSfu() {
  const sfu = { isDown: false, refused: 0, closed: [] as string[] };
  const { fetch: plain } = globalThis;
  // A clock that runs keeps an object from being evicted.
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal);
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const [, session] = /\/sessions\/([^/]+)/.exec(new Request(input).url) ?? [];
    if (session === undefined) return await plain(input, init);
    if (sfu.isDown) {
      sfu.refused += 1;
      return Response.json({}, { status: 503 });
    }
    if (init?.method === "PUT") sfu.closed.push(session);
    return Response.json({ tracks: [{ mid: "0" }] });
  });
  return sfu;
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

test("[CA29] who is out is cut off at what carries media: removed, lost, elsewhere, or when the call is over", async () => {
  const here = await scene();
  const { call, peers } = await talk(here);
  await joins(here.colleague, call);
  const { closed } = fakeSfu();
  const opened = (of: string, session: string) =>
    runInDurableObject(here.stub, (object) => object.calls().opened(call, of, session));
  expect(await opened(peers.agent, "agent-1")).toBe(true);
  expect(await opened(peers.customer, "customer-out")).toBe(true);
  expect(await opened(peers.customer, "customer-in")).toBe(true);
  // A page that never was in the call.
  expect(await opened("peer-nobody", "nobody-1")).toBe(false);
  await soon(() => expect(closed).toEqual(["nobody-1"]));

  await here.agent.does({ kind: "call", act: { do: "remove", call, person: "customer" } });
  await soon(() => expect(closed.toSorted()).toEqual(["customer-in", "customer-out", "nobody-1"]));
  const elsewhere = await openAsAgent(here.id, here.ana);
  await elsewhere.hello();
  await joins(elsewhere, call);
  await soon(() => expect(closed.at(-1)).toBe("agent-1"));
  const { peer } = await joins(here.colleague, call);
  expect(await opened(peer, "colleague-1")).toBe(true);
  await here.agent.does({ kind: "call", act: { do: "end", call } });
  await soon(() => expect(closed.at(-1)).toBe("colleague-1"));
  expect(await opened(peer, "too-late")).toBe(false);
});

test("[CA29] what the service does not do is asked again, also after an eviction and when the conversation is erased; at last it is given up", async () => {
  const here = await scene();
  const { call, peers } = await talk(here);
  const sfu = fakeSfu();
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const opened = (session: string) =>
    runInDurableObject(here.stub, (object) => object.calls().opened(call, peers.customer, session));
  await opened("first");
  sfu.isDown = true;
  await here.agent.does({ kind: "call", act: { do: "remove", call, person: "customer" } });
  await soon(() => expect(sfu.refused).toBe(1));
  await evictDurableObject(here.stub, { webSockets: "hibernate" });
  sfu.isDown = false;
  later(30_001);
  await alarm(here.stub);
  expect(sfu.closed).toEqual(["first"]);

  const givenUp = () => warned.mock.calls.filter(([line]) => String(line).includes("cut_off_given_up"));
  sfu.isDown = true;
  expect(await opened("second")).toBe(false);
  for (let minute = 0; minute < 12 && givenUp().length === 0; minute += 1) {
    later(60_000);
    await alarm(here.stub);
  }
  expect(givenUp()).toHaveLength(1);
  expect(sfu.refused).toBeGreaterThan(5);
  sfu.isDown = false;
  later(10 * 60_000);
  await alarm(here.stub);
  expect(sfu.closed).toEqual(["first"]);

  const next = await scene();
  const talked = await talk(next);
  await runInDurableObject(next.stub, async (object) => {
    object.calls().opened(talked.call, talked.peers.agent, "erased");
    await object.eraseOf(next.started.customer.id);
  });
  await alarm(next.stub);
  expect(sfu.closed).toEqual(["first", "erased"]);
});
