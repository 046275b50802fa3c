import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

/** Somebody on the shop's page, with the widget. Each one has a browser of their own. */
export class Customer {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly shop: string;

  constructor(page: Page, context: BrowserContext, shop: string) {
    this.page = page;
    this.context = context;
    this.shop = shop;
  }

  get frame() {
    return this.page.frameLocator("fala-widget iframe");
  }

  get launcher(): Locator {
    return this.page.locator("fala-widget .launcher");
  }

  get message(): Locator {
    return this.frame.getByRole("textbox", { name: "Message" });
  }

  /** Their place in the line, while they wait and somebody is there. */
  get place(): Locator {
    return this.frame.locator('.reception[data-kind="line"]');
  }

  get log(): Locator {
    return this.frame.getByRole("log");
  }

  /** Every message that stands in the panel, from the oldest to the newest, without what only screen readers are told. */
  texts(): Promise<string[]> {
    return this.log
      .locator(".message-bubble")
      .evaluateAll((bubbles) => bubbles.map((bubble) => bubble.querySelector(".ui-rich-text")?.textContent ?? ""));
  }

  /** From now on the shop's pages carry the script tag of another site. */
  async finds(siteKey: string): Promise<void> {
    await this.page.route(/widget\.js\?site=demo$/, (route) =>
      route.continue({ url: route.request().url().replace(/demo$/, siteKey) }),
    );
  }

  async opensTheShop(path = "/"): Promise<void> {
    await this.page.goto(new URL(path, this.shop).href);
    await expect(this.page.getByRole("button", { name: /^(Open|Close) chat$/ })).toBeVisible();
  }

  async opensTheChat(): Promise<void> {
    await this.page.getByRole("button", { name: "Open chat" }).click();
    await expect(this.message).toBeVisible();
  }

  /** After they went to another page or loaded it again: it was open. */
  async hasTheChatStillOpen(): Promise<void> {
    await expect(this.message).toBeVisible();
  }

  async closesTheChat(): Promise<void> {
    await this.page.getByRole("button", { name: "Close chat" }).click();
    await expect(this.page.getByRole("button", { name: "Open chat" })).toBeVisible();
  }

  /** Comes to the shop, opens the chat and says something. */
  async asks(text: string, path = "/"): Promise<void> {
    await this.opensTheShop(path);
    await this.opensTheChat();
    await this.says(text);
    await this.seesItSent(text);
  }

  async types(text: string): Promise<void> {
    await this.message.pressSequentially(text);
  }

  async says(text: string): Promise<void> {
    await this.message.fill(text);
    await this.frame.getByRole("button", { name: "Send" }).click();
    await expect(this.message).toHaveValue("");
  }

  bubble(text: string): Locator {
    return this.log.locator(".message-bubble").filter({ hasText: text });
  }

  async sees(text: string): Promise<void> {
    await expect(this.log.getByText(text)).toBeVisible();
  }

  /** The server has it. */
  async seesItSent(text: string): Promise<void> {
    await expect(this.groupOf(text).locator(".message-mark")).toHaveAttribute("data-mark", /sent|delivered|read/);
  }

  groupOf(text: string): Locator {
    return this.log.locator(".message-group").filter({ hasText: text });
  }

  /** The conversation that this browser has, as the widget keeps it. */
  async conversation(): Promise<string> {
    const kept = await this.kept("fala.conversation.");
    const id = /"id":"([\w-]+)"/.exec(kept ?? "")?.[1];
    if (id === undefined) throw new Error("This customer has no conversation.");
    return id;
  }

  async token(): Promise<string> {
    const kept = await this.kept("fala.session.");
    const token = /"token":"([^"]+)"/.exec(kept ?? "")?.[1];
    if (token === undefined) throw new Error("This customer has no session.");
    return token;
  }

  /** What the frame keeps in its storage under the first key that begins so. */
  kept(prefix: string): Promise<string | null> {
    return this.frame.locator("body").evaluate((_, begin) => {
      const key = Object.keys(localStorage).find((name) => name.startsWith(begin));
      return key === undefined ? null : localStorage.getItem(key);
    }, prefix);
  }

  /** One command of the JavaScript API, as the page's own script gives it. */
  async pushes(command: readonly unknown[]): Promise<void> {
    await this.page.evaluate((given) => {
      const page: { fala?: unknown[] } = Object(window);
      (page.fala ??= []).push(given);
    }, command);
  }

  /** The shop signs for its customer, and tells the chat. */
  async isIdentified(who: { name: string; email: string }): Promise<void> {
    const jwt = await this.page.evaluate(async (given) => {
      const answer = await fetch(`/identity?${new URLSearchParams(given)}`, { method: "POST" });
      const body: { jwt: string } = await answer.json();
      return body.jwt;
    }, who);
    await this.pushes(["identify", { jwt }]);
  }

  goesOffline = () => this.context.setOffline(true);
  comesBackOnline = () => this.context.setOffline(false);

  /** Another tab of the same browser. */
  async opensATab(): Promise<Customer> {
    return new Customer(await this.context.newPage(), this.context, this.shop);
  }
}
