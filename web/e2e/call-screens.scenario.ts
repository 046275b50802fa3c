import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../.tools/run.ts";
import { expect, test, unique } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";
import { watchMedia, withMedia } from "./media.ts";

/*
 * A look at every screen of calls, with axe: pictures in test-results/screens. Only where SCREENSHOTS is set:
 * SCREENSHOTS=1 npm run e2e -- call-screens
 */
test.skip(!process.env["SCREENSHOTS"], "Pictures are made where SCREENSHOTS is set.");
test.use(withMedia);

const looks = [
  { name: "desktop", options: desktop },
  { name: "phone", options: phone },
];

for (const { name, options } of looks) {
  test(`each screen of calls, ${name}`, async ({ people }) => {
    test.slow();
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
          path: join(root, `test-results/screens/call-${what}-${name}-${colorScheme}.png`),
          animations: "disabled",
        });
      }
      found.push(...(await violations(page, what)));
    };
    const inChat = (label: string) => customer.frame.getByRole("button", { name: label, exact: true });

    await customer.asks(unique("Can we talk?"));
    await look(customer.page, "ask");
    await agent.opens(await customer.conversation());
    await expect(agent.button("Video call")).toBeVisible();
    await look(agent.page, "header");
    await agent.button("Video call").click();
    await expect(inChat("With camera")).toBeVisible();
    await look(customer.page, "ring");
    await inChat("With camera").click();
    await customer.frame.locator(".call-preview video").waitFor();
    await look(customer.page, "check");
    await inChat("Join now").click();
    await agent.page.locator(".call-tile video").waitFor();
    await agent.button("Invite to the call").click();
    await agent.button("Link for guests").click();
    const link = await agent.page.getByRole("textbox", { name: "Link for guests" }).inputValue();
    await look(agent.page, "invite");
    await agent.page.keyboard.press("Escape");

    await guest.goto(link);
    await expect(guest.getByRole("textbox", { name: "Your name" })).toBeVisible();
    await look(guest, "guest-name");
    await guest.getByRole("textbox", { name: "Your name" }).fill("Gil Prado");
    await guest.getByRole("button", { name: "Ask to join" }).click();
    await expect(guest.getByText("Waiting until somebody lets you in…")).toBeVisible();
    await look(guest, "guest-waits");
    await expect(agent.button("Let in")).toBeVisible();
    await look(agent.page, "knock");
    await agent.button("Let in").click();
    await guest.locator(".call-tile").nth(1).waitFor();
    await look(guest, "guest-call");
    await look(customer.page, "call");
    await look(agent.page, "large");
    await agent.button("Show everybody in a grid").click();
    await look(agent.page, "grid");
    await agent.button("End for all").click();
    await expect(guest.getByRole("heading", { name: "This call is over" })).toBeVisible();
    await look(guest, "guest-over");
    expect(found).toEqual([]);
  });
}
