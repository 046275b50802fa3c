import { type BrowserContext, chromium, type Page, type Request } from "@playwright/test";
import { findHeadless } from "../../.tools/chromium.ts";
import { freePort } from "../../.tools/product.ts";
import { scriptTag } from "../demo/shop-pages.ts";
import { AgentActor } from "./agent.ts";
import { browserArgs } from "./browser-args.ts";
import { chatBesideSnapshots } from "./cobrowse-chat.ts";
import { heavyWork, serveHeavyPage } from "./cobrowse-page.ts";
import { Customer } from "./customer.ts";
import { allowOrigin } from "./allow-origin.ts";
import setUp from "./product.setup.ts";
import { demoAgents, sessionFile } from "./sign-in.ts";

/**
 * `npm run bench:cobrowse`: co-browsing between real browsers through the real object, on a page of 6,000 nodes that another site
 * serves, so that the widget's frame has a process of its own as in life. Times are taken inside the pages by the machine's one
 * clock, also where the customer's `Date` is three seconds off. Last line is JSON; exits non-zero when a bound is missed. Takes seven
 * minutes; `--quick` takes fewer samples and a good minute, `--only=latency,pages,recorder,memory,chat` some of the parts.
 *
 * - `latency`: from a mutation to its replay, p50 and p95 of each skew. All skews take turns, so that each has the same machine.
 * - `pages`: `firstFrameMs`, from the start of a page load to that page on the agent's screen, the slowest.
 *   `snapshotMs`, the longest that the first snapshot keeps the customer's main thread, the median of several, and `snapshotCpuMs`, how
 *   long that thread had the processor meanwhile, which others on the machine do not change.
 * - `recorderShare`: of a core, on top of what the page itself takes for the heavy workload; median of pairs.
 * - `steady`: heap of both pages after garbage collection, at a quarter and at the end of as many heavy ticks as a session of two
 *   hours has seconds, run as fast as they go (quick: a twelfth of them).
 * - `chat`: message to receipt in the conversation, in turns while a snapshot of 5 MB passes through its session and while none does.
 */
const quick = process.argv.includes("--quick");
const size = quick
  ? { rounds: 3, probes: 12, loads: 2, snapshots: 2, cpuTurns: 1, cpuSeconds: 3, ticks: 600, large: 12 }
  : { rounds: 8, probes: 20, loads: 5, snapshots: 5, cpuTurns: 7, cpuSeconds: 8, ticks: 7_200, large: 24 };
const skews = [0, 3_000, -3_000];
const only = process.argv
  .find((each) => each.startsWith("--only="))
  ?.slice("--only=".length)
  .split(",");
const wants = (part: string) => only === undefined || only.includes(part);
const bounds = {
  latencyP50Ms: 40,
  latencyP95Ms: 80,
  /** What the medians may differ by between clocks that are right and clocks that are not. */
  skewMs: 5,
  firstFrameMs: 1_500,
  snapshotMs: 150,
  recorderShare: 0.2,
  /** What both heaps together may grow by between a quarter and the end. */
  growthMb: 4,
  /** Of the time while none passes; and what one slice of the machine's scheduler may add to it. */
  chatRatio: 1.5,
  chatSlackMs: 5,
};

