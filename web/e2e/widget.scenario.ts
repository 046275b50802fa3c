import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { REST_MS } from "../widget/rest.ts";
import { expect, test, unique } from "./actors.ts";
import { ask } from "./ask.ts";
import { standInForTurnstile } from "./turnstile.ts";

test("the shop's page loads the loader only; the frame comes with opening, a conversation with the first message", async ({
  customer,
  demo,
}) => {
  const asked: string[] = [];
  const sockets: string[] = [];
  customer.page.on("request", (request) => {
    if (request.url().startsWith(demo.origin)) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  customer.page.on("websocket", (socket) => sockets.push(socket.url()));

  await customer.opensTheShop();
  // The loader looks whether there is a conversation some time after the page has loaded; this timer, begun later, stands behind its own.
  await customer.page.evaluate((restMs) => new Promise((resolve) => setTimeout(resolve, restMs)), REST_MS);
  expect(asked).toEqual(["GET /widget.js"]);

  await customer.opensTheChat();
  await expect(customer.frame.getByText("Hello! How can we help?")).toBeVisible();
  const beyondFiles = () => asked.filter((line) => !line.startsWith("GET /assets/"));
  const opening = ["GET /api/widget/reception", "GET /frame", "GET /widget.js", "POST /api/widget/session"];
  await expect.poll(() => beyondFiles().toSorted()).toEqual(opening);
  await customer.types("Not sent");
  expect(beyondFiles()).toHaveLength(opening.length);
  expect(sockets).toEqual([]);
  expect(await customer.kept("fala.conversation.")).toBeNull();

  await customer.says(unique("Now it begins"));
  await expect.poll(() => sockets.length).toBe(1);
  await expect
    .poll(() => beyondFiles().slice(opening.length).toSorted())
    .toEqual(["GET /api/widget/reception", "POST /api/widget/conversations"]);
});

test("on an origin that the site does not allow the widget does not start, and says why", async ({
  page,
  demo,
  expectNoise,
}) => {
  expectNoise(/frame-ancestors|Framing/);
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>
      <script async src="${demo.origin}/widget.js?site=demo"></script><iframe src="${demo.origin}/frame?site=demo"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const said = page.waitForEvent("console", (message) => message.text().includes("the chat does not start"));
    await page.goto(`http://127.0.0.1:${port}/`);
    expect((await said).text()).toContain(
      `add http://127.0.0.1:${port} to the allowed origins of "demo" in Settings, Sites`,
    );
    await expect(page.locator("fala-widget")).toHaveCount(0);
    // Nor can somebody else's page show the frame.
    expect(page.frames().filter((frame) => frame.url().startsWith(`${demo.origin}/frame`))).toEqual([]);
  } finally {
    server.close();
  }
});

test("[AB10] where a site asks for Turnstile a conversation begins after its challenge: what is blocked or refused gets a sentence and another try", async ({
  owner,
  people,
  demo,
  expectNoise,
}) => {
  expectNoise(/403 \(Forbidden\) \(.*\/api\/widget\/conversations\)|challenges\.cloudflare\.com/);
  await owner.opensTheConsole("/settings/profile");
  const site = await ask<{ key: string }>(owner.page, "POST", "/api/sites", {
    ...{ name: "Guarded", allowedOrigins: [demo.shop.near], defaultTeamId: "team-support" },
    ...{ look: { color: "#2740b0", position: "end" }, greeting: { en: "", "pt-BR": "" } },
    turnstile: { siteKey: "1x00000000000000000000AA", secret: "1x0000000000000000000000000000000AA" },
  });
  const customer = await people.customer({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const turnstile = await standInForTurnstile(customer.context);
  await customer.finds(site.key);
  await customer.opensTheShop();
  await customer.opensTheChat();
  const words = unique("I am somebody");
  await customer.says(words);
  const failed = customer.groupOf(words).getByRole("alert");
  const again = failed.getByRole("button", { name: "Try again" });
  await expect(failed).toContainText("The check could not be loaded. Try again.");

  turnstile("machine");
  await again.click();
  const box = failed.getByRole("button", { name: "Verify you are human" });
  await box.click();
  await expect(failed).toContainText("The check was not accepted. Try it once more.");
  await expect(box).toHaveCount(0);

  turnstile("person");
  await again.click();
  await expect(failed).toContainText("Please confirm that you are a person.");
  await box.click();
  await customer.seesItSent(words);
  await expect(failed).toHaveCount(0);
});

test("the conversation is there after a reload, on another page and in a second tab, live in both", async ({
  customer,
  agent,
}) => {
  const [question, answer, more] = [unique("Do you remember me?"), unique("Of course"), unique("From the other tab")];
  await customer.asks(question);
  await agent.opens(await customer.conversation());
  await agent.takes();

  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await customer.sees(question);
  await customer.page.getByRole("link", { name: "Help" }).first().click();
  await customer.page.waitForURL("**/help");
  await customer.hasTheChatStillOpen();
  await customer.sees(question);

  const tab = await customer.opensATab();
  await tab.opensTheShop("/cart");
  await tab.opensTheChat();
  await tab.sees(question);
  await agent.says(answer);
  await tab.sees(answer);
  await customer.sees(answer);
  await tab.says(more);
  await customer.sees(more);
  await agent.sees(more);
  expect(await tab.texts()).toEqual([question, answer, more]);
  expect(await customer.texts()).toEqual([question, answer, more]);
});

test("[WG1][WG2] an open chat is open on the next page of its tab, at once and with the focus left in the page; a closed one stays closed", async ({
  people,
}) => {
  const customer = await people.customer({ reducedMotion: "no-preference" });
  // What moves in the widget, from its first moment on each page.
  await customer.page.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(window, { moved });
    new MutationObserver(() => {
      const panel = document.querySelector("fala-widget")?.shadowRoot?.querySelector(".panel");
      if (!panel || panel.hasAttribute("data-watched")) return;
      panel.setAttribute("data-watched", "");
      panel.addEventListener("transitionrun", ({ target }) => target === panel && moved.push("panel"));
    }).observe(document, { childList: true, subtree: true });
  });
  const moved = () => customer.page.evaluate(() => new Set<unknown>(Reflect.get(window, "moved")).size);
  const focused = () => customer.page.evaluate(() => document.activeElement?.localName);
  const question = unique("I look around meanwhile");
  await customer.asks(question);
  expect(await moved()).toBe(1);
  expect(await focused()).toBe("fala-widget");

  await customer.page.getByRole("link", { name: "Help" }).first().click();
  await customer.page.waitForURL("**/help");
  await customer.hasTheChatStillOpen();
  await customer.sees(question);
  expect(await moved()).toBe(0);
  expect(await focused()).toBe("body");
  // Whoever goes on writing does so where they press.
  await customer.says(unique("This one?"));

  const tab = await customer.opensATab();
  await tab.opensTheShop("/cart");
  const isShut = async (at: typeof tab) => {
    await expect(at.page.locator("fala-widget .shut.ready")).toBeAttached();
    await expect(at.page.getByRole("button", { name: "Open chat" })).toBeVisible();
  };
  await isShut(tab);
  await customer.closesTheChat();
  await customer.page.reload();
  await isShut(customer);
});

test("[WG3] on a phone, where an open chat would hide the next page, it is shut there and counts what comes", async ({
  people,
  agent,
}) => {
  const customer = await people.customer({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await customer.asks(unique("On my way"));
  await agent.opens(await customer.conversation());
  await agent.takes();
  await customer.page.goto(new URL("/help", customer.shop).href);
  await expect(customer.page.getByRole("button", { name: "Open chat" })).toBeVisible();
  await agent.says(unique("Safe travels"));
  await expect(customer.launcher.locator(".badge")).toHaveText("1");
});

test("while the chat is closed a badge counts what came; opening reads it", async ({ customer, agent }) => {
  const [one, two] = [unique("First"), unique("Second")];
  await customer.asks(unique("I close it now"));
  await agent.opens(await customer.conversation());
  await agent.takes();
  await customer.closesTheChat();
  await agent.says(one);
  await agent.says(two);

  await expect(customer.launcher.locator(".badge")).toHaveText("2");
  await expect(customer.launcher).toHaveAccessibleDescription("New messages: 2");
  // Also on the next page, where nobody has opened it yet.
  await customer.page.getByRole("link", { name: "Help" }).first().click();
  await expect(customer.launcher.locator(".badge")).toHaveText("2");
  await customer.opensTheChat();
  await expect(customer.launcher.locator(".badge")).toBeEmpty();
  await expect(agent.entry(two).locator(".entry-mark")).toHaveText("Read");
});

test("on a phone the panel fills what is visible, and the page behind it stays where it was", async ({ people }) => {
  const customer = await people.customer({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await customer.opensTheShop();
  await customer.page.evaluate(() => scrollTo(0, 300));
  await expect.poll(() => customer.page.evaluate(() => scrollY)).toBe(300);
  await customer.opensTheChat();
  const panel = await customer.page.locator("fala-widget .panel").boundingBox();
  expect(panel).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  const size = await customer.message.evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
  // The keyboard would cover what is to be read first.
  await expect(customer.message).not.toBeFocused();
  const words = unique("With a thumb");
  await customer.message.tap();
  await customer.message.fill(words);
  await customer.frame.getByRole("button", { name: "Send" }).tap();
  await customer.sees(words);
  await customer.frame.getByRole("button", { name: "Close" }).tap();
  await expect(customer.page.getByRole("button", { name: "Open chat" })).toBeVisible();
  await expect.poll(() => customer.page.evaluate(() => scrollY)).toBe(300);
});

test("on a phone whoever opens a chat that does not come gets back to the page, and opens it again when there is a network", async ({
  people,
}) => {
  const customer = await people.customer({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await customer.opensTheShop();
  await customer.goesOffline();
  await customer.page.getByRole("button", { name: "Open chat" }).tap();
  await customer.page.getByRole("button", { name: "Close chat" }).tap();
  const still = () => customer.page.evaluate(() => getComputedStyle(document.body).position);
  await expect.poll(still).toBe("static");
  await customer.comesBackOnline();
  // What did not come is asked for again once it is given up.
  await expect(customer.page.locator("fala-widget .lost")).toBeAttached();
  await customer.page.getByRole("button", { name: "Open chat" }).tap();
  await expect(customer.message).toBeVisible();
  await expect(customer.launcher).toBeHidden();
});

test("everything works from the keyboard: open, write, a new line, send, close, and back where one was", async ({
  customer,
}) => {
  const words = unique("Without a mouse");
  await customer.opensTheShop();
  await customer.launcher.focus();
  await customer.page.keyboard.press("Enter");
  await expect(customer.message).toBeFocused();
  await customer.page.keyboard.type(words);
  await customer.page.keyboard.press("Shift+Enter");
  await customer.page.keyboard.type("second line");
  await customer.page.keyboard.press("Enter");
  await expect.poll(() => customer.texts()).toEqual([`${words}\nsecond line`]);
  await expect(customer.message).toBeFocused();
  await customer.page.keyboard.press("Escape");
  await expect(customer.launcher).toBeFocused();
  await expect(customer.page.getByRole("button", { name: "Open chat" })).toBeVisible();
});

test("the shop's own page is left as it was", async ({ customer }) => {
  const globals = () => customer.page.evaluate(() => Object.keys(window).filter((name) => /fala/i.test(name)));
  await customer.opensTheShop("/products/mantiqueira");
  expect(await globals()).toEqual(["fala"]);
  const body = await customer.page.locator("body").innerHTML();
  await customer.asks(unique("Who was here?"), "/products/mantiqueira");
  expect(await customer.page.locator("body").innerHTML()).toBe(body);
  // The page beside the panel can be used: nothing invisible lies over it.
  await customer.page.getByRole("button", { name: "Put into the cart" }).click();
  await expect(customer.page.getByRole("link", { name: /^Cart/ })).toContainText("1");
  // A site that replaces its body while it navigates does not lose the chat.
  await customer.page.evaluate(() => document.body.replaceWith(document.body.cloneNode(true)));
  await expect(customer.message).toBeVisible();
});
