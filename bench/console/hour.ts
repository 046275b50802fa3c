import type { Page } from "@playwright/test";
import { hello, type Fala } from "../fala.ts";
import { inTurn } from "../products.ts";

/** What is in the page before and after, garbage collected. `seconds`: how long the hour took. */
export type Hour = { cycles: number; seconds: number; heapMB: Growth; nodes: Growth; listeners: Growth };
type Growth = { before: number; after: number };

/** Customers' messages that come in while the agent is at work on one conversation. */
const newsOfCycle = 10;

/**
 * An agent's hour, a minute of it in each cycle, without its pauses: another list and back, a search, a conversation opened, read and answered,
 * while ten messages come in elsewhere. The first conversations are not counted: what is loaded once is loaded then.
 */
export async function workAnHour(page: Page, fala: Fala, live: string[], cycles: number): Promise<Hour> {
  const customers = await inTurn(live.length, async (index) => {
    const socket = await fala.open(live[index] ?? "", "customer");
    socket.send(hello);
    return socket;
  });
  await page.goto("/live-chat/open?sort=newest");
  let said = 0;
  const cycle = async (index: number) => {
    for (let count = 0; count < newsOfCycle; count += 1) {
      said += 1;
      const text = `News ${said}: where is my order?`;
      customers[said % customers.length]?.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
    }
    await oneMinute(page, live[index % live.length] ?? "", index);
  };
  for (let index = 0; index < live.length / 4; index += 1) await cycle(index);
  const before = await contentsOf(page);
  const began = performance.now();
  for (let index = 0; index < cycles; index += 1) await cycle(index);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const after = await contentsOf(page);
  for (const socket of customers) socket.close();
  const growth = (of: keyof typeof before) => ({ before: before[of], after: after[of] });
  return { cycles, seconds, heapMB: growth("heapMB"), nodes: growth("nodes"), listeners: growth("listeners") };
}

async function oneMinute(page: Page, conversation: string, index: number): Promise<void> {
  const lists = page.getByRole("navigation", { name: "Lists" });
  for (const name of ["Waiting", "Mine", "All open"]) {
    await lists.getByRole("link", { name, exact: true }).click();
    await page.getByRole("list", { name, exact: true }).waitFor({ state: "attached" });
  }
  const search = page.getByRole("textbox", { name: "Search conversations" });
  await search.fill(index % 2 ? "order" : "hello");
  await page.getByRole("list", { name: "Search results", exact: true }).waitFor({ state: "attached" });
  await search.fill("");
  await follow(page, `/live-chat/open/${conversation}`);
  await page.locator('.entries-scroller[aria-busy="false"]').waitFor();
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill(`Answer ${index}: it is on its way.`);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page
    .locator(".entry")
    .filter({ hasText: `Answer ${index}:` })
    .last()
    .waitFor();
}

/** Goes to another address as a press on a link does. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(`(() => {
    const link = document.createElement("a");
    link.href = ${JSON.stringify(path)};
    document.querySelector("main").append(link);
    link.click();
    link.remove();
  })()`);
}

async function contentsOf(page: Page): Promise<{ heapMB: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Performance.enable");
    // Twice: what the first one lets go is only then unreachable.
    for (let time = 0; time < 2; time += 1) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      heapMB: Math.round(value("JSHeapUsedSize") / 100_000) / 10,
      nodes: value("Nodes"),
      listeners: value("JSEventListeners"),
    };
  } finally {
    await session.detach();
  }
}