const stop = await setUp();
const executablePath = findHeadless();
const browser = await chromium.launch({ args: [...browserArgs], ...(executablePath ? { executablePath } : {}) });
const port = await freePort();
const falaOrigin = process.env["FALA_ORIGIN"] ?? "";
const pageOrigin = `http://127.0.0.1:${port}`;
const server = await serveHeavyPage(port, scriptTag({ falaOrigin, siteKey: "demo" }));
try {
  const owner = await browser.newContext({ storageState: sessionFile("ana") });
  await allowOrigin(owner.request, falaOrigin, pageOrigin);
  await owner.close();
  const found: Record<string, unknown> = {};
  const held: Record<string, boolean> = {};
  if (wants("latency")) {
    const latency = (found["latency"] = await told("latency", latencies()));
    const all = (which: "p50" | "p95") => Object.values(latency).map((each) => each[which]);
    held["latency"] = Math.max(...all("p50")) <= bounds.latencyP50Ms && Math.max(...all("p95")) <= bounds.latencyP95Ms;
    held["skew"] = Math.max(...all("p50")) - Math.min(...all("p50")) <= bounds.skewMs;
  }
  if (wants("pages")) {
    const pages = (found["pages"] = await told("page loads and snapshots", firstFrames()));
    held["firstFrame"] = pages.firstFrameMs <= bounds.firstFrameMs;
    held["snapshot"] = pages.snapshotMs <= bounds.snapshotMs;
  }
  if (wants("recorder")) {
    const share = (found["recorderShare"] = await told("recorder's share of a core", shareOfACore()));
    held["recorder"] = share <= bounds.recorderShare;
  }
  if (wants("memory")) {
    const steady = (found["steady"] = await told("memory", steadyMemory()));
    held["steady"] = steady.growthMb <= bounds.growthMb;
  }
  if (wants("chat")) {
    const chat = (found["chat"] = await told(
      "chat",
      chatBesideSnapshots({ origin: falaOrigin, snapshots: size.large }),
    ));
    held["chat"] = (["p50", "p95"] as const).every(
      (which) => chat.during[which] <= chat.alone[which] * bounds.chatRatio + bounds.chatSlackMs,
    );
  }
  const within = Object.values(held).every(Boolean);
  console.log(JSON.stringify({ quick, ...found, bounds, held, within }));
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await stop();
}

async function told<Found>(what: string, work: Promise<Found>): Promise<Found> {
  const found = await work;
  console.log(`${what}: ${JSON.stringify(found)}`);
  return found;
}

type Pair = { customer: Customer; agent: AgentActor; close: () => Promise<void> };

/** A customer who shows the heavy page, and an agent who looks at it. `skew` is what the customer's clock is off by. */
async function watching(skew = 0): Promise<Pair> {
  const { customer, agent, close } = await people(skew);
  await customer.asks("Can you look at this with me?", "/");
  await agent.opens(await customer.conversation());
  await agent.takes();
  await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
  await customer.frame.getByRole("button", { name: "Show the page" }).click();
  await seesThePage(agent.page, "/");
  return { customer, agent, close };
}

async function people(skew: number): Promise<Pair> {
  const viewport = { width: 1440, height: 900 };
  const ofCustomer: BrowserContext = await browser.newContext({ viewport });
  if (skew !== 0) await ofCustomer.addInitScript(skewClock, skew);
  await ofCustomer.addInitScript(watchLongTasks);
  const ofAgent = await browser.newContext({ viewport, baseURL: falaOrigin, storageState: sessionFile("bruno") });
  return {
    customer: new Customer(await ofCustomer.newPage(), ofCustomer, pageOrigin),
    agent: new AgentActor(await ofAgent.newPage(), ofAgent, demoAgents.bruno.name),
    close: async () => {
      await ofCustomer.close();
      await ofAgent.close();
    },
  };
}

function skewClock(skew: number): void {
  const Real = Date;
  const off = () => Real.now() + skew;
  // `new Date()` and `Date.now()` tell the wrong time; `performance` knows nothing of it.
  globalThis.Date = new Proxy(Real, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [off()] : given),
    get: (target, name) => (name === "now" ? off : Reflect.get(target, name)),
  });
}

function watchLongTasks(): void {
  const kept: number[] = [];
  Object.assign(globalThis, { longTasks: kept });
  new PerformanceObserver((list) => kept.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
  });
}

/** When the page of this path stood on the agent's screen, by the machine's clock. */
function seesThePage(page: Page, path: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const began = performance.now();
    for (;;) {
      if (performance.now() - began > 20_000) throw new Error(`${wanted} was not seen in twenty seconds`);
      const replay = document.querySelector<HTMLIFrameElement>(".cobrowsing-frame")?.contentDocument;
      const shown = replay?.querySelector<HTMLIFrameElement>(".replayer-wrapper iframe")?.contentDocument;
      if (shown?.querySelector("#where")?.textContent === wanted && shown.querySelectorAll(".card").length > 400) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.timeOrigin + performance.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }, path);
}

