import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../.tools/run.ts";
import { expect, test, unique } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";
import { pressesInTheBanner, shownPage } from "./cobrowse-people.ts";

/*
 * A look at every screen of co-browsing, with axe: pictures in test-results/screens. Only where SCREENSHOTS is set:
 * SCREENSHOTS=1 npm run e2e -- cobrowsing-screens
 */
test.skip(!process.env["SCREENSHOTS"], "Pictures are made where SCREENSHOTS is set.");

const looks = [
  { name: "desktop", options: desktop },
  { name: "phone", options: phone },
];

for (const { name, options } of looks) {
  test(`each screen of co-browsing, ${name}`, async ({ people, demo, expectNoise }) => {
    test.slow();
    expectNoise(/sandboxed/);
    const found: string[] = [];
    const [customer, agent, owner] = [
      await people.customer(options),
      await people.agent("bruno", options),
      await people.agent("ana", options),
    ];
    const look = async (page: Page, what: string, part?: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(root, `test-results/screens/cobrowse-${what}-${name}-${colorScheme}.png`),
          animations: "disabled",
        });
      }
      if (part !== undefined) found.push(...(await violations(page, what, part)));
    };

    await agent.page.goto("/co-browsing");
    await expect(agent.page.getByRole("heading", { name: "Co-browsing" })).toBeVisible();
    await look(agent.page, "list-empty", "main");
    await customer.asks(unique("Where is the basket?"), "/");
    await agent.opens(await customer.conversation());
    await agent.takes();
    await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
    const card = customer.frame.locator(".cobrowse-card");
    await expect(card).toBeVisible();
    await look(customer.page, "card", "html");
    await look(agent.page, "asked", ".cobrowsing-state");
    await card.getByRole("button", { name: "See what they will see" }).click();
    const preview = customer.frame.frameLocator(".cobrowse-preview").frameLocator(".replayer-wrapper iframe");
    await expect(preview.locator("h1").first()).toBeVisible();
    await look(customer.page, "preview");
    await card.getByRole("button", { name: "Show the page" }).click();
    await expect(shownPage(agent).locator("h1").first()).toBeVisible();
    await look(customer.page, "live");
    await look(agent.page, "viewer", ".cobrowsing-bar");
    await customer.closesTheChat();
    await customer.page.evaluate(() => {
      const form = document.createElement("form");
      form.innerHTML = `<label>Name <input value="Clara Nunes"></label><label>Word <input type="password" value="secret"></label>
        <label><input type="checkbox" checked> Send me news</label><p data-fala-mask>Order 4711 for Clara Nunes</p>`;
      form.style.cssText = "display:grid;gap:12px;padding:20px;justify-items:start";
      document.querySelector("h1")?.before(form);
    });
    await pressesInTheBanner(customer, "What is hidden?");
    await look(customer.page, "hidden");
    await look(agent.page, "viewer-hidden");
    await pressesInTheBanner(customer, "Hatched is hidden");
    await agent.page.getByRole("button", { name: "Ask for control" }).click();
    await expect(agent.page.getByRole("button", { name: "Asked for control…" })).toBeVisible();
    await look(customer.page, "control-asked");
    await look(agent.page, "control-asking", ".cobrowsing-bar");
    await pressesInTheBanner(customer, "Allow");
    await expect(agent.page.getByRole("button", { name: "End control" })).toBeVisible();
    const field = await shownPage(agent).locator("form input").first().boundingBox();
    if (field !== null) await agent.page.mouse.click(field.x + field.width / 2, field.y + field.height / 2);
    await look(customer.page, "controlled");
    await look(agent.page, "controls", ".cobrowsing-stage > :not(.cobrowsing-view)");
    await agent.page.getByRole("button", { name: "End control" }).click();

    await owner.page.goto("/co-browsing");
    await expect(owner.page.locator(".cobrowsing-row").first()).toBeVisible();
    await look(owner.page, "list", "main");

    await customer.page.evaluate((address) => {
      const foreign = document.createElement("iframe");
      foreign.src = address;
      foreign.style.cssText = "inline-size:100%;block-size:70vh";
      document.querySelector("h1")?.before(foreign);
    }, demo.shop.far);
    await pressesInTheBanner(customer, "Pause");
    await expect(agent.page.getByText("has paused")).toBeVisible();
    await look(agent.page, "paused", ".cobrowsing-wait");
    await look(customer.page, "still");
    await pressesInTheBanner(customer, "Go on");
    await expect(agent.page.getByRole("button", { name: "Ask for their desktop instead" })).toBeVisible();
    await look(agent.page, "fallback", ".cobrowsing-notice");
    await pressesInTheBanner(customer, "Stop");
    await expect(agent.entries.locator('[data-kind="cobrowse-ended"]')).toBeVisible();
    await look(agent.page, "ended", ".entries-scroller");

    await owner.page.goto("/settings/co-browsing");
    await look(owner.page, "settings", "main");
    await owner.page.goto("/settings/co-browsing/site-demo-shop");
    await expect(
      owner.page.frameLocator(".rules-replay").frameLocator(".replayer-wrapper iframe").locator(".person"),
    ).toHaveText("Clara Nunes");
    await look(owner.page, "playground", "main");
    expect(found).toEqual([]);
  });
}
