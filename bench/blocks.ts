import { chromium, type Page } from "@playwright/test";
import { findChromium } from "../.tools/chromium.ts";
import { withDemoCompany } from "./demo-company.ts";

/**
 * `npm run bench:blocks`: from a key in the composer to the painted list of text blocks, in a browser, with many blocks. Each key is a real one; its
 * time ends after the first frame that shows what the list shows for good. Last line is JSON, milliseconds; exits non-zero where the
 * median of the first "#" or 95 of 100 keys take longer than BOUND.
 *
 * BLOCKS (5000), SLOWER (1: not at all; how much slower the page's processor is), TURNS (5), BOUND (50).
 */
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const [count, slower, turns, bound] = [
  number("BLOCKS", 5_000),
  number("SLOWER", 1),
  number("TURNS", 5),
  number("BOUND", 50),
];

/** What agents type: a shortcut, words of a title, one in the text, letters in their order, a slip, something that is not there. */
const typed = ["parcel", "parcel nu 49", "shp", "retrun", "sunday", "many-4321", "zzzz"];
const imported = 200;

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
try {
  await withDemoCompany(async ({ origin, signIn }) => {
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } });
    const signed = await context.request.post("/api/session", { data: signIn, headers: { origin } });
    if (!signed.ok()) throw new Error(`sign-in answered ${signed.status()}`);
    for (let at = 0; at < count; at += imported) {
      const blocks = Array.from({ length: Math.min(imported, count - at) }, (_, index) => block(at + index));
      const answer = await context.request.post("/api/text-blocks/import", { data: { blocks }, headers: { origin } });
      if (!answer.ok()) throw new Error(`the import answered ${answer.status()}: ${await answer.text()}`);
    }
    const session = await context.request.post("/api/widget/session", {
      data: { site: "demo", token: null },
      headers: { origin },
    });
    const { token } = (await session.json()) as { token: string };
    const start = { conversation: "bench-conversation", id: "bench-message-1", text: "Where is it?", topic: null };
    const rest = { visits: [], attributes: {}, language: "en" };
    await context.request.post("/api/widget/conversations", {
      data: { ...start, ...rest },
      headers: { origin, authorization: `Bearer ${token}` },
    });

    const page = await context.newPage();
    await watchKeys(page);
    await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
    const [first, keys, inserted] = [[], [], []] as [number[], number[], number[]];
    for (let turn = 0; turn < turns; turn += 1) {
      await page.goto("/live-chat/open/bench-conversation");
      const message = page.getByRole("textbox", { name: "Message", exact: true });
      await message.fill("");
      // An agent reads before they write.
      await page.waitForLoadState("networkidle");
      first.push(await press(page, "#"));
      for (const words of typed) {
        await message.fill("Hi #");
        await page.keyboard.press("End");
        for (const key of words) keys.push(await press(page, key));
      }
      await message.fill("Hi #parcel");
      await page.keyboard.press("End");
      await page.getByRole("option").first().waitFor();
      inserted.push(await press(page, "Enter"));
      await message.fill("");
    }
    const figures = { first: of(first), keys: of(keys), insertion: of(inserted) };
    const within = figures.first.p50 <= bound && figures.keys.p95 <= bound && figures.insertion.p50 <= bound;
    console.log(JSON.stringify({ blocks: count, slower, presses: keys.length, ...figures, bound, within }));
    process.exitCode = within ? 0 : 1;
  });
} finally {
  await browser.close();
}

function block(index: number) {
  const text = "Your parcel has left our house and is on its way; it is with you before Sunday at the latest. ".repeat(
    3,
  );
  return {
    ...{ kind: "text", scope: { kind: "agent" }, shortcut: `many-${index}`, folder: `Many/${index % 40}` },
    title: `Answer about ${["parcel", "shipping", "return", "refund"][index % 4]} number ${index}`,
    tags: ["many", `tag-${index % 100}`],
    contents: [{ language: "", messages: [{ text: `Dear {{customer.name|customer}}, ${text} (${index})` }] }],
  };
}

/** Makes the page write down each key: when it came, and after which frame the list has been as it is now. */
async function watchKeys(page: Page): Promise<void> {
  await page.addInitScript(`
    self.keyState = { at: 0, painted: 0, shown: "" };
    const follow = () => {
      const state = self.keyState;
      const now = document.querySelector(".block-list")?.textContent ?? "";
      // After the frame: a task of its own, once the browser has painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (now !== state.shown || state.painted < state.at) Object.assign(state, { shown: now, painted: performance.now() });
        if (performance.now() - state.at < 400) requestAnimationFrame(follow);
      };
      port2.postMessage(null);
    };
    addEventListener("keydown", ({ timeStamp }) => {
      self.keyState.at = timeStamp;
      requestAnimationFrame(follow);
    }, { capture: true });
  `);
}

/** Presses a key; answers how long it took until the list stood as it stands when everything is quiet. */
async function press(page: Page, key: string): Promise<number> {
  await page.keyboard.press(key);
  await page.waitForTimeout(500);
  return await page.evaluate<number>("self.keyState.painted - self.keyState.at");
}

function of(all: readonly number[]) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
