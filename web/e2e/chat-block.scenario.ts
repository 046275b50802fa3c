import { expect, test, unique } from "./actors.ts";

test("a chat block with an article goes in its order, and the article opens in the widget", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("My espresso is sour"));
  await agent.opens(await customer.conversation());
  await agent.button("Chat block").click();
  const dialog = agent.page.getByRole("dialog", { name: "Send a chat block" });
  await dialog.getByRole("combobox", { name: "Search chat blocks" }).fill("right grind");
  const look = dialog.getByRole("group", { name: "What the customer will get" });
  await expect(look.getByRole("link", { name: "The right grind for your brewer" })).toBeVisible();
  await dialog.getByRole("button", { name: "Send 3 messages" }).click();
  await expect(customer.log.getByRole("button", { name: "French press", exact: true })).toBeVisible();
  const said = (await customer.texts()).slice(-3);
  expect(said.map((text) => text.split(" ")[0])).toEqual(["Good", "Here", "What"]);
  await customer.log.getByRole("button", { name: /The right grind for your brewer/ }).click();
  await expect(customer.frame.getByRole("heading", { name: "The right grind for your brewer" })).toBeVisible();
});

test("a chat block is looked at, sent, and answered with one tap, which both sides see", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("Do you have a subscription?"));
  await agent.opens(await customer.conversation());
  await agent.takes();
  await agent.button("Chat block").click();
  const dialog = agent.page.getByRole("dialog", { name: "Send a chat block" });
  await dialog.getByRole("combobox", { name: "Search chat blocks" }).fill("subscr");
  await expect(dialog.getByRole("group", { name: "What the customer will get" })).toContainText(
    "Which one shall I set up",
  );
  await dialog.getByRole("button", { name: "Send 3 messages" }).click();

  const choice = customer.frame.getByRole("group", { name: "Answer with one tap" });
  await choice.getByRole("button", { name: "House" }).click();
  await expect(choice.getByRole("button")).toHaveCount(0);
  await expect(choice.getByRole("img", { name: "Chosen:" })).toBeVisible();
  // The word alone is the answer; what was offered has it among others.
  await expect(agent.entries.locator(".entry .ui-rich-text").filter({ hasText: /^House$/ })).toHaveCount(1);
  await expect(agent.entry("Which one shall I set up").getByRole("img", { name: "Chosen:" })).toBeVisible();
});
