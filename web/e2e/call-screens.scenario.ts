import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../.tools/run.ts";
import { catalogue as english } from "../intl/calls.en.ts";
import { catalogue as portuguese } from "../intl/calls.pt-br.ts";
import { catalogue as guestEnglish } from "../intl/guest.en.ts";
import { catalogue as guestPortuguese } from "../intl/guest.pt-br.ts";
import { expect, test, unique } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";
import { frameOf, watchMedia, withMedia } from "./media.ts";

/*
 * A look at every screen of calls, with axe: pictures in test-results/screens. Only where SCREENSHOTS is set:
 * SCREENSHOTS=1 npm run e2e -- call-screens
 */
test.skip(!process.env["SCREENSHOTS"], "Pictures are made where SCREENSHOTS is set.");
test.use(withMedia);

const languages = {
  "en-US": { words: { ...english, ...guestEnglish } },
  "pt-BR": { words: { ...portuguese, ...guestPortuguese } },
} as const;
const looks = [
  { name: "desktop", options: desktop, locale: "en-US" },
  { name: "phone", options: phone, locale: "en-US" },
  { name: "phone", options: phone, locale: "pt-BR" },
  { name: "desktop", options: desktop, locale: "pt-BR" },
] as const;

for (const { name, options: screen, locale } of looks) {
  const { words } = languages[locale];
  const text = (key: keyof typeof words, values: Record<string, string> = {}) =>
    words[key].replaceAll(/\{\{(\w+)\}\}/g, (_, value: string) => values[value] ?? "");

  test(`each screen of calls, ${name}, ${locale}`, async ({ people, expectNoise }) => {
    test.slow();
    expectNoise(/status of 503/);
    const options = { ...screen, locale };
    const found: string[] = [];
    const [customer, agent, guest] = [
      await people.customer(options),
      await people.agent("bruno", options),
      await people.stranger(options),
    ];
    await Promise.all([customer.page, agent.page, guest].map((page) => watchMedia(page)));
    const look = async (page: Page, what: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: join(root, `test-results/screens/call-${what}-${name}-${locale}-${colorScheme}.png`),
          animations: "disabled",
        });
      }
      found.push(...(await violations(page, what)));
    };
    const inChat = (label: string) => customer.frame.getByRole("button", { name: label, exact: true });
    const pressed = (label: string) => agent.button(label).first().click();

    await customer.page.goto(customer.shop);
    await customer.launcher.click();
    await customer.frame.getByRole("textbox").fill(unique("Can we talk?"));
    await customer.frame.getByRole("button", { name: /^(Send|Enviar)$/ }).click();
    await expect(customer.frame.locator(".message-mark").last()).toHaveAttribute("data-mark", /sent|delivered|read/);
    await look(customer.page, "ask");
    await agent.opens(await customer.conversation());
    await expect(agent.button(text("call.purpose.video"))).toBeVisible();
    await look(agent.page, "header");

    await pressed(text("call.purpose.video"));
    await expect(inChat(text("call.acceptCamera"))).toBeVisible();
    await look(customer.page, "ring");
    const widget = await frameOf(customer.page, customer.frame);
    // Neither may be used: each is said, and tried again.
    await widget.evaluate(() => {
      const { mediaDevices } = navigator;
      const plain = mediaDevices.getUserMedia.bind(mediaDevices);
      const names: string[] = ["NotAllowedError", "NotReadableError"];
      mediaDevices.getUserMedia = (wanted) => {
        const refusal = names.shift();
        return refusal === undefined ? plain(wanted) : Promise.reject(new DOMException("no", refusal));
      };
    });
    await inChat(text("call.acceptCamera")).click();
    await expect(inChat(text("call.tryAgain"))).toHaveCount(2);
    await look(customer.page, "trouble");
    await inChat(text("call.tryAgain")).first().click();
    await expect(inChat(text("call.tryAgain"))).toHaveCount(1);
    await inChat(text("call.tryAgain")).click();
    await customer.frame.locator(".call-preview video").waitFor();
    await look(customer.page, "check");
    await inChat(text("call.check.join")).click();
    await agent.page.locator(".call-tile video").waitFor();
    await pressed(text("call.invite"));
    await pressed(text("call.guest.link"));
    const link = await agent.page.getByRole("textbox", { name: text("call.guest.link") }).inputValue();
    await look(agent.page, "invite");
    await agent.page.keyboard.press("Escape");

    await guest.goto(link);
    await expect(guest.getByRole("textbox", { name: text("guest.name") })).toBeVisible();
    await look(guest, "guest-name");
    await guest.getByRole("textbox", { name: text("guest.name") }).fill("Gil Prado");
    await guest.getByRole("button", { name: text("guest.knock") }).click();
    await expect(guest.getByText(text("guest.waiting"))).toBeVisible();
    await look(guest, "guest-waits");
    await expect(agent.button(text("call.guest.admit"))).toBeVisible();
    await look(agent.page, "knock");
    await pressed(text("call.guest.admit"));
    await guest.locator(".call-tile").nth(1).waitFor();
    await guest.locator(".call-tile-note").first().waitFor({ state: "detached" });
    await look(guest, "guest-call");
    await look(customer.page, "call");
    await look(agent.page, "large");
    await pressed(text("call.grid"));
    await look(agent.page, "grid");
    await pressed(text("call.shareOn"));
    await customer.frame.locator(".call-screen video").waitFor();
    await look(agent.page, "sharing");
    await look(customer.page, "screen");
    await inChat(text("call.zoomIn")).click();
    await inChat(text("call.zoomIn")).click();
    await look(guest, "guest-screen");
    await pressed(text("call.small"));
    await look(agent.page, "small");
    await pressed(text("call.large"));
    await pressed(text("call.endAll"));
    await expect(guest.getByRole("heading", { name: text("guest.over") })).toBeVisible();
    await look(guest, "guest-over");

    // What carries conferences does not start.
    await expect(agent.button(text("call.purpose.conference"))).toBeVisible();
    await agent.page.route("**/api/calls/sfu/**", (route) => route.fulfill({ status: 503, json: {} }));
    await expect(agent.page.locator(".call-window")).toBeHidden();
    await pressed(text("call.purpose.conference"));
    await expect(agent.button(text("call.connectDirectly"))).toBeVisible();
    await look(agent.page, "no-transport");
    expect(found).toEqual([]);
  });
}