/** The page that the agent sees says this in its probe now: everything before it was replayed too. */
async function replays(agent: AgentActor, words: string): Promise<void> {
  const probe = agent.page
    .frameLocator(".cobrowsing-frame")
    .frameLocator(".replayer-wrapper iframe")
    .locator("#probe", { hasText: words });
  await probe.waitFor({ timeout: 60_000 });
}

async function stopsRecording({ customer, agent }: Pair): Promise<void> {
  await agent.page.getByRole("button", { name: "Close the page, go on watching later" }).click();
  await customer.page.locator('fala-cobrowsing[data-state="still"]').waitFor({ state: "attached" });
}

async function recordsAgain({ agent }: Pair, path: string): Promise<void> {
  await agent.page.locator('.cobrowsing-state[data-phase="live"]').click();
  await seesThePage(agent.page, path);
}

async function latencies(): Promise<Record<string, { p50: number; p95: number }>> {
  const pairs: [skew: number, pair: Pair][] = [];
  for (const skew of skews) {
    const pair = await watching(skew);
    pairs.push([skew, pair]);
    await pair.agent.page.evaluate(() => {
      const replay = document.querySelector<HTMLIFrameElement>(".cobrowsing-frame")?.contentDocument;
      const probe = replay
        ?.querySelector<HTMLIFrameElement>(".replayer-wrapper iframe")
        ?.contentDocument?.querySelector("#probe");
      const late: number[] = [];
      Object.assign(globalThis, { late });
      if (!probe) throw new Error("no probe");
      new MutationObserver((records) => {
        const now = (performance.timeOrigin + performance.now()) % 1e8;
        // Each by itself, also where two came in one batch. The words at the end of a round are no time.
        const times = records.flatMap(({ addedNodes }) => [...addedNodes].map((node) => Number(node.textContent)));
        late.push(...times.filter((time) => time > 0).map((time) => now - time));
      }).observe(probe, { childList: true });
    });
  }
  for (let round = 0; round < size.rounds; round += 1) {
    for (const [, { customer, agent }] of pairs) {
      const end = `end of round ${round}`;
      await customer.page.evaluate(
        async ({ probes, last }) => {
          const probe = document.getElementById("probe");
          if (!probe) throw new Error("no probe");
          const beat = (index: number) => new Promise((resolve) => setTimeout(resolve, 41 + ((index * 37) % 67)));
          for (let index = 0; index < probes; index += 1) {
            // No beat that the recorder's own could fall in with.
            await beat(index);
            // Shorter than a card's number, which nobody would see.
            probe.textContent = ((performance.timeOrigin + performance.now()) % 1e8).toFixed(2);
          }
          await beat(probes);
          probe.textContent = last;
        },
        { probes: size.probes, last: end },
      );
      await replays(agent, end);
    }
  }
  const found: Record<string, { p50: number; p95: number }> = {};
  for (const [skew, { agent, close }] of pairs) {
    const late = await agent.page.evaluate(() => (globalThis as unknown as { late: number[] }).late);
    const probes = size.rounds * size.probes;
    if (late.length !== probes) throw new Error(`of ${probes} mutations ${late.length} were replayed`);
    found[skew] = { p50: round(quantile(late, 0.5)), p95: round(quantile(late, 0.95)) };
    await close();
  }
  return found;
}

