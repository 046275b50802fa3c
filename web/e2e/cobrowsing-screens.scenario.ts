import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../.tools/run.ts";
import { catalogue as ofConsole } from "../intl/cobrowsing.en.ts";
import { catalogue as ofConsolePortuguese } from "../intl/cobrowsing.pt-br.ts";
import { composerTexts as ofComposer } from "../intl/composer.en.ts";
import { composerTexts as ofComposerPortuguese } from "../intl/composer.pt-br.ts";
import { catalogue as ofWidget } from "../intl/widget-cobrowse.en.ts";
import { catalogue as ofWidgetPortuguese } from "../intl/widget-cobrowse.pt-br.ts";
import { expect, test, unique } from "./actors.ts";
import { desktop, phone, smallPhone, violations } from "./axe.ts";
import { opensTheBanner, pressesInTheBanner, shownPage } from "./cobrowse-people.ts";

/*
 * A look at every screen of co-browsing, with axe: pictures in test-results/screens. Only where SCREENSHOTS is set:
 * SCREENSHOTS=1 npm run e2e -- cobrowsing-screens
 */
test.skip(!process.env["SCREENSHOTS"], "Pictures are made where SCREENSHOTS is set.");

const languages = {
  "en-US": { ...ofConsole, ...ofComposer, ...ofWidget, close: "Close" },
  "pt-BR": { ...ofConsolePortuguese, ...ofComposerPortuguese, ...ofWidgetPortuguese, close: "Fechar" },
} as const;
const looks = [
  { name: "desktop", screen: desktop, locale: "en-US" },
  { name: "phone", screen: phone, locale: "en-US" },
  { name: "phone", screen: phone, locale: "pt-BR" },
  { name: "desktop", screen: desktop, locale: "pt-BR" },
  { name: "small", screen: smallPhone, locale: "pt-BR" },
] as const;

