import { randomUUID } from "node:crypto";
import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";
import { cobrowseCustomerMessageSchema } from "#protocol/cobrowse-socket";
import { guestClientMessageSchema } from "#protocol/guest";
import { signInChangeSchema } from "#protocol/sign-in";
import type { AgentActor } from "./agent.ts";
import { expect } from "./actors.ts";
import { pressesInTheBanner, shownPage } from "./cobrowse-people.ts";
import type { Customer } from "./customer.ts";
import { freeTexts } from "./free-text.ts";
import { covering, holds, isClean, planted } from "./planted.ts";
import { startProvider } from "./provider.ts";

/** A page whose title and whose button are planted is shown, and its button is pressed by the agent's hand. */
export async function showsAPlantedPage(shop: Customer, console: AgentActor): Promise<void> {
  const shown = { page: { title: planted("page") }, on: planted("button", 120) };
  // An address stands as the browser has encoded it.
  covering(cobrowseCustomerMessageSchema, [shown], "page.url");
  await shop.page.evaluate(
    ([title, label]) => {
      document.title = title ?? "";
      const button = document.body.appendChild(document.createElement("button"));
      button.id = "planted";
      button.style.cssText = "position:fixed;inset:80px auto auto 40px;z-index:5";
      button.textContent = label ?? "";
    },
    [shown.page.title, shown.on],
  );
  await console.page.getByRole("button", { name: "Request co-browsing" }).first().click();
  await shop.frame.getByRole("button", { name: "Show the page" }).click();
  await holds(console.page, "the page that is shown", "page");
  await console.page.getByRole("button", { name: "Ask for control" }).click();
  await expect(() => pressesInTheBanner(shop, "Allow")).toPass();
  await expect(console.page.getByRole("button", { name: "End control" })).toBeVisible();
  const button = await shownPage(console).locator("#planted").boundingBox();
  if (button === null) throw new Error("the button is not seen");
  await console.page.mouse.click(button.x + 5, button.y + 5);
  await expect(console.entries.getByText(`You clicked “button"'><img`)).toBeVisible();
  await isClean(console.page, "what was clicked");
  await isClean(shop.page, "the page that is shown");
  await console.walksTo("/co-browsing");
  await holds(console.page, "/co-browsing", "customer");
  await console.opens(await shop.conversation());
  await console.page.getByRole("button", { name: "End co-browsing" }).first().click();
}

/** A guest whose name is planted knocks, and is let into the call. */
export async function callsAGuest(shop: Customer, console: AgentActor, guest: Page): Promise<void> {
  const name = planted("guest", 120);
  const machines = freeTexts(guestClientMessageSchema).filter((path) => /^(data|act)\./.test(path));
  covering(guestClientMessageSchema, [{ name }], ...machines);
  await console.button("Audio call").click();
  await shop.frame.getByRole("button", { name: "Accept", exact: true }).click();
  await shop.frame.getByRole("button", { name: "Join now", exact: true }).click();
  await console.button("Invite to the call").click();
  await console.button("Link for guests").click();
  await guest.goto(await console.page.getByRole("textbox", { name: "Link for guests" }).inputValue());
  await guest.getByRole("textbox", { name: "Your name" }).fill(name);
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await console.page.keyboard.press("Escape");
  await holds(console.page, "who knocks", "guest");
  await console.button("Let in").click();
  await expect(shop.frame.locator(".call-dock")).toContainText(`guest"'><img`);
  await holds(guest, "the guest's own page", "agent");
  await isClean(console.page, "the call");
  await isClean(shop.page, "the customer's call");
  await console.button("End for all").click();
  await expect(console.entries).toContainText(`guest"'><img`);
  await isClean(console.page, "the log of the call");
}

/** The button of the single sign-on is planted, and so is the name of who first comes in by it. */
export async function offersASignOn(
  request: APIRequestContext,
  origin: string,
  stranger: BrowserContext,
): Promise<void> {
  const client = { id: planted("client"), secret: randomUUID() };
  const provider = await startProvider(origin, client, planted("newcomer", 120));
  const singleSignOn = {
    ...{ label: planted("label", 120), issuer: provider.issuer, clientId: client.id, clientSecret: client.secret },
    ...{ trustEmails: false, domains: ["newcomers.test"], newcomerRole: "agent", newcomerTeamIds: [] },
  };
  // The provider has to answer at its address, and its secret is shown to nobody.
  covering(signInChangeSchema, [{ singleSignOn }], "singleSignOn.clientSecret", "singleSignOn.issuer");
  const { version }: { version: number } = await (await request.get("/api/sign-in")).json();
  const data = { version, singleSignOn };
  const saved = await request.put("/api/sign-in", { data, headers: { origin } });
  expect(saved.ok(), await saved.text()).toBe(true);
  const page = await stranger.newPage();
  await page.goto("/settings/profile");
  await holds(page, "the sign-in", "label");
  await page.getByRole("link", { name: "Continue with" }).click();
  await page.getByPlaceholder("Enter any login").fill("somebody@newcomers.test");
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await holds(page, "the newcomer's profile", "newcomer");
  provider.stop();
}
