import { randomUUID } from "node:crypto";
import type { Locator } from "@playwright/test";
import { expect, test, unique } from "./actors.ts";
import { still } from "./still.ts";
import type { AgentActor } from "./agent.ts";
import { blockSound, giveEars, heardBy, setHidden } from "./ear.ts";
import { asAgent } from "./wire.ts";

test("a new conversation calls in every console of the team, wherever the agent is, until somebody takes it", async ({
  somebodyAsks,
  agent,
  colleague,
  owner,
}) => {
  const question = unique("Anybody there?");
  await agent.opensTheConsole("/settings/preferences");
  await colleague.opensTheConsole("/settings/security");
  await owner.opensTheConsole("/settings/profile");
  const conversation = await somebodyAsks(question);

  for (const one of [agent, colleague, owner])
    await expect(one.notification(question)).toContainText("New conversation");
  await owner.page.getByRole("link", { name: "Live Chat" }).click();
  await owner.page.goto(`/live-chat/waiting/${conversation}`);
  await owner.takes();
  for (const one of [agent, colleague]) await expect(one.notification(question)).toBeHidden();
});

test("opened by choosing Live Chat and clicking the conversation", async ({ somebodyAsks, agent }) => {
  const question = unique("In the red rectangle");
  await agent.opensTheConsole("/settings/profile");
  await somebodyAsks(question);
  await expect(agent.notification(question)).toBeVisible();
  await agent.page.getByRole("link", { name: "Live Chat" }).click();
  const waiting = agent.list("Waiting");
  await expect(waiting).toBeVisible();
  await agent.page.goto("/live-chat/waiting?sort=newest");
  await waiting.getByRole("link").filter({ hasText: question }).click();
  await agent.sees(question);
  await expect(agent.notification(question)).toBeHidden();
});

/** Where these stand, and what each is, by one of its names. */
const boxes = (of: Locator, name: "className" | "localName") =>
  of.evaluateAll(
    (all, named) =>
      all.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { what: element[named], x, y, width, height };
      }),
    name,
  );

/** Where everything stands that somebody may be reading or about to press beside a list. */
const places = (agent: AgentActor) => {
  const all = ".inbox, .inbox-body, .conversation-actions button, .conversation-panel-toggle, .entry, .composer";
  return boxes(agent.page.locator(all), "className");
};

/** Where everything stands on another screen that somebody may be about to press, and the head that it stands under. */
const presses = async (agent: AgentActor, path: string, ready: string) => {
  await agent.page.goto(path);
  await expect(agent.page.locator(ready).first()).toBeVisible();
  const all = ":is(main, .nav) :is(a, button, input, textarea, h1, h2, [contenteditable])";
  return () => boxes(agent.page.locator(all), "localName");
};
const screens = [
  ["/settings/profile", ".settings-card"],
  ["/articles", ".library-rows a"],
  ["/articles/article-returns/en", ".article-toolbar"],
  ["/text-blocks", ".block-row"],
] as const;
const desktop = { width: 1440, height: 900 };
const sizes = [desktop, { width: 390, height: 844 }];

/** How far the strip is from that corner of the screen. */
const fromTopRight = async (agent: AgentActor) => {
  const { x = 0, y = 0, width = 0 } = (await agent.strip.boundingBox()) ?? {};
  return { right: desktop.width - x - width, top: y };
};

/*
 * Diego's team gets only what others send there: all that rings for him is of these scenarios, which run one after the other.
 * No other file sends anything to Sales.
 */
