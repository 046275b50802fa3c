import { expect, test, unique } from "./actors.ts";

test("the panel says who the customer is, where they are on the site, and what they did before", async ({
  people,
  agent,
}) => {
  const customer = await people.customer({ locale: "pt-BR" });
  const question = unique("Quem sou eu?");
  await customer.page.goto(`${customer.shop}/help`);
  await customer.page.goto(`${customer.shop}/cart`);
  await customer.pushes(["set", { attributes: { plan: "Bean club", orders: 7, vip: true } }]);
  await customer.page.getByRole("button", { name: "Abrir chat" }).click();
  await customer.frame.getByRole("textbox", { name: "Mensagem" }).fill(question);
  await customer.frame.getByRole("button", { name: "Enviar" }).click();
  await expect(customer.log.getByText(question)).toBeVisible();
  await agent.opensTheConsole();
  await agent.opensFromTheList(question);

  const panel = agent.panel;
  await expect(panel).toContainText("On the site now");
  await expect(panel).toContainText("Not verified Nobody said who this is.");
  await expect(panel.getByText("Language", { exact: true })).toBeVisible();
  await expect(panel).toContainText("Brazilian Portuguese");
  await expect(panel).toContainText(/Computer · Chrom/);
  for (const [name, value] of [
    ["plan", "Bean club"],
    ["orders", "7"],
    ["vip", "Yes"],
  ] as const) {
    await expect(
      panel
        .locator("div")
        .filter({ has: agent.page.locator("dt", { hasText: name }) })
        .last(),
    ).toContainText(value);
  }
  await expect(panel).toContainText("Now on");
  await expect(panel.getByRole("listitem").first()).toContainText("Your cart · Serra Coffee");
  await expect(panel.getByRole("listitem").nth(1)).toContainText("Help · Serra Coffee");
  await expect(panel).toContainText("This is the first one.");

  // Live: another page, then gone.
  await customer.page.getByRole("link", { name: "Serra, home" }).click();
  await expect(panel.getByRole("listitem").first()).toContainText("roasted in the Mantiqueira");
  await customer.page.goto("about:blank");
  await expect(panel).toContainText("Not on the site");
  await expect(panel).toContainText("Last seen on");
});

test("earlier conversations of the same customer are a press away", async ({ people, agent }) => {
  const name = unique("Helena");
  const who = { name, email: `${name.replace(" ", ".").toLowerCase()}@example.com` };
  const [before, now] = [unique("In spring"), unique("In autumn")];

  // On one computer the shop knows her; on another she writes first and signs in then.
  const atHome = await people.customer();
  await atHome.opensTheShop();
  await atHome.isIdentified(who);
  await atHome.opensTheChat();
  await atHome.says(before);
  await atHome.seesItSent(before);
  const atWork = await people.customer();
  await atWork.asks(now);
  await agent.opensTheConsole();
  await agent.opensFromTheList(now);
  await expect(agent.panel).toContainText("Not verified");
  await expect(agent.panel).toContainText("This is the first one.");

  await atWork.isIdentified(who);

  await expect(agent.entries).toContainText(`The site verified that this is ${name}`);
  await expect(agent.panel.getByRole("heading", { name })).toBeVisible();
  await expect(agent.panel.getByRole("link", { name: who.email })).toBeVisible();
  await expect(agent.panel).toContainText("The site signed for this name.");
  await agent.page.reload();
  await agent.panel.getByRole("link").filter({ hasText: before }).click();
  await agent.sees(before);
  await expect(agent.entries).not.toContainText(now);
});