async function firstFrames(): Promise<{ firstFrameMs: number; snapshotMs: number; snapshotCpuMs: number }> {
  const pair = await watching();
  const { customer, agent, close } = pair;
  const took: number[] = [];
  for (let index = 0; index < size.loads; index += 1) {
    const path = `/page-${index}`;
    let asked = 0;
    const heard = (request: Request) => {
      if (request.isNavigationRequest() && request.frame() === customer.page.mainFrame()) asked = Date.now();
    };
    customer.page.on("request", heard);
    const seen = seesThePage(agent.page, path);
    await customer.page.goto(pageOrigin + path);
    customer.page.off("request", heard);
    took.push((await seen) - asked);
  }
  const cpu = await workOf(customer, "threadTicks");
  const snapshots: { task: number; cpu: number }[] = [];
  for (let index = 0; index < size.snapshots; index += 1) {
    // Whoever looks first makes the recorder begin: hooks and snapshot are one task of the customer's page.
    await stopsRecording(pair);
    await customer.page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0));
    const before = await cpu();
    await recordsAgain(pair, `/page-${size.loads - 1}`);
    const spent = (await cpu()) - before;
    const long = await customer.page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
    // What is shorter than 50 ms browsers do not tell.
    snapshots.push({ task: Math.max(50, ...long), cpu: spent * 1_000 });
  }
  await close();
  const median = (which: "task" | "cpu") =>
    round(
      quantile(
        snapshots.map((each) => each[which]),
        0.5,
      ),
    );
  return { firstFrameMs: round(Math.max(...took)), snapshotMs: median("task"), snapshotCpuMs: median("cpu") };
}

/** How long the page's main thread has worked; `threadTicks`: had the processor, without what others on this machine do. */
async function workOf(customer: Customer, timeDomain: "timeTicks" | "threadTicks"): Promise<() => Promise<number>> {
  const session = await customer.context.newCDPSession(customer.page);
  await session.send("Performance.enable", { timeDomain });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  };
}

/** What recording adds to the time that the page's main thread works. */
async function shareOfACore(): Promise<number> {
  const work = { ticks: size.cpuSeconds * 20, perSecond: 20 };
  const pair = await watching();
  const cpu = await workOf(pair.customer, "timeTicks");
  const shares: number[] = [];
  let recording = true;
  for (let turn = 0; turn < size.cpuTurns; turn += 1) {
    const took = { with: 0, without: 0 };
    // Neither is always the first: what a machine slowly does else would be taken for the recorder.
    for (const next of turn % 2 === 0 ? [true, false] : [false, true]) {
      if (next !== recording) await (next ? recordsAgain(pair, "/") : stopsRecording(pair));
      recording = next;
      const before = await cpu();
      await pair.customer.page.evaluate(heavyWork, work);
      // By the time that it should take: on a busy machine the same work is spread over more.
      took[recording ? "with" : "without"] = ((await cpu()) - before) / size.cpuSeconds;
    }
    shares.push(took.with - took.without);
  }
  await pair.close();
  console.log(`recorder, pair by pair: ${shares.map((share) => round(share, 3)).join(" ")}`);
  const share = round(quantile(shares, 0.5), 3);
  if (share <= 0) throw new Error(`recording cost ${share} of a core: others kept this machine too busy to tell`);
  return share;
}

async function steadyMemory() {
  const { customer, agent, close } = await watching();
  const heapMb = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await session.detach();
    return usedSize / 1e6;
  };
  const measured: { customer: number; agent: number }[] = [];
  for (const ticks of [size.ticks / 4, (size.ticks * 3) / 4]) {
    const end = `after ${ticks} ticks`;
    await customer.page.evaluate(heavyWork, { ticks, perSecond: 80 });
    await customer.page.evaluate((words) => {
      const probe = document.getElementById("probe");
      if (probe) probe.textContent = words;
    }, end);
    await replays(agent, end);
    measured.push({ customer: round(await heapMb(customer.page)), agent: round(await heapMb(agent.page)) });
  }
  const [quarter, end] = measured;
  await close();
  if (quarter === undefined || end === undefined) throw new Error("nothing was measured");
  const growthMb = round(end.customer + end.agent - quarter.customer - quarter.agent);
  return { ticks: size.ticks, quarterMb: quarter, endMb: end, growthMb };
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
