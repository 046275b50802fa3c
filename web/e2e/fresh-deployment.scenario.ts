import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { totp } from "../../worker/testing/totp.ts";
import { expect, test as base, unique } from "./actors.ts";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { giveEars, heardBy } from "./ear.ts";
import { withMedia } from "./media.ts";
import { plantsScripts } from "./script-injection.ts";
import { type FreshProduct, startFreshProduct } from "./second-product.ts";

/*
 * A deployment of its own, from its first minute on: each scenario goes on where the one before it ended. Nobody else is
 * there, so passwords, sessions and counts are these scenarios' alone.
 */
const ana = { name: "Ana Prado", email: "ana@padaria.test", password: "pão quente às seis" };
let siteKey = "";

const test = base.extend<object, { product: FreshProduct }>({
  product: [
    async ({}, use) => {
      const product = await startFreshProduct();
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: async ({ product }, use) => use(product.origin),
});

test.use(withMedia);
test.describe.configure({ mode: "serial" });

async function signsIn(page: Page, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(ana.email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What a form says is wrong; the page has an empty alert for announcements besides. */
const problemIn = (page: Page) => page.getByRole("alert").filter({ hasText: /./ });

const isIn = (page: Page) => expect(page.getByRole("navigation", { name: "Main navigation" })).toBeVisible();

test("the first owner is made with the setup token, never by whoever comes first", async ({
  product,
  page,
  expectNoise,
}) => {
  expectNoise(/status of 40[0-9]/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  const answer = async (fields: Record<string, string>, next = "Continue") => {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole("button", { name: next }).click();
  };
  const token = page.getByLabel("Setup token", { exact: true });
  await expect(token).toBeFocused();
  await answer({ "Setup token": "a guess", "Name of your company": "Padaria Aurora" });
  // Told at once, not after all the rest was typed.
  await expect(problemIn(page)).toContainText("This setup token is not right.");
  await expect(token).toBeFocused();
  await answer({ "Setup token": product.setupToken });
  await answer({ "Your name": ana.name, "Your e-mail": ana.email, Password: ana.password });
  await answer({});
  await answer({ "Name of your site": "Bakery", "Its address": product.shop }, "Create the workspace");
  await expect(page.getByRole("heading", { name: "Padaria Aurora is ready" })).toBeVisible();
  const tag = await page.locator("code").innerText();
  siteKey = /site=([\w-]+)/.exec(tag)?.[1] ?? "";
  expect(tag).toBe(`<script async src="${product.origin}/widget.js?site=${siteKey}"></script>`);
  await page.getByRole("button", { name: "Open Live Chat" }).click();
  await isIn(page);
  await expect(page.getByText("Nobody is waiting")).toBeVisible();

  // Whoever is invited comes into the only team there is.
  await page.goto("/settings/agents");
  await page.getByRole("button", { name: "Invite" }).first().click();
  await expect(page.getByRole("checkbox", { name: "Support" })).toBeChecked();
});

test("sign-in: a wrong password, the right one, and out again", async ({ page, expectNoise }) => {
  expectNoise(/status of 401/);
  await page.goto("/settings/security");
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await signsIn(page, "not it");
  await expect(problemIn(page)).toHaveText("The e-mail or the password is not right. Check both and try again.");
  await signsIn(page, ana.password);
  await isIn(page);
  // On to where they wanted to go.
  await expect(page).toHaveURL(/\/settings\/security$/);
  await page.getByRole("button", { name: `Account of ${ana.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await page.goto("/live-chat/waiting");
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
});

test("the first customer rings, in a title that counts one, until the conversation is taken; nothing is gone after a restart", async ({
  product,
  browser,
  expectNoise,
}) => {
  expectNoise(/net::ERR_/);
  const question = unique("Do you have rye bread?");
  await product.opensAShop(siteKey);
  const context = await browser.newContext({ baseURL: product.origin });
  await giveEars(context);
  const agent = new AgentActor(await context.newPage(), context, ana.name);
  const apart = await browser.newContext();
  const customer = new Customer(await apart.newPage(), apart, product.shop);
  await agent.page.goto("/settings/profile");
  await signsIn(agent.page, ana.password);
  await isIn(agent.page);

  await customer.asks(question);

  await expect(agent.notification(question)).toContainText("New conversation");
  await expect(agent.page).toHaveTitle("(1) Profile · Fala");
  await expect.poll(async () => (await heardBy(agent.page)).ringing).toBe(1);
  await agent.notification(question).click();
  await agent.takes();
  await expect.poll(async () => (await heardBy(agent.page)).ringing).toBe(0);
  await agent.says("Every morning.");
  await customer.sees("Every morning.");
  await agent.button("Done").click();
  await expect(agent.page).toHaveTitle("Live Chat · Fala");

  // What was written outlives the product's processes; both windows come back by themselves.
  await product.restarts();
  await customer.sees("Every morning.");
  await customer.says("And on Sundays?");
  await agent.sees("And on Sundays?");
  await agent.sees("Every morning.");
  await Promise.all([context.close(), apart.close()]);
});

test("a long list comes page by page while scrolling, and draws only what is in sight", async ({ product, page }) => {
  const headers = { origin: product.origin };
  await page.goto("/sign-in");
  await signsIn(page, ana.password);
  await isIn(page);
  // This company lets as many begin as come from one address.
  const { sites }: { sites: { id: string }[] } = await (await page.request.get("/api/sites")).json();
  const site = { ...sites[0], newConversations: null };
  expect((await page.request.put(`/api/sites/${sites[0]?.id}`, { headers, data: site })).ok()).toBe(true);
  // Two pages and a half, written by customers of whom nobody is here any more.
  const words = Array.from({ length: 120 }, (_, index) => unique(`Loaf ${index}`));
  for (const text of words) {
    const session = await page.request.post("/api/widget/session", { headers, data: { site: siteKey, token: null } });
    const { token }: { token: string } = await session.json();
    const started = await page.request.post("/api/widget/conversations", {
      headers: { ...headers, authorization: `Bearer ${token}` },
      data: {
        ...{ conversation: randomUUID(), id: randomUUID(), text, topic: null },
        ...{ visits: [], attributes: {}, language: null },
      },
    });
    expect(started.ok()).toBe(true);
  }
  await page.goto("/live-chat/waiting");
  const rows = page.getByRole("list", { name: "Waiting" }).getByRole("link");
  await expect(page.getByRole("link", { name: "Waiting", exact: true })).toHaveAccessibleDescription(
    "120 conversations",
  );
  await expect(rows.first()).toContainText(words[0] ?? "");

  const seen = new Set<string>();
  await expect(async () => {
    const drawn = await rows.evaluateAll((links) => links.map((link) => link.textContent ?? ""));
    expect(drawn.length).toBeLessThan(40);
    for (const text of drawn) for (const word of words) if (text.includes(word)) seen.add(word);
    await page.locator(".ui-virtual-list").evaluate(async (scroller) => {
      scroller.scrollBy({ top: scroller.clientHeight * 0.8 });
      // Drawn in the next frame.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(seen.size).toBe(words.length);
  }).toPass({ intervals: [0] });
  await expect(page.getByText("That is all of them")).toBeInViewport();
  await expect(rows.last()).toContainText(words.at(-1) ?? "");
});

test("sessions are listed; one that is revoked is out at once, in every tab", async ({ product, page, browser }) => {
  await page.goto("/sign-in");
  await signsIn(page, ana.password);
  await isIn(page);
  const elsewhere = await browser.newContext({
    baseURL: product.origin,
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
  });
  const phone = await elsewhere.newPage();
  await phone.goto("/live-chat/waiting");
  await signsIn(phone, ana.password);
  await isIn(phone);

  await page.goto("/settings/security");
  const here = page.getByRole("listitem").filter({ hasText: "This browser" });
  await expect(here).toContainText("Signed in");
  await page.getByRole("button", { name: /^Sign out Safari/ }).click();
  await expect(page.getByText("That device is signed out.")).toBeVisible();
  // Nobody touches the phone: its socket closes, and it says so.
  await expect(phone.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(phone.getByText("You were signed out. Sign in again to go on where you were.")).toBeVisible();
  await signsIn(phone, ana.password);
  await isIn(phone);
  await expect(phone).toHaveURL(/\/live-chat\/waiting/);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(phone.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await elsewhere.close();
});

test("a second factor: set up with an app's code, asked for at sign-in, backup codes work once", async ({
  product,
  page,
  browser,
  expectNoise,
}) => {
  expectNoise(/status of 40[0-9]/);
  await page.goto("/settings/security");
  await signsIn(page, ana.password);
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Password" }).fill(ana.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  const secret = (await dialog.locator("code").innerText()).replaceAll(/\s/g, "");
  const first = await totp(secret, Date.now());
  await dialog.getByRole("textbox", { name: "Then enter the six digits" }).fill(first);
  await dialog.getByRole("button", { name: "Switch on" }).click();
  const kept = page.getByRole("button", { name: "I have kept them" });
  await expect(kept).toBeVisible();
  // The one before it may still be going.
  const codes = (await dialog.filter({ has: kept }).innerText()).match(/\b[\w]{5}-[\w]{5}\b/g) ?? [];
  expect(codes.length).toBeGreaterThanOrEqual(8);
  await kept.click();
  await expect(page.getByText("The second step is on.")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: product.origin });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in");
  await signsIn(other, ana.password);
  await expect(other.getByRole("heading", { name: "One more step" })).toBeVisible();
  // A code works once: somebody may have looked over the shoulder.
  await other.getByRole("textbox", { name: "Code" }).fill(first);
  await expect(problemIn(other)).toContainText("This code is not right or no longer valid.");
  await other.getByRole("textbox", { name: "Code" }).fill(await totp(secret, Date.now() + 30_000));
  await isIn(other);
  await elsewhere.close();

  for (const [attempt, works] of [
    [1, true],
    [2, false],
  ] as const) {
    const lost = await browser.newContext({ baseURL: product.origin });
    const third = await lost.newPage();
    await third.goto("/sign-in");
    await signsIn(third, ana.password);
    await third.getByRole("button", { name: "Use a backup code instead" }).click();
    await third.getByRole("textbox", { name: "Backup code" }).fill(codes[0] ?? `none ${attempt}`);
    await third.getByRole("button", { name: "Continue" }).click();
    if (works) await isIn(third);
    else await expect(problemIn(third)).toContainText("This code is not right or no longer valid.");
    await lost.close();
  }

  await page.getByRole("button", { name: "Switch off" }).click();
  await dialog.getByRole("textbox", { name: "Password" }).fill(ana.password);
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("The second step is off.")).toBeVisible();
});

test("what somebody writes never becomes markup or script, in whatever field, on whatever screen", async ({
  product,
  browser,
  expectNoise,
}) => {
  // What was planted asks for a picture that does not exist where it comes to life; nothing else may be missing, but for the fonts
  // of the provider's own pages.
  expectNoise(/status of 404|fonts\.googleapis\.com|favicon\.ico/);
  await plantsScripts(browser, product, ana);
});

test("too many attempts lock the account for a while, also for the right password", async ({
  product,
  page,
  expectNoise,
}) => {
  expectNoise(/status of 4\d\d/);
  const guess = (password: string) =>
    page.request.post("/api/session", { data: { email: ana.email, password }, headers: { origin: product.origin } });
  const codes = await Promise.all(Array.from({ length: 12 }, (_, index) => guess(`guess number ${index}`)));
  expect(codes.map((answer) => answer.status())).toContain(429);
  await page.goto("/sign-in");
  await signsIn(page, ana.password);
  await expect(problemIn(page)).toHaveText(/^There were too many attempts\. Wait 1[0-5] min and try again\.$/);
});
