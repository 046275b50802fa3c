import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, request as http } from "@playwright/test";
import * as z from "zod/mini";
import { findHeadless, installChromium } from "../.tools/chromium.ts";
import { serveShop } from "../.tools/demo.ts";
import { freePort } from "../.tools/product.ts";
import { run } from "../.tools/run.ts";
import { browserArgs } from "../web/e2e/browser-args.ts";
import { type DemoCompany, withDemoCompany } from "./demo-company.ts";
import { median, number } from "./pace.ts";

/**
 * `npm run lighthouse`: what Lighthouse says of the pages that a company gets with Fala, and of a shop with and without the widget, in
 * turns. Lighthouse comes from npm for this only. Last line is JSON, medians; exits non-zero where a page falls under its floor, or the
 * widget costs more points of performance than the runs without it lie apart (one at the least).
 *
 * RUNS (5) of each page; each round takes some 100 seconds.
 */
const lighthouse = "lighthouse@13.5.0";
const runs = number("RUNS", 5);

const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
type Category = (typeof categories)[number];

/** Lighthouse's own two ways to look: a slow phone on a slow network, or a computer. */
type Form = "mobile" | "desktop";
type Scores = Partial<Record<Category, number>>;
type Page = { name: string; address: string; form: Form; floors: Scores; without?: string; isSignedIn?: boolean };

/** Of a hundred. What is no question of the machine's speed must be whole. */
const whole = { accessibility: 100, "best-practices": 100, seo: 100 };
/**
 * A search engine has no business in the console, which says so. Four points of its sign-in go for the 401 by which the page learns
 * that nobody is signed in: every browser writes it down.
 */
const inside = { accessibility: 100, "best-practices": 96 };

function pagesOf({ origin }: DemoCompany, shop: string): Page[] {
  return [
    ...(["mobile", "desktop"] as const).flatMap((form): Page[] => [
      { name: "shop", address: shop, form, floors: { performance: 95, ...whole } },
      { name: "shop, no widget", address: shop, form, floors: { performance: 0 }, without: "*widget.js*" },
    ]),
    { name: "article", address: `${origin}${article}`, form: "mobile", floors: { performance: 95, ...whole } },
    { name: "help centre", address: `${origin}/help/en`, form: "mobile", floors: { performance: 95, ...whole } },
    { name: "sign-in", address: `${origin}/sign-in`, form: "desktop", floors: { performance: 90, ...inside } },
    {
      ...{ name: "Live Chat", address: `${origin}/live-chat/waiting`, form: "desktop", isSignedIn: true },
      floors: { performance: 80, ...inside },
    },
  ];
}
const article = "/help/en/return-or-exchange-an-order";

