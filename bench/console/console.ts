import { chromium, type Page } from "@playwright/test";
import { findChromium } from "../../.tools/chromium.ts";
import { say } from "../cold.ts";
import { type Fala, openFala } from "../fala.ts";
import { fillDatabases } from "../million/generate.ts";
import { companyOf } from "../million/million.ts";
import { Bench, inTurn } from "../products.ts";
import { type Hour, workAnHour } from "./hour.ts";

/** Milliseconds from the address to a page that answers; its longest task until then and while it is scrolled. */
export type Screen = { interactive: number; longestTask: number; scrolled: number };
export type ConsoleFound = { rows: number; entries: number; list: Screen; conversation: Screen; hour: Hour };
export type ConsoleWanted = { rows: number; entries: number; screens: number; cycles: number };

/** Conversations in which somebody writes during the hour. */
const liveConversations = 20;

/** A page counts as interactive once no long task began for so long. */
const quietMs = 1_500;

/**
 * An agent's console in Chromium, with so many open conversations in its list and so many entries in one of them: how soon each answers, how
 * long it does not answer while it is scrolled so many screens, and what an hour of work leaves in memory. The rows of the list are generated
 * (bench/million) but for those in which somebody writes.
 */
export async function measureConsole({ rows, entries, screens, cycles }: ConsoleWanted): Promise<ConsoleFound> {
  const bench = new Bench();
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
  try {
    const { fala, long, live } = await prepared(bench, rows, entries);
    const context = await browser.newContext({ baseURL: fala.origin, viewport: { width: 1_440, height: 900 } });
    await context.addCookies(cookiesOf(fala));
    await context.addInitScript(`
      self.tasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) self.tasks.push({ startTime, duration });
      }).observe({ type: "longtask", buffered: true });
    `);
    const page = await context.newPage();
    const list = await screenOf(page, "/live-chat/open?sort=newest", ".inbox-row", () => scroll(page, down, screens));
    const conversation = await screenOf(page, `/live-chat/open/${long}`, '.entries-scroller[aria-busy="false"]', () =>
      scroll(page, up, screens),
    );
    const hour = await workAnHour(page, fala, live, cycles);
    return { rows, entries, list, conversation, hour };
  } finally {
    await browser.close();
    await bench.stop();
  }
}

async function prepared(
  bench: Bench,
  rows: number,
  entries: number,
): Promise<{ fala: Fala; long: string; live: string[] }> {
  const before = await openFala(bench);
  const company = await companyOf(before, 2);
  await before.stop();
  fillDatabases(before.folder, { conversations: rows, texts: 1, company, open: 1 });
  const fala = await openFala(bench);
  const live = await inTurn(liveConversations, () => fala.begin());
  const long = await fala.begin();
  await say(fala, long, entries);
  return { fala, long, live };
}

function cookiesOf({ cookie, origin }: Fala): { name: string; value: string; url: string }[] {
  return cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: origin };
  });
}

async function screenOf(page: Page, path: string, ready: string, scrolls: () => Promise<void>): Promise<Screen> {
  await page.goto(path, { waitUntil: "commit" });
  await page.locator(ready).first().waitFor();
  const visible: number = await page.evaluate("performance.now()");
  await page.waitForTimeout(quietMs);
  const interactive: number = await page.evaluate(
    `Math.max(${visible}, ...self.tasks.filter(({ startTime }) => startTime < ${visible + quietMs}).map(({ startTime, duration }) => startTime + duration))`,
  );
  const longestTask = await longestSince(page);
  await scrolls();
  return { interactive: Math.round(interactive), longestTask, scrolled: await longestSince(page) };
}

/** The longest task since the last time that this was asked; 0: none was longer than 50 ms. */
async function longestSince(page: Page): Promise<number> {
  const longest: number = await page.evaluate("Math.max(0, ...self.tasks.splice(0).map(({ duration }) => duration))");
  return Math.round(longest);
}

/** How somebody goes on who looks for something, how it shows that more is there than was, and `waits` for more. */
type Way = { scroller: string; scroll: string; more: string; waits: string };

const down: Way = {
  scroller: ".inbox-body .ui-virtual-list",
  scroll: "element.scrollTop = element.scrollHeight",
  more: "element.scrollHeight",
  waits: ".inbox-note .ui-spinner",
};

/** The conversation draws a part of the log only: its height says nothing. */
const up: Way = {
  scroller: ".entries-scroller",
  scroll: "element.scrollTop = 0",
  more: 'element.querySelector(".entry")?.textContent',
  waits: ".entries-top .ui-spinner",
};

/** Scrolls to the end of what is loaded, and waits until more is there; so many times, or until there is no more. */
async function scroll(page: Page, { scroller, scroll: move, more, waits }: Way, screens: number): Promise<void> {
  for (let screen = 0; screen < screens; screen += 1) {
    await page.evaluate(`(async () => {
      const element = document.querySelector(${JSON.stringify(scroller)});
      const before = ${more};
      const began = performance.now();
      do {
        if (performance.now() - began > 20_000) throw new Error("nothing more came into ${scroller}");
        ${move};
        await new Promise((resolve) => requestAnimationFrame(resolve));
      } while (${more} === before && element.querySelector(${JSON.stringify(waits)}) !== null);
    })()`);
  }
}
