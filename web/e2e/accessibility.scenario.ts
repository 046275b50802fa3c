import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, unique } from "./actors.ts";

/** WCAG 2.2 AA, and what stands below it. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };

/** Every violation, one line each; frames are looked into as well. */
async function violations(page: Page, what: string): Promise<string[]> {
  // What is still fading in has the colours of neither state.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${what}: ${id} at ${target.flat().join(" ")}\n${failureSummary ?? ""}`),
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, options] of [
    ["desktop", desktop],
    ["phone", phone],
  ] as const) {
    test(`axe finds nothing in the console, ${colorScheme}, ${size}`, async ({
      customer,
      people,
      owner,
      browser,
      baseURL,
    }) => {
      const found: string[] = [];
      const agent = await people.agent("bruno", { ...options, colorScheme, reducedMotion: "reduce" });
      const look = async (what: string) => found.push(...(await violations(agent.page, what)));
      const question = unique("Can everybody read this? https://example.com");
      await customer.asks(question);
      await owner.opens(await customer.conversation());
      await owner.takes();
      await owner.writesANote("A note, with @Bruno Lima in it");
      await owner.says("Of course.");
      await customer.says("And this?");

      for (const list of ["waiting", "mine", "open", "snoozed", "done"]) {
        await agent.page.goto(`/live-chat/${list}`);
        await expect(agent.page.locator("a.inbox-row").first().or(agent.page.locator(".ui-empty-state"))).toBeVisible();
        await look(list);
      }
      await agent.page.getByRole("textbox", { name: "Search conversations" }).fill("coffee");
      await expect(agent.list("Search results").or(agent.page.getByText("Nothing found")).first()).toBeVisible();
      await look("search");

      await agent.opens(await customer.conversation());
      await agent.sees("And this?");
      await look("conversation");
      await agent.page.getByRole("tab", { name: "Note" }).click();
      await agent.message.fill("A note that is being written");
      await look("note");
      await agent.button("Transfer").click();
      await agent.page.getByRole("option", { name: /Carla Mendes/ }).click();
      await look("transfer");
      await agent.page.keyboard.press("Escape");
      await agent.button("Status").click();
      await look("status menu");
      await agent.page.getByRole("menuitem", { name: /^Snooze/ }).click();
      await expect(agent.page.getByRole("dialog")).toBeVisible();
      await agent.page.getByRole("button", { name: "Date and time…" }).click();
      await look("snooze");
      await agent.page.keyboard.press("Escape");
      if (size === "phone") {
        await agent.button("Show customer").click();
        await expect(agent.panel).toBeVisible();
        await look("customer");
      }

      for (const page of ["profile", "security", "preferences"]) {
        await agent.page.goto(`/settings/${page}`);
        await expect(agent.page.getByRole("main").getByRole("heading").first()).toBeVisible();
        await look(page);
      }
      await agent.page.goto("/nowhere");
      await expect(agent.page.getByText("There is nothing at this address")).toBeVisible();
      await look("missing page");

      const out = await browser.newContext({ ...options, colorScheme, ...(baseURL ? { baseURL } : {}) });
      const entrance = await out.newPage();
      await entrance.goto("/sign-in");
      await expect(entrance.getByRole("heading", { name: "Welcome back" })).toBeVisible();
      await entrance.getByRole("button", { name: "Sign in" }).click();
      found.push(...(await violations(entrance, "sign-in")));
      await out.close();
      expect(found).toEqual([]);
    });

    test(`axe finds nothing in the widget, ${colorScheme}, ${size}`, async ({ people, agent }) => {
      const found: string[] = [];
      const customer = await people.customer({ ...options, colorScheme, reducedMotion: "reduce" });
      const look = async (what: string) => found.push(...(await violations(customer.page, what)));
      await customer.opensTheShop();
      await look("launcher");
      await customer.opensTheChat();
      await look("greeting");
      await customer.says(unique("Hello, see https://example.com"));
      await customer.says("🙂");
      await customer.seesItSent("Hello");
      await agent.opens(await customer.conversation());
      await agent.takes();
      await agent.says("Hello!");
      await agent.message.pressSequentially("One mo");
      await expect(customer.frame.getByText("Bruno Lima is typing")).toBeAttached();
      await look("conversation");
      await agent.message.fill("");
      await agent.button("Done").click();
      await customer.sees("Write again to open it.");
      await customer.frame.getByRole("button", { name: "Options" }).click();
      await look("options");
      await customer.frame.locator("body").press("Escape");
      await customer.message.fill("x".repeat(10_001));
      await look("too long");
      expect(found).toEqual([]);
    });
  }
}
