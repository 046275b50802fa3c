import { evictDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { FlowDefinition } from "../protocol/flow.ts";
import { alarm } from "../testing/alarm.ts";
import { anyFlow, anyWords } from "../testing/any-flow.ts";
import { newId, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { publishedFlow } from "../testing/published-flows.ts";
import { soon } from "../testing/soon.ts";

afterEach(() => {
  vi.useRealTimers();
});

/**
 * Plays a flow with these answers in a conversation of its own, and answers the log without ids and times. `hard`: the object goes out of
 * memory before and after everything that happens, and whatever drives the run comes twice.
 */
async function played(flow: string, answers: readonly string[], hard: boolean): Promise<unknown[]> {
  const { id, stub, started, ana, agent } = await scene();
  const evicts = async () => {
    if (hard) await evictDurableObject(stub);
  };
  const twice = async (act: () => Promise<unknown>) => {
    await evicts();
    await act();
    await evicts();
    if (hard) await act();
  };
  const start = newId();
  await agent.does({ kind: "flow", id: start, do: "start", flow });
  /** Where the run stands when nothing is on its way any more: what has to be asked of others is asked at once. */
  const stands = async () =>
    await soon(async () => {
      const { state } = await (await openAsAgent(id, ana)).hello();
      const waits = state.flow?.waits.kind ?? "over";
      expect(["over", "answer", "time"]).toContain(waits);
      return { waits, until: state.flow?.waits.until ?? 0 };
    });
  for (const text of answers) {
    const now = await stands();
    if (now.waits === "over") break;
    if (now.waits === "time") {
      vi.setSystemTime(Math.max(Date.now(), now.until));
      await twice(() => alarm(stub));
      continue;
    }
    const customer = await openAsCustomer(id, started.customer.id);
    await customer.hello();
    const command = newId();
    // Words that are none are refused, the same both times.
    await twice(() => customer.asks({ kind: "message", id: command, text: text === "" ? "?" : text }));
  }
  await stands();
  const entries = await stub.exported().entriesFor(ana, 0);
  const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
  return (entries ?? []).map(({ author, body }) => {
    const told = JSON.stringify({ author: author.kind, body }).replaceAll(ids, "id");
    return told.replaceAll(/"(until|at|startedAt)":\d+/g, '"$1":0');
  });
}

test("[FL2][FL3] any flow with any answers leaves the same log in a real object that is evicted at every step", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  const seed = 5;
  const flows: FlowDefinition[] = fc.sample(anyFlow, { numRuns: 12, seed });
  const answers = fc.sample(fc.array(anyWords, { minLength: 4, maxLength: 8 }), { numRuns: flows.length, seed });
  let steps = 0;
  for (const [index, definition] of flows.entries()) {
    const { id } = await publishedFlow(definition);
    const easy = await played(id, answers[index] ?? [], false);
    const hard = await played(id, answers[index] ?? [], true);
    expect(hard, `flow ${index} of seed ${seed}: ${JSON.stringify(definition)}`).toEqual(easy);
    steps += easy.length;
  }
  // Runs that all ended at once would show nothing.
  expect(steps).toBeGreaterThan(flows.length * 5);
}, 120_000);
