import { type BrowserContext, expect, type Locator, type Page, type WebSocket } from "@playwright/test";

/** What is asked for cheaply and comes at once: Playwright looks after a tenth of a second, a quarter, a half, then each second. */
const often = { intervals: [40] };

/** An agent in the console. Each one has a browser of their own; `opensATab` is the same browser. */
export class AgentActor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly name: string;

  constructor(page: Page, context: BrowserContext, name: string) {
    this.page = page;
    this.context = context;
    this.name = name;
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get message(): Locator {
    return this.page.getByRole("textbox", { name: "Message", exact: true });
  }

  /** The conversation's messages, notes and facts. */
  get entries(): Locator {
    return this.page.locator(".entries-scroller");
  }

  get toasts(): Locator {
    return this.page.getByRole("region", { name: /^Notifications/ });
  }

  get panel(): Locator {
    return this.page.getByRole("complementary", { name: "Customer" });
  }

  list(name: string): Locator {
    return this.page.getByRole("list", { name, exact: true });
  }

  /** A conversation in whatever list stands there, by something that only its row says. */
  row(words: string): Locator {
    return this.page.locator("a.inbox-row").filter({ hasText: words });
  }

  /** The strip with the cards of who needs this agent. */
  get strip(): Locator {
    return this.page.getByRole("region", { name: "Who needs you" });
  }

  /**
   * How far below the strip something begins, in pixels. To be polled: until the next frame is drawn, Chromium gives a new strip its place but
   * not yet what makes room for it.
   */
  async belowTheStrip(what: Locator): Promise<number> {
    const top = (await what.boundingBox())?.y ?? Number.NaN;
    return top - (await this.strip.evaluate((strip) => strip.getBoundingClientRect().bottom));
  }

  /** The card at the top right. */
  notification(words: string): Locator {
    return this.strip.getByRole("button").filter({ hasText: words });
  }

  entry(text: string): Locator {
    return this.entries.locator(".entry").filter({ hasText: text });
  }

  /** Every message in the conversation, from the oldest to the newest, as it was written. */
  texts(): Promise<string[]> {
    return this.entries
      .locator('.entry[data-kind="message"] .ui-rich-text')
      .evaluateAll((texts) => texts.map((text) => text.textContent ?? ""));
  }

  /** Ready when every inbox has answered: from then on what comes in is news. */
  async opensTheConsole(path = "/live-chat/waiting?sort=newest"): Promise<void> {
    const answered = new Map<WebSocket, boolean>();
    const hear = (socket: WebSocket) => {
      if (!socket.url().includes("/ws/inbox/")) return;
      answered.set(socket, false);
      socket.on("framereceived", ({ payload }) => {
        if (String(payload).startsWith('{"kind":"welcome"')) answered.set(socket, true);
      });
    };
    // Not before the new page is there: a socket that the last one was opening would never be answered.
    await this.page.goto(path, { waitUntil: "commit" });
    this.page.on("websocket", hear);
    await expect(this.page.getByRole("navigation", { name: "Main navigation" })).toBeVisible();
    await expect.poll(() => answered.size > 0 && [...answered.values()].every(Boolean), often).toBe(true);
    this.page.off("websocket", hear);
  }

  /** Goes on to another address as the console's links do, without loading it again. Ready when a heading stands there that did not before. */
  async walksTo(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      for (const heading of document.querySelectorAll("h1, h2")) heading.setAttribute("data-before", "");
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await expect(this.page.getByRole("main").locator(":is(h1, h2):not([data-before]):visible").first()).toBeVisible();
  }

  async opens(conversation: string): Promise<void> {
    // The index hears of a conversation a moment after its customer does; a link that is faster finds nothing there yet.
    const row = `/api/conversations/${conversation}`;
    await expect.poll(async () => (await this.page.request.get(row)).status(), often).toBe(200);
    await this.page.goto(`/live-chat/open/${conversation}`);
    await expect(this.entries).toHaveAttribute("aria-busy", "false");
  }

  async opensFromTheList(words: string): Promise<void> {
    await this.row(words).click();
    await expect(this.entries).toHaveAttribute("aria-busy", "false");
  }

  async takes(): Promise<void> {
    await this.button("Assign to me").click();
    await expect(this.button("Assign to me")).toBeHidden();
  }

  async says(text: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Reply" }).click();
    await this.message.fill(text);
    await this.button("Send").click();
    await expect(this.message).toHaveValue("");
  }

  async writesANote(text: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Note" }).click();
    await this.message.fill(text);
    await this.button("Add note").click();
    await expect(this.message).toHaveValue("");
  }

  async sees(text: string): Promise<void> {
    await expect(this.entries.getByText(text)).toBeVisible();
  }

  async choosesStatus(name: "Open" | "Snooze" | "Done"): Promise<void> {
    await this.button("Status").click();
    await this.page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
  }

  async goesToTheList(name: string): Promise<void> {
    await this.page.getByRole("navigation", { name: "Lists" }).getByRole("link", { name, exact: true }).click();
  }

  /** Opens the picker, chooses, says why, and hands over. */
  async transfersTo(target: string, comment?: string): Promise<void> {
    await this.button("Transfer").click();
    await this.page.getByRole("option", { name: new RegExp(`^${target}`) }).click();
    if (comment !== undefined) await this.page.getByRole("textbox", { name: "Comment" }).fill(comment);
    await this.button(`Transfer to ${target}`).click();
  }

  goesOffline = () => this.context.setOffline(true);
  comesBackOnline = () => this.context.setOffline(false);

  async opensATab(): Promise<AgentActor> {
    return new AgentActor(await this.context.newPage(), this.context, this.name);
  }
}
