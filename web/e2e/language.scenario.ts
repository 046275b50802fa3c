import { expect, test, unique } from "./actors.ts";

test("a Brazilian customer and an English agent: the same facts, each side in its own language", async ({
  people,
  agent,
}) => {
  const customer = await people.customer({ locale: "pt-BR" });
  const question = unique("Bom dia, tem café?");
  await customer.page.goto(customer.shop);
  await customer.page.getByRole("button", { name: "Abrir chat" }).click();
  await expect(customer.frame.getByText("Olá! Como podemos ajudar?")).toBeVisible();
  await customer.frame.getByRole("textbox", { name: "Mensagem" }).fill(question);
  await customer.frame.getByRole("button", { name: "Enviar" }).click();

  await agent.opensTheConsole();
  await agent.opensFromTheList(question);
  await agent.takes();
  await expect(agent.entries).toContainText("You took the conversation");
  await expect(customer.log).toContainText("Agora você fala com Bruno Lima");
  await agent.button("Done").click();
  await expect(agent.entries).toContainText("You marked the conversation as done");
  await expect(customer.log).toContainText("Bruno Lima marcou esta conversa como concluída");
  await expect(customer.frame.locator("html")).toHaveAttribute("lang", "pt-BR");

  // Changed in the widget: what was said before is worded anew.
  await customer.frame.getByRole("button", { name: "Opções" }).click();
  await customer.frame.getByRole("combobox", { name: "Idioma" }).selectOption("en");
  await expect(customer.log).toContainText("Bruno Lima marked this conversation as done");
  await customer.page.reload();
  await expect(customer.log).toContainText("Bruno Lima marked this conversation as done");
});

test("the console is complete in Portuguese, chosen from the browser", async ({ people, customer, colleague }) => {
  const agent = await people.agent("bruno", { locale: "pt-BR" });
  const question = unique("In English please");
  await customer.asks(question);
  await agent.page.goto("/live-chat/waiting?sort=newest");
  await expect(agent.page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await agent.row(question).click();
  await colleague.opens(await customer.conversation());
  await agent.button("Atribuir a mim").click();
  await expect(agent.page.getByRole("button", { name: /^Responsável: Você/ })).toBeVisible();
  await expect(agent.entries).toContainText(/Você assumiu a conversa/);
  await expect(colleague.entries).toContainText("Bruno Lima took the conversation");
  await customer.sees("Bruno Lima now talks with you");
  await expect(agent.page.getByRole("tab", { name: "Resposta" })).toBeVisible();
  await expect(agent.page.getByRole("tab", { name: "Nota" })).toBeVisible();
  await expect(agent.page.getByRole("textbox", { name: "Mensagem" })).toBeVisible();
  for (const name of ["Aguardando", "Minhas", "Todas abertas", "Adiadas", "Concluídas"]) {
    await expect(agent.page.getByRole("link", { name, exact: true })).toBeVisible();
  }
  for (const path of ["/settings/profile", "/settings/security", "/settings/preferences"]) {
    await agent.page.goto(path);
    await expect(agent.page.getByRole("main").getByRole("heading").first()).toBeVisible();
    // A text without a translation would show as its key.
    expect(await agent.page.locator("body").innerText()).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z]?\w*\.[a-z]\w*\b/);
  }
});

test("light and dark follow the system, and the agent's choice is kept", async ({ people }) => {
  const agent = await people.agent("bruno", { colorScheme: "dark" });
  await agent.opensTheConsole("/settings/preferences");
  const ground = () =>
    agent.page.evaluate(() => {
      const probe = document.createElement("canvas").getContext("2d");
      if (!probe) return 0;
      const grounds = [document.body, document.documentElement].map((one) => getComputedStyle(one).backgroundColor);
      probe.fillStyle = grounds.find((color) => color !== "rgba(0, 0, 0, 0)") ?? "red";
      probe.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
      return (red + green + blue) / 3;
    });
  expect(await ground()).toBeLessThan(80);
  await agent.page.getByRole("radio", { name: "Light" }).check();
  await expect.poll(ground).toBeGreaterThan(200);
  await agent.page.reload();
  await expect(agent.page.getByRole("radio", { name: "Light" })).toBeChecked();
  await expect.poll(ground).toBeGreaterThan(200);
  await agent.page.getByRole("radio", { name: "As the system" }).check();
  await expect.poll(ground).toBeLessThan(80);
});