test.describe("in a team that is quiet otherwise", () => {
  // What waits, or is Diego's and unread, is finished first: there is silence, and nothing is counted.
  test.beforeEach(async ({ seller }) => {
    await giveEars(seller.context, true);
    await seller.opensTheConsole("/settings/profile");
    // The list follows within a second: until it has nothing more to finish.
    await expect(async () => {
      const answer = await seller.page.request.get("/api/conversations?list=open");
      const { rows }: { rows: { id: string }[] } = await answer.json();
      for (const { id } of rows) {
        await asAgent(seller, id, [{ kind: "status", id: randomUUID(), to: "done", until: null }]);
      }
      expect(rows).toEqual([]);
      await expect(seller.page).toHaveTitle("Profile · Fala", { timeout: 1_000 });
    }).toPass();
  });

  test("the ring begins with the conversation, sounds in one tab, and ends when somebody takes it elsewhere", async ({
    somebodyAsks,
    owner,
    seller,
  }) => {
    const question = unique("Ring for sales");
    await seller.page.goto("/settings/preferences");
    const second = await seller.opensATab();
    await second.opensTheConsole("/settings/profile");
    // Any press lets sound through.
    await seller.page.getByRole("heading", { name: "Preferences" }).click();
    await second.page.getByRole("heading", { name: "Profile" }).click();

    await owner.opens(await somebodyAsks(question));
    await owner.transfersTo("Sales");

    await expect(seller.notification(question)).toContainText("New conversation");
    await expect(second.notification(question)).toBeVisible();
    await expect(seller.page).toHaveTitle(/^\(1\) /);
    await expect(second.page).toHaveTitle(/^\(1\) /);
    await expect(seller.page.getByRole("link", { name: "Live Chat" })).toHaveAccessibleDescription(
      "1 conversation needs you",
    );
    const ringing = async () => (await heardBy(seller.page)).ringing + (await heardBy(second.page)).ringing;
    await expect.poll(ringing).toBe(1);

    // The tab that rings is closed: the other one goes on.
    const [loud, other] = (await heardBy(seller.page)).ringing === 1 ? [seller, second] : [second, seller];
    await loud.page.close();
    await expect.poll(async () => (await heardBy(other.page)).ringing).toBe(1);

    await owner.page.getByRole("button", { name: "Assign to me" }).click();
    await expect.poll(async () => (await heardBy(other.page)).ringing).toBe(0);
    await expect(other.notification(question)).toBeHidden();
    await expect(other.page).toHaveTitle(/^(?!\()/);
    await owner.button("Done").click();
  });

  test("a card that is dismissed stops its own ring, not the next one", async ({ somebodyAsks, owner, seller }) => {
    const [one, two] = [unique("First ring"), unique("Second ring")];
    await seller.opensTheConsole("/settings/profile");
    await seller.page.getByRole("heading", { name: "Profile" }).click();
    const first = await somebodyAsks(one);
    await owner.opens(first);
    await owner.transfersTo("Sales");
    await expect.poll(async () => (await heardBy(seller.page)).ringing).toBe(1);

    await expect(seller.notification(one)).toBeVisible();
    // Also above a dialog.
    await seller.page.keyboard.press("Control+Slash");
    await expect(seller.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await seller.strip.getByRole("button", { name: "Dismiss" }).first().click();
    await expect.poll(async () => (await heardBy(seller.page)).ringing).toBe(0);
    await expect(seller.page).toHaveTitle(/^\(1\) /);
    await seller.page.keyboard.press("Escape");

    // Beside a list it moves nothing: neither with the customer's panel nor without.
    await seller.opens(first);
    await expect(seller.page.locator(".conversation-calls-place, .customer-panel-place")).toHaveCount(0);
    const panel = seller.button("Hide customer");
    const withPanel = await still(() => places(seller));
    await panel.click();
    const withoutPanel = await still(() => places(seller));
    await seller.button("Show customer").click();
    await expect(seller.panel).toBeVisible();
    const second = await somebodyAsks(two);
    await owner.opens(second);
    await owner.transfersTo("Sales");
    await expect.poll(async () => (await heardBy(seller.page)).ringing).toBe(1);
    await expect(seller.notification(two)).toBeVisible();
    await expect.poll(() => seller.belowTheStrip(seller.panel)).toBe(0);
    await expect.poll(() => places(seller)).toEqual(withPanel);
    await panel.click();
    await expect.poll(() => seller.belowTheStrip(seller.entries)).toBe(0);
    await expect.poll(() => places(seller)).toEqual(withoutPanel);
    // What opens over the page begins below it, and gives the focus back.
    await seller.message.focus();
    await seller.page.keyboard.press("Control+Slash");
    const dialog = seller.page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await seller.notification(two).click({ trial: true });
    await expect.poll(() => seller.belowTheStrip(dialog)).toBeGreaterThan(0);
    await seller.page.keyboard.press("Escape");
    await expect(seller.message).toBeFocused();

    // On a phone above everything.
    await seller.page.setViewportSize({ width: 390, height: 844 });
    await expect(seller.notification(two)).toBeVisible();
    await expect
      .poll(async () => {
        const line = await seller.strip.boundingBox();
        const head = await seller.page.locator(".conversation-header").boundingBox();
        return line?.y === 0 && head !== null && head.y >= line.height;
      })
      .toBe(true);
    await seller.notification(two).click();
    await seller.sees(two);
    await expect(seller.notification(two)).toBeHidden();
    await seller.page.setViewportSize({ width: 1440, height: 900 });

    for (const id of [first, second]) {
      await seller.opens(id);
      await seller.takes();
      await seller.button("Done").click();
      await expect(seller.button("Reopen")).toBeVisible();
    }
  });

  test("on screens without conversations the strip moves nothing, and stands at the top right", async ({
    somebodyAsks,
    owner,
    seller,
  }) => {
    const question = unique("While something else is done");
    const stood = new Map<string, unknown>();
    // A page that has just loaded says how many wait, not what they say.
    const card = (one: AgentActor) => one.strip.locator(".notification-card").first();
    for (const size of sizes) {
      await seller.page.setViewportSize(size);
      for (const [path, ready] of screens) {
        const read = await presses(seller, path, ready);
        await expect(card(seller)).toHaveCount(0);
        await seller.page.waitForLoadState("networkidle");
        stood.set(`${size.width} ${path}`, await still(read));
      }
    }
    const conversation = await somebodyAsks(question);
    await owner.opens(conversation);
    await owner.transfersTo("Sales");
    for (const size of sizes) {
      await seller.page.setViewportSize(size);
      for (const [path, ready] of screens) {
        const read = await presses(seller, path, ready);
        await expect(card(seller)).toBeVisible();
        await expect.poll(read, path).toEqual(stood.get(`${size.width} ${path}`));
        // A banner may stand above for a moment.
        if (size.width === desktop.width)
          await expect.poll(() => fromTopRight(seller), path).toEqual({ right: 12, top: 72 });
      }
    }
    // On a phone it stands over the bar with the places, and beside it for who goes through them with the keyboard.
    const nav = seller.page.locator(".nav");
    expect(await seller.strip.boundingBox()).toEqual(await nav.boundingBox());
    await nav.getByRole("link").first().focus();
    await seller.page.keyboard.press("Tab");
    await expect.poll(() => seller.belowTheStrip(nav)).toBe(0);
    await seller.page.keyboard.press("Control+Slash");
    const dialog = seller.page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(dialog).toBeVisible();
    await expect.poll(() => seller.belowTheStrip(dialog)).toBeGreaterThan(0);
    await seller.page.keyboard.press("Escape");

    await owner.button("Assign to me").click();
    await expect(card(seller)).toBeHidden();
    await owner.button("Done").click();
  });

  test("a hidden window gets a desktop notification, which goes when somebody takes the conversation", async ({
    somebodyAsks,
    owner,
    seller,
  }) => {
    const question = unique("Behind another window");
    await seller.opensTheConsole("/settings/profile");
    await setHidden(seller.page, true);
    await owner.opens(await somebodyAsks(question));
    await owner.transfersTo("Sales");

    await expect
      .poll(async () => (await heardBy(seller.page)).desktop)
      .toMatchObject([{ title: expect.stringContaining("New conversation"), body: question }]);
    await owner.button("Assign to me").click();
    await expect.poll(async () => (await heardBy(seller.page)).desktop).toEqual([]);
    await owner.button("Done").click();
  });

  test("a transfer to a team: the conversation leaves the one list and waits in the other", async ({
    customer,
    owner,
    agent,
    seller,
  }) => {
    const question = unique("A price for the office");
    await seller.opensTheConsole("/settings/profile");
    await agent.opensTheConsole();
    await customer.asks(question);
    const conversation = await customer.conversation();
    await expect(agent.row(question)).toBeVisible();
    await expect(seller.notification(question)).toBeHidden();

    await owner.opens(conversation);
    await owner.takes();
    await customer.sees("Ana Souza now talks with you");
    await owner.transfersTo("Sales");

    await expect(owner.entries).toContainText("You transferred the conversation to the team Sales");
    await customer.sees("Ana Souza has left. Somebody else will answer.");
    await expect(seller.notification(question)).toContainText("New conversation");
    await expect(agent.row(question)).toBeHidden();
    // By keyboard, from whatever screen, and on with the answer.
    await seller.page.keyboard.press("Alt+n");
    await seller.sees(question);
    await expect(seller.message).toBeFocused();
    await seller.takes();
    await customer.sees("Diego Rocha now talks with you");
    await seller.button("Done").click();
  });

  test("sound that the browser blocks is shown, with a button that tests it", async ({
    somebodyAsks,
    owner,
    seller,
  }) => {
    await blockSound(seller.context);
    const waits = await somebodyAsks(unique("Not heard"));
    await owner.opens(waits);
    await owner.transfersTo("Sales");
    await seller.opensTheConsole("/settings/profile");
    const blocked = seller.page.getByText("Your browser blocks sound, so new conversations would not ring.");
    await expect(blocked).toBeVisible();
    // The strip stands below a screen's head, also where a banner stands above it.
    await expect(seller.strip.locator(".notification-card").first()).toBeVisible();
    const banner = await seller.page.locator(".ui-banner").filter({ has: blocked }).boundingBox();
    await expect.poll(() => fromTopRight(seller)).toEqual({ right: 12, top: 72 + (banner?.height ?? Number.NaN) });
    const before = (await heardBy(seller.page)).sounds;
    await seller.button("Test sound").click();
    await expect(blocked).toBeHidden();
    await expect.poll(async () => (await heardBy(seller.page)).sounds).toBeGreaterThan(before);
    await owner.button("Assign to me").click();
    await owner.button("Done").click();
  });

  test("nothing rings for an agent who is away", async ({ somebodyAsks, owner, seller }) => {
    const question = unique("Quietly");
    await seller.opensTheConsole("/settings/profile");
    await seller.page.getByRole("button", { name: "Availability: Available" }).click();
    await seller.page.getByRole("menuitemradio", { name: /^Away/ }).click();
    await expect(seller.page.getByRole("button", { name: "Availability: Away" })).toBeVisible();
    await owner.opens(await somebodyAsks(question));
    await owner.transfersTo("Sales");
    await expect(seller.notification(question)).toBeVisible();
    expect((await heardBy(seller.page)).ringing).toBe(0);

    await seller.page.getByRole("button", { name: "Availability: Away" }).click();
    await seller.page.getByRole("menuitemradio", { name: /^Available/ }).click();
    await expect.poll(async () => (await heardBy(seller.page)).ringing).toBe(1);
    await owner.button("Assign to me").click();
    await expect.poll(async () => (await heardBy(seller.page)).ringing).toBe(0);
    await owner.button("Done").click();
  });
});
