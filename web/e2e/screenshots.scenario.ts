import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../.tools/run.ts";
import { expect, test, unique } from "./actors.ts";

/*
 * Not a check but a look: pictures of each screen in test-results/screens. Only where SCREENSHOTS is set:
 * SCREENSHOTS=1 npm run e2e -- screenshots
 */
test.skip(!process.env["SCREENSHOTS"], "Pictures are made where SCREENSHOTS is set.");

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`each screen, ${colorScheme}, ${size}`, async ({ people, demo, browser, baseURL, owner }) => {
      test.slow();
      const shoot = (page: Page, name: string) =>
        page.screenshot({
          path: join(root, `test-results/screens/${name}-${size}-${colorScheme}.png`),
          animations: "disabled",
        });
      const options = { viewport, colorScheme, ...(size === "phone" ? { hasTouch: true, isMobile: true } : {}) };
      const customer = await people.customer(options);
      const agent = await people.agent("bruno", options);

      await customer.opensTheShop();
      await shoot(customer.page, "widget-1-launcher");
      await customer.opensTheChat();
      await shoot(customer.page, "widget-2-greeting");
      await customer.isIdentified({ name: "Helena Prado", email: "helena@example.com" });
      await agent.opensTheConsole("/settings/preferences");
      await customer.says(unique("Hi! Which grind do I need for my new V60?"));
      await expect(agent.notification("Which grind")).toBeVisible();
      await shoot(agent.page, "console-notification");
      const conversation = await customer.conversation();
      await agent.opens(conversation);
      await shoot(agent.page, "console-waiting-conversation");
      await agent.takes();
      await agent.says("Hello Helena! Medium, like coarse sand: 15 g for 250 ml. https://example.com/v60");
      await agent.writesANote("Bought the V60 in March. @Carla Mendes knows her.");
      await customer.says("Perfect, thank you 🙂");
      await agent.sees("Perfect");
      await agent.page.getByRole("tab", { name: "Reply" }).click();
      await owner.opens(conversation);
      await customer.message.fill("One more thing: is the");
      await expect(agent.page.getByText("not sent yet")).toBeVisible();
      await shoot(agent.page, "console-conversation");
      await shoot(customer.page, "widget-3-conversation");
      await customer.message.fill("");
      await agent.button("Transfer").click();
      await shoot(agent.page, "console-transfer");
      await agent.page.keyboard.press("Escape");
      await agent.button("Status").click();
      await shoot(agent.page, "console-status");
      await agent.page.getByRole("menuitem", { name: /^Snooze/ }).click();
      await expect(agent.page.getByRole("dialog")).toBeVisible();
      await shoot(agent.page, "console-snooze");
      await agent.page.keyboard.press("Escape");
      if (size === "phone") {
        await agent.button("Show customer").click();
        await shoot(agent.page, "console-customer");
        await agent.page.keyboard.press("Escape");
      }
      await agent.button("Done").click();
      await customer.sees("Write again to open it.");
      await shoot(customer.page, "widget-4-done");
      for (const list of ["waiting", "mine", "open", "snoozed", "done"]) {
        await agent.opensTheConsole(`/live-chat/${list}`);
        await expect(agent.page.locator("a.inbox-row").first().or(agent.page.locator(".ui-empty-state"))).toBeVisible();
        await shoot(agent.page, `console-list-${list}`);
      }
      await agent.page.getByRole("textbox", { name: "Search conversations" }).fill("coffee");
      await expect(agent.list("Search results").or(agent.page.getByText("Nothing found")).first()).toBeVisible();
      await shoot(agent.page, "console-search");
      for (const page of ["profile", "security", "preferences"]) {
        await agent.opensTheConsole(`/settings/${page}`);
        await expect(agent.page.getByRole("main").getByRole("heading").first()).toBeVisible();
        await shoot(agent.page, `settings-${page}`);
      }
      const out = await browser.newContext({ ...options, ...(baseURL ? { baseURL } : {}) });
      const entrance = await out.newPage();
      await entrance.goto("/sign-in");
      await expect(entrance.getByRole("heading", { name: "Welcome back" })).toBeVisible();
      await shoot(entrance, "sign-in");
      await entrance.goto("/setup");
      await expect(entrance.getByRole("heading").first()).toBeVisible();
      await shoot(entrance, "setup");
      await entrance.goto(demo.shop.near);
      await shoot(entrance, "shop");
      await out.close();
    });
  }
}
