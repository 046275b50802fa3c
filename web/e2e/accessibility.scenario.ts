import { expect, test, unique } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";

for (const [size, options] of [
  ["desktop", desktop],
  ["phone", phone],
] as const) {
  test(`axe finds nothing in the console, light and dark, ${size}`, async ({
    customer,
    people,
    owner,
    browser,
    baseURL,
    expectNoise,
  }) => {
    // Of a colleague who takes theirs away in another scenario meanwhile.
    expectNoise(/status of 404.*\/pictures\//);
    // Some twenty screens, each judged by axe in two schemes.
    test.slow();
    const found: string[] = [];
    const agent = await people.agent("bruno", options);
    const look = async (what: string, part?: string) => found.push(...(await violations(agent.page, what, part)));
    const question = unique("Can everybody read this? https://example.com");
    await customer.asks(question);
    await owner.opens(await customer.conversation());
    await owner.takes();
    await owner.writesANote("A note, with @Bruno Lima in it");
    await owner.says("Of course.");
    await customer.says("And this?");

    await agent.page.goto("/live-chat/waiting");
    await expect(agent.list("Waiting")).toBeAttached();
    await look("waiting");
    // Lists differ in their rows alone, and not by how wide they are.
    for (const list of size === "phone" ? [] : ["Mine", "All open", "Snoozed", "Done"]) {
      await agent.goesToTheList(list);
      await expect(agent.list(list)).toBeAttached();
      await look(list, ".inbox");
    }
    await agent.page.getByRole("textbox", { name: "Search conversations" }).fill("coffee");
    await expect(agent.list("Search results").or(agent.page.getByText("Nothing found")).first()).toBeVisible();
    await look("search", ".inbox");

    await agent.opens(await customer.conversation());
    await agent.sees("And this?");
    await look("conversation");
    await agent.page.getByRole("tab", { name: "Note" }).click();
    await agent.message.fill("A note that is being written");
    await look("note", ".composer-place");
    // By key: a card of somebody who waits may lie over it.
    await agent.button("Transfer").press("Enter");
    await agent.page.getByRole("option", { name: /Carla Mendes/ }).click();
    await look("transfer", "[role=dialog]");
    await agent.page.keyboard.press("Escape");
    await agent.button("Status").press("Enter");
    await look("status menu", "[role=menu]");
    await agent.page.getByRole("menuitem", { name: /^Snooze/ }).click();
    await expect(agent.page.getByRole("dialog")).toBeVisible();
    await agent.page.getByRole("button", { name: "Date and time…" }).click();
    await look("snooze", "[role=dialog]");
    await agent.page.keyboard.press("Escape");
    if (size === "phone") {
      await agent.button("Show customer").press("Enter");
      await expect(agent.panel).toBeVisible();
      await look("customer", ".customer-panel");
    }

    for (const page of ["profile", "security", "preferences"]) {
      await agent.walksTo(`/settings/${page}`);
      await look(page, page === "profile" ? undefined : "main");
    }
    await agent.walksTo("/nowhere");
    await expect(agent.page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    await look("missing page", "main");

    const out = await browser.newContext({ ...options, ...(baseURL ? { baseURL } : {}) });
    const entrance = await out.newPage();
    await entrance.goto("/sign-in");
    await expect(entrance.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    await entrance.getByRole("button", { name: "Sign in" }).click();
    found.push(...(await violations(entrance, "sign-in")));
    await out.close();
    expect(found).toEqual([]);
  });

  test(`axe finds nothing in the widget, light and dark, ${size}`, async ({ people, agent }) => {
    const found: string[] = [];
    const customer = await people.customer(options);
    const look = async (what: string, part = "fala-widget") =>
      found.push(...(await violations(customer.page, what, part)));
    await customer.opensTheShop();
    // The shop's own page too, once.
    await look("launcher", "html");
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
