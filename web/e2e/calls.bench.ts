import { chromium, type Browser, type Frame, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../.tools/run.ts";
import { sizes } from "../../.tools/size.ts";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { Network } from "./cut.ts";
import { frameOf, received, watchMedia, withMedia } from "./media.ts";
import setUp from "./product.setup.ts";
import { type DemoAgent, demoAgents, sessionFile } from "./sign-in.ts";

/**
 * `npm run bench:calls`: calls on the mesh between real browsers, signalled through the real object, with the browsers' made-up
 * camera, microphone and screen. Times are taken inside the pages. Last line is JSON; exits non-zero when a bound is missed.
 * `--quick` has people meet once in the place of five times. What stands there is the median of the times that they met:
 *
 * - `firstFrameTwoMs`: from the customer's press that lets them in to the agent's first decoded picture.
 * - `firstFrameThreeMs`: the same for a third person, to a picture of each of the two others.
 * - `toggleOffers`: session descriptions that a camera costs which goes and comes.
 * - `recoveryMs`: an agent's browser loses its network for 5 s (socket and media) while three talk; from when it is back until it
 *   decodes pictures of both others again. `stalled` says that nothing came meanwhile.
 * - `socketShare`: what the sockets of a page carry while three talk, of what its media connections do; and `relayed`, how many of these
 *   lead anywhere but straight to the other browser. So no media passes through an object.
 * - `firstLoadBytes`: scripts of the first load of widget and console that have code of calls in them.
 */
const quick = process.argv.includes("--quick");
const meetings = quick ? 1 : 5;
const bounds = {
  firstFrameTwoMs: 1_000,
  firstFrameThreeMs: 1_500,
  toggleOffers: 0,
  recoveryMs: 3_000,
  socketShare: 0.01,
  relayed: 0,
  firstLoadBytes: 0,
};
const cutMs = 5_000;
/** What only code of calls has in it. */
const marks = ["RTCPeerConnection", "getDisplayMedia", "call-tile"];

type Meeting = Record<Exclude<keyof typeof bounds, "firstLoadBytes">, number> & { stalled: boolean };

const stop = await setUp();
const browser = await chromium.launch(withMedia.launchOptions);
try {
  const all: Meeting[] = [];
  while (all.length < meetings) {
    all.push(await meetOnce(browser));
    console.log(JSON.stringify(all.at(-1)));
  }
  const of = (name: Exclude<keyof Meeting, "stalled">) => median(all.map((each) => each[name]));
  const found = {
    ...{ firstFrameTwoMs: of("firstFrameTwoMs"), firstFrameThreeMs: of("firstFrameThreeMs") },
    ...{ toggleOffers: of("toggleOffers"), recoveryMs: of("recoveryMs") },
    ...{ socketShare: of("socketShare"), relayed: of("relayed"), firstLoadBytes: firstLoadBytes() },
  };
  const stalled = all.every((each) => each.stalled);
  const within = stalled && Object.entries(bounds).every(([name, most]) => found[name as keyof typeof found] <= most);
  console.log(JSON.stringify({ quick, ...found, stalled, bounds, within }));
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
  await stop();
}

/** Two people meet by video, and a third one joins them. */
async function meetOnce(from: Browser): Promise<Meeting> {
  const { customer, agent, network, close } = await meet(from);
  const widget = await frameOf(customer.page, customer.frame);
  await agent.button("Video call").click();
  await customer.frame.getByRole("button", { name: "With camera", exact: true }).click();
  await customer.frame.locator(".call-preview video").waitFor();
  const joinNow = customer.frame.getByRole("button", { name: "Join now" });
  const firstFrameTwoMs = await timed(widget, 1, () => joinNow.click());

  const before = offers(await received(agent.page));
  await agent.button("Switch camera off").click();
  await agent.button("Switch camera on").click();
  await grows(widget);
  const toggleOffers = offers(await received(agent.page)) - before;

  const colleague = await open(from, "carla");
  await colleague.opens(await customer.conversation());
  await colleague.button("Join call").click();
  await colleague.button("Switch camera on").click();
  await colleague.page.locator(".call-preview video").waitFor();
  const firstFrameThreeMs = await timed(colleague.page, 2, () => colleague.button("Join now").click());
  await Promise.all([agent.page, widget].map(grows));

  const ways = await waysOf(agent.page);
  const cut = await cutOff(agent.page, network);
  await colleague.context.close();
  await close();
  return { firstFrameTwoMs, firstFrameThreeMs, toggleOffers, ...cut, ...ways };
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
  const network = await Network.of(agent.page);
  await customer.asks("Can we talk?");
  await agent.opens(await customer.conversation());
  const close = async () => {
    await context.close();
    await agent.context.close();
  };
  return { customer, agent, network, close };
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

async function frames(where: Page | Frame): Promise<number[]> {
  return (await received(where)).map((each) => each.frames.reduce((sum, count) => sum + count, 0));
}

/** How long until each connection of this page has decoded another picture. */
async function grows(where: Page | Frame): Promise<number> {
  const from = performance.now();
  const before = await frames(where);
  for (;;) {
    const now = await frames(where);
    if (now.length > 0 && now.every((count, index) => count > (before[index] ?? 0))) return performance.now() - from;
    if (performance.now() - from > 20_000) return Number.POSITIVE_INFINITY;
    await pause(25);
  }
}

/** The agent's network is gone for a while. */
async function cutOff(page: Page, network: Network): Promise<{ recoveryMs: number; stalled: boolean }> {
  await network.cut();
  await pause(cutMs - 1_000);
  const late = await frames(page);
  await pause(1_000);
  const later = await frames(page);
  await network.mend();
  const recoveryMs = Math.round(await grows(page));
  return { stalled: later.every((count, index) => count === late[index]), recoveryMs };
}

/** By which ways this page's media goes, and what its sockets carry beside it, in some seconds. */
async function waysOf(page: Page): Promise<{ socketShare: number; relayed: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let socketBytes = 0;
  const count = ({ response }: { response: { payloadData: string } }) => (socketBytes += response.payloadData.length);
  session.on("Network.webSocketFrameSent", count);
  session.on("Network.webSocketFrameReceived", count);
  const before = await pairs(page);
  await pause(3_000);
  const after = await pairs(page);
  await session.detach();
  const sum = (all: typeof before) => all.reduce((bytes, each) => bytes + each.bytes, 0);
  const mediaBytes = Math.max(1, sum(after) - sum(before));
  return {
    socketShare: Math.max(1, socketBytes) / mediaBytes,
    relayed: after.filter(({ straight }) => !straight).length,
  };
}

/** The ways that were chosen, one for each connection. */
async function pairs(page: Page): Promise<{ bytes: number; straight: boolean }[]> {
  return await page.evaluate(async () => {
    const { falaConnections }: { falaConnections?: { all: RTCPeerConnection[] } } = Object(window);
    const open = (falaConnections?.all ?? []).filter(({ connectionState }) => connectionState !== "closed");
    const reports = await Promise.all(open.map((each) => each.getStats()));
    return reports.map((report) => {
      const all = [...report.values()];
      const transport = all.find(({ type }) => type === "transport");
      const pair = all.find(({ id }) => id === transport?.selectedCandidatePairId);
      const isRelay = (id: unknown) => all.some((stat) => stat.id === id && stat.candidateType === "relay");
      const bytes = Number(transport?.bytesSent ?? 0) + Number(transport?.bytesReceived ?? 0);
      const straight = pair !== undefined && !isRelay(pair.localCandidateId) && !isRelay(pair.remoteCandidateId);
      return { bytes, straight };
    });
  });
}

function firstLoadBytes(): number {
  const has = (file: string) => {
    const text = readFileSync(join(root, "dist", file), "utf8");
    return marks.some((mark) => text.includes(mark));
  };
  return sizes()
    .filter(({ files }) => files.some(has))
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

function offers(all: { offers: number }[]): number {
  return all[0]?.offers ?? 0;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
}
