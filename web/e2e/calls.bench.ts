import { chromium, type Browser, type Frame, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../.tools/run.ts";
import { sizes } from "../../.tools/size.ts";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { frameOf, received, watchMedia, withMedia } from "./media.ts";
import setUp from "./product.setup.ts";
import { type DemoAgent, demoAgents, sessionFile } from "./sign-in.ts";

/**
 * `npm run bench:calls`: calls on the mesh between real browsers, signalled through the real object, with the browsers' made-up
 * camera, microphone and screen. Times are taken inside the pages, from the press to the first decoded picture. Last line is JSON;
 * exits non-zero when a bound is missed. TURNS (5): how often two people meet; the median counts.
 */
const turns = Number(process.env["TURNS"] ?? 5);
const bounds = {
  firstFrameTwoMs: 1_000,
  firstFrameThreeMs: 1_500,
  recoveryMs: 3_000,
  toggleOffers: 0,
  firstLoadBytes: 0,
};
const cutMs = 5_000;

const stop = await setUp();
const browser = await chromium.launch(withMedia.launchOptions);
try {
  const two: number[] = [];
  const three: number[] = [];
  let toggleOffers = 0;
  let recoveryMs = Number.POSITIVE_INFINITY;
  let stalled = false;
  let viaObject = true;
  for (let turn = 0; turn < turns; turn += 1) {
    const { customer, agent, close } = await meet(browser);
    const widget = await frameOf(customer.page, customer.frame);
    await agent.button("Video call").click();
    await customer.frame.getByRole("button", { name: "With camera", exact: true }).click();
    await customer.frame.locator(".call-preview video").waitFor();
    two.push(await timed(widget, 1, () => customer.frame.getByRole("button", { name: "Join now" }).click()));

    const colleague = await open(browser, "carla");
    await colleague.opens(await customer.conversation());
    await colleague.button("Join call").click();
    await colleague.button("Switch camera on").click();
    await colleague.page.locator(".call-preview video").waitFor();
    three.push(await timed(colleague.page, 2, () => colleague.button("Join now").click()));

    if (turn === 0) {
      const before = (await received(agent.page))[0]?.offers ?? 0;
      await agent.button("Switch camera off").click();
      await agent.button("Switch camera on").click();
      await grows(widget);
      toggleOffers = ((await received(agent.page))[0]?.offers ?? 0) - before;
      ({ recoveryMs, stalled } = await cut(agent.page));
      viaObject = await goesThroughServer(agent.page);
    }
    await colleague.context.close();
    await close();
  }
  const first = sizes();
  const firstLoadBytes = first
    .filter(({ files }) =>
      files.some((file) => readFileSync(join(root, "dist", file), "utf8").includes("RTCPeerConnection")),
    )
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const found = {
    firstFrameTwoMs: median(two),
    firstFrameThreeMs: median(three),
    toggleOffers,
    recoveryMs,
    firstLoadBytes,
  };
  const missed = Object.entries(bounds).filter(([name, most]) => !(found[name as keyof typeof found] <= most));
  const within = missed.length === 0 && stalled && !viaObject;
  console.log(JSON.stringify({ ...found, two, three, stalled, mediaThroughServer: viaObject, bounds, within }));
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
  await stop();
}

async function open(from: Browser, who: DemoAgent): Promise<AgentActor> {
  const context = await from.newContext({
    baseURL: process.env["FALA_ORIGIN"] ?? "",
    storageState: sessionFile(who),
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await watchMedia(page);
  return new AgentActor(page, context, demoAgents[who].name);
}

async function meet(from: Browser) {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await watchMedia(page);
  const customer = new Customer(page, context, (process.env["FALA_SHOP"] ?? "").replace("127.0.0.1", "localhost"));
  const agent = await open(from, "bruno");
  await customer.asks("Can we talk?");
  await agent.opens(await customer.conversation());
  const close = async () => {
    await context.close();
    await agent.context.close();
  };
  return { customer, agent, close };
}

/** From a press in this page until it has decoded a picture of each of so many others. */
async function timed(where: Page | Frame, others: number, press: () => Promise<void>): Promise<number> {
  const measured = where.evaluate(async (wanted) => {
    const { falaConnections }: { falaConnections?: { all: RTCPeerConnection[] } } = Object(window);
    await new Promise((resolve) => addEventListener("click", resolve, { once: true, capture: true }));
    const from = performance.now();
    const decodes = async (connection: RTCPeerConnection) =>
      [...(await connection.getStats()).values()].some((stat) => stat.type === "inbound-rtp" && stat.framesDecoded > 0);
    for (;;) {
      const all = (falaConnections?.all ?? []).filter(({ connectionState }) => connectionState !== "closed");
      const seen = await Promise.all(all.map(decodes));
      if (seen.filter(Boolean).length >= wanted) return Math.round(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }, others);
  await press();
  return await measured;
}

const frames = async (where: Page | Frame) =>
  (await received(where)).map((each) => each.frames.reduce((sum, count) => sum + count, 0));

async function grows(where: Page | Frame): Promise<number> {
  const from = performance.now();
  const before = await frames(where);
  for (;;) {
    const now = await frames(where);
    if (now.length > 0 && now.every((count, index) => count > (before[index] ?? 0))) return performance.now() - from;
    if (performance.now() - from > 20_000) return Number.POSITIVE_INFINITY;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Every packet of this page's media is dropped for a while, as by a network that is gone. */
async function cut(page: Page): Promise<{ recoveryMs: number; stalled: boolean }> {
  const session = await page.context().newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { ...conditions, packetLoss: 100 });
  await new Promise((resolve) => setTimeout(resolve, cutMs - 1_000));
  const late = await frames(page);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const later = await frames(page);
  await session.send("Network.emulateNetworkConditions", { ...conditions, packetLoss: 0 });
  return { stalled: later.every((count, index) => count === late[index]), recoveryMs: Math.round(await grows(page)) };
}

/** Whether any chosen way leads anywhere but straight to the other browser. */
async function goesThroughServer(page: Page): Promise<boolean> {
  return await page.evaluate(async () => {
    const { falaConnections }: { falaConnections?: { all: RTCPeerConnection[] } } = Object(window);
    const reports = await Promise.all((falaConnections?.all ?? []).map((each) => each.getStats()));
    return reports.some((report) => {
      const pair = [...report.values()].find((stat) => stat.type === "candidate-pair" && stat.nominated);
      return pair !== undefined && report.get(pair.localCandidateId)?.candidateType === "relay";
    });
  });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
}
