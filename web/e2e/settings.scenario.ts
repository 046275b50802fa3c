import { expect, test, unique } from "./actors.ts";
import { ask } from "./ask.ts";
import { openInTwoDays } from "./hours.ts";

const wholesale = "/settings/sites/site-demo-wholesale";

test("[WK1] of two who change a site at once, the second is told, and goes on with both changes", async ({
  owner,
  expectNoise,
}) => {
  expectNoise(/409 \(Conflict\)/);
  const other = await owner.opensATab();
  await Promise.all([owner.opensTheConsole(wholesale), other.page.goto(wholesale)]);
  const preview = owner.page.frameLocator(".site-preview-frame");
  const words = unique("Beans for you");
  await owner.page.getByRole("textbox", { name: "English" }).fill(words);
  await expect(preview.getByText(words)).toBeVisible();

  const name = unique("Cafés");
  await other.page.getByRole("textbox", { name: "Name" }).fill(name);
  await other.button("Save").click();
  await expect(other.page.getByRole("heading", { name })).toBeVisible();

  await owner.button("Save").click();
  await owner.button("Keep my changes on top of theirs").click();
  await expect(owner.page.getByRole("textbox", { name: "Name" })).toHaveValue(name);
  await expect(owner.page.getByRole("textbox", { name: "English" })).toHaveValue(words);
  await owner.button("Save").click();
  await expect(owner.button("Save")).toBeHidden();

  // What is not saved is not left by accident.
  await owner.page.getByRole("textbox", { name: "Name" }).fill("Half a name");
  await owner.page.getByRole("link", { name: "All sites" }).click();
  await owner.button("Stay here").click();
  await expect(owner.page.getByRole("textbox", { name: "Name" })).toHaveValue("Half a name");
});

test("[WK3][HO6] an origin that is none and hours that never open are refused with a sentence", async ({ owner }) => {
  await owner.opensTheConsole(wholesale);
  await owner.page.getByRole("textbox", { name: "Origin" }).fill("not an origin");
  await owner.button("Add").click();
  await expect(owner.page.getByText("This is no address of a site.")).toBeVisible();

  await owner.page.goto("/settings/hours/team-sales");
  await owner.page.getByRole("group", { name: "Week" }).waitFor();
  const remove = owner.page.getByRole("group", { name: "Week" }).getByRole("button", { name: "Remove these hours" });
  while ((await remove.count()) > 0) await remove.first().click();
  for (const holiday of await owner.page.locator(".hours-holiday").all()) {
    const range = holiday.getByRole("button", { name: "Remove these hours" });
    if ((await range.count()) > 0) await range.click();
  }
  await owner.button("Save").click();
  await expect(owner.page.getByRole("alert").filter({ hasText: "nobody is ever there" })).toBeVisible();
  await owner.button("Discard").click();
  await expect(owner.page.getByRole("group", { name: "Week" }).getByText("Closed")).toHaveCount(1);
});

test("[HO10][HO12][HO13] outside of the hours a customer reads when somebody will be there, and leaves an e-mail", async ({
  owner,
  people,
  demo,
}) => {
  await owner.opensTheConsole("/settings/hours");
  const { all } = await ask<{ all: { teamId: string | null; version: number }[] }>(owner.page, "GET", "/api/hours");
  const version = all.find(({ teamId }) => teamId === "team-wholesale")?.version ?? 0;
  const hours = openInTwoDays();
  await ask(owner.page, "PUT", "/api/hours/team-wholesale", { version, hours });
  const site = await ask<{ key: string }>(owner.page, "POST", "/api/sites", {
    name: "Night",
    allowedOrigins: [demo.shop.near],
    defaultTeamId: "team-wholesale",
    look: { color: "#2740b0", position: "end" },
    greeting: { en: "Hello", "pt-BR": "Olá" },
  });

  const customer = await people.customer({ locale: "pt-BR", timezoneId: "America/Sao_Paulo" });
  await customer.finds(site.key);
  await customer.page.goto(demo.shop.near);
  await customer.page.getByRole("button", { name: "Abrir chat" }).click();
  await expect(customer.frame.getByText("Não há ninguém aqui agora")).toBeVisible();
  // 12:00 in UTC is 9:00 for this reader.
  await expect(customer.frame.getByText(/^Voltamos .* às 0?9:00\.$/)).toBeVisible();

  const email = customer.frame.getByRole("textbox", { name: /deixe o seu e-mail/ });
  await email.fill("clara at example");
  await customer.frame.getByRole("button", { name: "Salvar" }).click();
  await expect(customer.frame.getByText("Isto não é um e-mail.")).toBeVisible();
  await email.fill("clara@example.com");
  await customer.frame.getByRole("button", { name: "Salvar" }).click();
  await expect(customer.frame.getByText("Podemos falar com você em clara@example.com.")).toBeVisible();
  await expect(customer.frame.getByRole("textbox", { name: "Mensagem" })).toBeEditable();
});

test("[WK5] the owner sees where the script tag waits to be allowed, that it waits until they save, and then works", async ({
  owner,
  customer,
  demo,
}) => {
  await owner.opensTheConsole("/settings/sites");
  const site = await ask<{ id: string; key: string }>(owner.page, "POST", "/api/sites", {
    name: "Bakery",
    allowedOrigins: ["https://bakery.example"],
    defaultTeamId: "team-wholesale",
    look: { color: "#2740b0", position: "end" },
    greeting: { en: "Hello", "pt-BR": "Olá" },
  });
  await customer.finds(site.key);
  await customer.page.goto(demo.shop.near);
  await owner.opensTheConsole(`/settings/sites/${site.id}`);
  const [page, origin] = [owner.page, new URL(demo.shop.near).origin];
  await expect(async () => {
    await owner.button("Check again").click();
    await expect(page.getByText(`Seen on ${origin}, which is not allowed`)).toBeVisible({ timeout: 500 });
  }).toPass();
  await owner.button("Allow it").click();
  await expect(page.getByText(`Starts on ${origin} when you have saved`)).toBeVisible();
  await owner.button("Save").click();
  await expect(page.getByText(`Works on ${origin}`)).toBeVisible();
  await customer.opensTheShop();
});

test("what is not there is said to be gone, with the way back, and cannot be tried again", async ({
  owner,
  expectNoise,
}) => {
  expectNoise(/status of 404/);
  for (const [path, back] of [
    ["/settings/teams/gone", "All teams"],
    ["/settings/sites/gone", "All sites"],
    ["/settings/agents/gone", "Agents"],
  ] as const) {
    await owner.page.goto(path);
    const pane = owner.page.locator(".settings-page");
    await expect(pane).toContainText("What you look for is not here");
    await expect(pane.getByRole("button", { name: "Try again" })).toBeHidden();
    await pane.getByRole("link", { name: back }).click();
    await expect(owner.page).toHaveURL(path.replace("/gone", ""));
  }
});