for (const { name, screen, locale } of looks) {
  const words = languages[locale];
  test(`each screen of co-browsing, ${name}, ${locale}`, async ({ people, demo, expectNoise }) => {
    test.slow();
    // Scripts in the picture of a page, and the frame that the shop does not let in.
    expectNoise(/sandboxed|Content Security Policy/);
    const found: string[] = [];
    const options = { ...screen, locale };
    const [customer, agent, owner] = [
      await people.customer(options),
      await people.agent("bruno", options),
      await people.agent("ana", options),
    ];
    const look = async (page: Page, what: string, part?: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(root, `test-results/screens/cobrowse-${what}-${name}-${locale}-${colorScheme}.png`),
          animations: "disabled",
        });
      }
      if (part !== undefined) found.push(...(await violations(page, what, part)));
    };

    await agent.page.goto("/co-browsing");
    await expect(agent.page.getByRole("heading", { name: words["cobrowsing.title"] })).toBeVisible();
    await look(agent.page, "list-empty", "main");
    await opensTheBanner(customer);
    await customer.page.goto(customer.shop);
    await customer.launcher.click();
    await customer.frame.getByRole("textbox").fill(unique("Where is the basket?"));
    await customer.frame.getByRole("button", { name: /^(Send|Enviar)$/ }).click();
    await expect(customer.frame.locator(".message-mark").last()).toHaveAttribute("data-mark", /sent|delivered|read/);
    await agent.opens(await customer.conversation());
    await agent.button(words["composer.bar.cobrowsing"]).first().click();
    const card = customer.frame.locator(".cobrowse-card");
    await expect(card).toBeVisible();
    await look(customer.page, "card", "html");
    await look(agent.page, "asked", ".cobrowsing-state");
    await card.getByRole("button", { name: words["cobrowse.preview"] }).click();
    const preview = customer.frame.frameLocator(".cobrowse-preview").frameLocator(".replayer-wrapper iframe");
    await expect(preview.locator("h1").first()).toBeVisible();
    await look(customer.page, "preview");
    await card.getByRole("button", { name: words["cobrowse.yes"] }).click();
    await expect(shownPage(agent).locator("h1").first()).toBeVisible();
    await look(customer.page, "live");
    await look(agent.page, "viewer", ".cobrowsing-bar");
    // On a phone the panel lies over the launcher, and closes by its own button.
    if (name !== "desktop") await customer.frame.getByRole("button", { name: words.close, exact: true }).click();
    else await customer.launcher.click();
    await customer.page.evaluate(() => {
      const form = document.createElement("form");
      form.innerHTML = `<label>Name <input value="Clara Nunes"></label><label>Word <input type="password" value="secret"></label>
        <label><input type="checkbox" checked> Send me news</label><p data-fala-mask>Order 4711 for Clara Nunes</p>`;
      form.style.cssText = "display:grid;gap:12px;padding:20px;justify-items:start";
      document.querySelector("h1")?.before(form);
    });
    await pressesInTheBanner(customer, words["cobrowse.banner.hidden"]);
    await look(customer.page, "hidden", "fala-cobrowsing");
    await look(agent.page, "viewer-hidden");
    await pressesInTheBanner(customer, words["cobrowse.banner.shown"]);
    await agent.button(words["cobrowsing.control"]).click();
    await expect(agent.button(words["cobrowsing.controlAsked"])).toBeVisible();
    await look(customer.page, "control-asked", "fala-cobrowsing");
    await look(agent.page, "control-asking", ".cobrowsing-bar");
    await pressesInTheBanner(customer, words["cobrowse.banner.allow"]);
    await expect(agent.button(words["cobrowsing.controlEnd"])).toBeVisible();
    const field = await shownPage(agent).locator("form input").first().boundingBox();
    if (field !== null) await agent.page.mouse.click(field.x + field.width / 2, field.y + field.height / 2);
    await look(customer.page, "controlled", "fala-cobrowsing");
    await look(agent.page, "controls", ".cobrowsing-stage > :not(.cobrowsing-view)");
    await agent.button(words["cobrowsing.controlEnd"]).click();

    await owner.page.goto("/co-browsing");
    await expect(owner.page.locator(".cobrowsing-row").first()).toBeVisible();
    await look(owner.page, "list", "main");

    await customer.page.evaluate((address) => {
      const foreign = document.createElement("iframe");
      foreign.src = address;
      foreign.style.cssText = "inline-size:100%;block-size:70vh";
      document.querySelector("h1")?.before(foreign);
    }, demo.shop.far);
    await pressesInTheBanner(customer, words["cobrowse.banner.pause"]);
    await expect(agent.page.locator(".cobrowsing-paused")).toBeVisible();
    await look(agent.page, "paused", ".cobrowsing-wait");
    await look(customer.page, "still", "fala-cobrowsing");
    await pressesInTheBanner(customer, words["cobrowse.banner.resume"]);
    await expect(agent.button(words["cobrowsing.desktop"])).toBeVisible();
    await look(agent.page, "fallback", ".cobrowsing-notice");
    await pressesInTheBanner(customer, words["cobrowse.banner.stop"]);
    await expect(agent.entries.locator('[data-kind="cobrowse-ended"]')).toBeVisible();
    await look(agent.page, "ended", ".entries-scroller");

    await owner.page.goto("/settings/co-browsing");
    await expect(owner.page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await look(owner.page, "settings", "main");
    await owner.page.goto("/settings/co-browsing/site-demo-shop");
    await expect(
      owner.page.frameLocator(".rules-replay").frameLocator(".replayer-wrapper iframe").locator(".person"),
    ).toHaveText("Clara Nunes");
    await look(owner.page, "playground");
    // Somebody else's page, in a document that runs nothing: not even what looks for violations, which would wait for ever.
    await owner.page.locator(".rules-pane iframe").evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
    found.push(...(await violations(owner.page, "playground", "main")));
    expect(found).toEqual([]);
  });
}
