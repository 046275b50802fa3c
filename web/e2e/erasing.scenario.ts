import { expect, test, unique } from "./actors.ts";

test("[CV92][CV93] who may erases a conversation: it leaves every list and both sides; the customer begins anew", async ({
  customer,
  agent,
  owner,
  expectNoise,
}) => {
  // The link leads nowhere any more, and the browser writes a line for that.
  expectNoise(/404 \(Not Found\) \(.*\/api\/conversations\//);
  const words = unique("Please forget me");
  await customer.asks(words);
  await agent.opensTheConsole();
  await expect(agent.row(words)).toBeVisible();
  const conversation = await customer.conversation();
  await owner.opens(conversation);
  await owner.button("Status").click();
  await owner.page.getByRole("menuitem", { name: "Erase…" }).click();
  const question = owner.page.getByRole("alertdialog");
  await expect(question).toContainText("Nobody can bring it back.");
  await question.getByRole("button", { name: "Erase conversation" }).click();
  await expect(owner.toasts).toContainText("The conversation was erased");
  await expect(agent.row(words)).toHaveCount(0);

  // An agent who has the link hears that there is nothing, and has nothing of the menu.
  await agent.page.goto(`/live-chat/open/${conversation}`);
  await expect(agent.page.getByText("There is no such conversation")).toBeVisible();
  // So does who pressed a link that took the full stop behind it along.
  await agent.page.goto(`/live-chat/open/${conversation}.`);
  await expect(agent.page.getByText("There is no such conversation")).toBeVisible();
  await expect(customer.log.getByText(words)).toHaveCount(0);
  const again = unique("Hello again");
  await customer.says(again);
  await customer.seesItSent(again);
  expect(await customer.conversation()).not.toBe(conversation);
  await agent.opens(await customer.conversation());
  await agent.button("Status").click();
  await expect(agent.page.getByRole("menuitem", { name: "Download transcript" })).toBeVisible();
  await expect(agent.page.getByRole("menuitem", { name: "Erase…" })).toHaveCount(0);
});
