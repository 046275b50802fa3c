import { evictDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { comeBackCode, isFinal } from "../protocol/close-code.ts";
import { limits } from "../protocol/limits.ts";
import { newId, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { soon } from "../testing/soon.ts";

/** Each of these is six characters on the wire: 36 such messages are more than a socket is sent without a sign. */
const words = "\u0001".repeat(limits.textCharacters);
const inABurst = 24;

type Writer = Awaited<ReturnType<typeof openAsCustomer>>;

/** Two bursts from two windows of the customer's, which read what they are sent; `between` comes after each. */
async function muchIsSaid(writers: Writer[], between: () => Promise<unknown> = async () => {}): Promise<void> {
  for (const writer of writers) {
    for (let count = 0; count < inABurst; count += 1) await writer.says(words);
    for (const each of writers) await each.pings();
    await between();
  }
}

async function windows() {
  const here = await scene();
  const second = await openAsCustomer(here.id, here.started.customer.id);
  await second.hello();
  return { ...here, writers: [here.customer, second] };
}

test("[CV98] who gives no sign of reading for 2 Mi characters is closed to come back, and misses nothing by it", async () => {
  const { id, bruno, agent, colleague, writers } = await windows();
  await muchIsSaid(writers, () => colleague.pings());
  expect(await agent.closing()).toEqual({ code: comeBackCode.unread, reason: "unread" });
  expect(isFinal(comeBackCode.unread)).toBe(false);
  const held = agent.seqs().at(-1) ?? 0;
  expect(agent.raw.reduce((sum, frame) => sum + frame.length, 0)).toBeLessThan(2.3e6);
  // Nobody is told any more that she looks at it.
  await soon(() =>
    expect(
      colleague
        .all("viewers")
        .at(-1)
        ?.viewers.map(({ name }) => name),
    ).toEqual(["Bruno"]),
  );
  expect([colleague.closed, ...writers.map(({ closed }) => closed)]).toEqual([null, null, null]);
  const back = await openAsAgent(id, bruno);
  const { mode, entries, state } = await back.hello(held);
  expect([mode, entries.map(({ seq }) => seq)]).toEqual([
    "resume",
    Array.from({ length: state.seq - held }, (_, index) => held + index + 1),
  ]);
  expect(state.seq).toBe(2 + 2 * inABurst);
});

test("[CV98] a receipt and history are signs too; a command is none: its sender may read nothing", async () => {
  const { id, ana, agent, colleague, writers } = await windows();
  const reader = await openAsAgent(id, ana);
  await reader.hello();
  await muchIsSaid(writers, async () => {
    agent.send({ kind: "receipt", delivered: 20, read: 0 });
    await reader.history(2);
    if (colleague.closed === null) colleague.send({ kind: "note", id: newId(), text: "Unread", mentions: [] });
  });
  expect((await colleague.closing()).code).toBe(comeBackCode.unread);
  for (const each of [agent, reader]) await each.says("Still here");
});

test("[CV98][CV38] what was sent before the object slept counts", async () => {
  const { stub, agent, colleague, writers } = await windows();
  await muchIsSaid(writers, async () => {
    await colleague.pings();
    await evictDurableObject(stub);
  });
  expect((await agent.closing()).code).toBe(comeBackCode.unread);
  expect(colleague.closed).toBeNull();
});