const figure = z.object({ numericValue: z.number() });
const reportSchema = z.object({
  finalDisplayedUrl: z.string(),
  categories: z.record(
    z.string(),
    z.object({
      score: z.nullable(z.number()),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.intersection(
    z.object({
      "largest-contentful-paint": figure,
      "total-blocking-time": figure,
      "cumulative-layout-shift": figure,
      "network-requests": z.object({
        details: z.object({ items: z.array(z.object({ url: z.string(), statusCode: z.number() })) }),
      }),
    }),
    z.record(z.string(), z.object({ score: z.nullable(z.number()), title: z.string() })),
  ),
});

type Look = Scores & {
  largestPaintMs: number;
  blockingMs: number;
  layoutShift: number;
  /** What costs points, in Lighthouse's words. */
  faults: string[];
};

/** One run of Lighthouse, in a browser that listens on `port`. It empties the browser's caches first, and leaves cookies. */
async function look(page: Page, port: number, folder: string): Promise<Look> {
  const path = join(folder, "report.json");
  rmSync(path, { force: true });
  const { ok, output } = await run([
    ...[
      "npx",
      "--yes",
      lighthouse,
      page.address,
      `--port=${port}`,
      "--quiet",
      "--output=json",
      `--output-path=${path}`,
    ],
    `--only-categories=${Object.keys(page.floors).join(",")}`,
    ...(page.form === "desktop" ? ["--preset=desktop"] : []),
    ...(page.without === undefined ? [] : [`--blocked-url-patterns=${page.without}`]),
  ]);
  if (!ok) throw new Error(`Lighthouse could not look at ${page.address}.\n${output}`);
  const { categories: found, audits, finalDisplayedUrl } = reportSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  if (finalDisplayedUrl !== page.address) throw new Error(`${page.address} led to ${finalDisplayedUrl}.`);
  const requests = audits["network-requests"].details.items;
  const widget = requests.some(({ url, statusCode }) => url.includes("/widget.js?") && statusCode === 200);
  if (widget !== (page.name === "shop"))
    throw new Error(`The widget was ${widget ? "" : "not "}loaded on: ${page.name}.`);
  const scores: Scores = {};
  const faults = new Set<string>();
  for (const category of categories) {
    const { score = null, auditRefs = [] } = found[category] ?? {};
    if (score === null) continue;
    scores[category] = Math.round(score * 100);
    // Of the performance, only figures weigh, and those are given.
    if (category === "performance") continue;
    for (const { id, weight } of auditRefs)
      if (weight > 0 && (audits[id]?.score ?? 1) < 1) faults.add(audits[id]?.title ?? id);
  }
  return {
    ...scores,
    largestPaintMs: Math.round(audits["largest-contentful-paint"].numericValue),
    blockingMs: Math.round(audits["total-blocking-time"].numericValue),
    layoutShift: Math.round(audits["cumulative-layout-shift"].numericValue * 1000) / 1000,
    faults: [...faults],
  };
}

/** The medians of several looks at one page; what was a fault in any of them is one. */
function summary(looks: Look[]) {
  const middle = (of: (look: Look) => number | undefined) => {
    const values = looks.flatMap((each) => of(each) ?? []);
    return values.length === 0 ? undefined : median(values);
  };
  const performances = looks.flatMap(({ performance }) => performance ?? []);
  return {
    ...{ performance: middle((each) => each.performance), accessibility: middle((each) => each.accessibility) },
    ...{ "best-practices": middle((each) => each["best-practices"]), seo: middle((each) => each.seo) },
    ...{ largestPaintMs: middle((each) => each.largestPaintMs), blockingMs: middle((each) => each.blockingMs) },
    layoutShift: middle((each) => each.layoutShift),
    /** How far the runs' performance lies apart. */
    spread: Math.max(...performances) - Math.min(...performances),
    faults: [...new Set(looks.flatMap(({ faults }) => faults))],
  };
}

/** Cookies of an agent, as a browser keeps them. */
async function signedIn({ origin, signIn }: DemoCompany): Promise<Parameters<BrowserContext["addCookies"]>[0]> {
  const asker = await http.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const answer = await asker.post("/api/session", { data: signIn });
  if (!answer.ok()) throw new Error(`nobody could sign in: ${await answer.text()}`);
  const { cookies } = await asker.storageState();
  await asker.dispose();
  return cookies;
}

await installChromium();
const executablePath = findHeadless();
const port = await freePort();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: [...browserArgs, `--remote-debugging-port=${port}`],
});
const folder = mkdtempSync(join(tmpdir(), "fala-lighthouse-"));
// However it ends: Playwright ends its Chromium then, and waits for nothing.
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
try {
  await withDemoCompany(async (company) => {
    const shop = await serveShop(company.shopPort, company.origin);
    if (shop === undefined) throw new Error("the shop is not there");
    const pages = pagesOf(company, `${shop.near}/`);
    const looks = pages.map((): Look[] => []);
    const cookies = await signedIn(company);
    // Lighthouse opens its pages in the browser's own context, not in one of Playwright's.
    const [context] = (await chromium.connectOverCDP(`http://127.0.0.1:${port}`)).contexts();
    for (let round = 1; round <= runs; round += 1) {
      for (const [index, page] of pages.entries()) {
        await context?.clearCookies();
        if (page.isSignedIn) await context?.addCookies(cookies);
        looks[index]?.push(await look(page, port, folder));
      }
      const last = looks.map((each, index) => `${pages[index]?.name} ${each.at(-1)?.performance}`).join(", ");
      console.log(`Round ${round} of ${runs}, performance: ${last}`);
    }
    shop.stop();
    report(
      pages,
      looks.map((each) => summary(each)),
    );
  });
} finally {
  await browser.close();
}

function report(pages: Page[], found: ReturnType<typeof summary>[]): void {
  const wrong: string[] = [];
  for (const [index, { name, form, floors }] of pages.entries()) {
    const of = found[index];
    if (of === undefined) continue;
    const scores = categories.map((category) => `${category} ${of[category] ?? "-"}`).join(", ");
    console.log(
      `${name.padEnd(16)} ${form.padEnd(8)} ${scores}; largest paint ${of.largestPaintMs} ms, blocking ${of.blockingMs} ms, shift ${of.layoutShift}`,
    );
    for (const category of categories) {
      const [floor, score] = [floors[category], of[category]];
      if (floor === undefined || (score ?? 0) >= floor) continue;
      wrong.push(`${name}, ${form}: ${category} is ${score ?? "unknown"}, its floor ${floor}. ${of.faults.join("; ")}`);
    }
  }
  const costs: Record<string, { points: number; noise: number }> = {};
  for (const form of ["mobile", "desktop"] as const) {
    const [carries, bare] = ["shop", "shop, no widget"].map(
      (name) => found[pages.findIndex((page) => page.name === name && page.form === form)],
    );
    const points = (bare?.performance ?? 0) - (carries?.performance ?? 0);
    const noise = Math.max(1, bare?.spread ?? 0);
    costs[form] = { points, noise };
    if (points > noise)
      wrong.push(`${form}: the widget costs ${points} points; without it the runs lie ${noise} apart.`);
  }
  for (const line of wrong) console.error(line);
  console.log(
    JSON.stringify({
      ok: wrong.length === 0,
      lighthouse,
      runs,
      costs,
      pages: pages.map(({ name, form }, index) => ({ name, form, ...found[index] })),
    }),
  );
  if (wrong.length > 0) process.exitCode = 1;
}
