import { expect, test, unique } from "./actors.ts";

test("an agent handles a new conversation from the customer's first word to Done", async ({
  customer,
  agent,
  colleague,
}) => {
  const question = unique("Where is my grinder?");
  const answer = unique("It left us this morning.");
  const note = unique("Carrier lost the first one");
  const thanks = unique("Wonderful, thank you!");

  await agent.opensTheConsole("/settings/profile");
  await colleague.opensTheConsole();

  // The customer's first word, and not before: a conversation.
  await customer.opensTheShop("/help");
  await customer.opensTheChat();
  await customer.says(question);
  await customer.seesItSent(question);

  // It calls at the top right wherever the agent is, and stands in the colleague's list.
  const card = agent.notification(question);
  await expect(card).toContainText("New conversation");
  await expect(agent.page.getByRole("link", { name: "Live Chat" })).toHaveAccessibleDescription(
    /conversations? needs? you/,
  );
  await expect(agent.page).toHaveTitle(/^\(\d+\) /);
  await expect(colleague.row(question)).toBeVisible();
  await card.click();
  await agent.sees(question);
  await colleague.opensFromTheList(question);

  // Assign to me: all of the team see whose it is, and the customer sees who talks to them.
  await agent.takes();
  await expect(agent.entries).toContainText("You took the conversation");
  await expect(colleague.entries).toContainText("Bruno Lima took the conversation");
  await expect(colleague.button("Assign to me")).toBeHidden();
  await expect(customer.frame.getByRole("heading", { name: "Bruno Lima" })).toBeVisible();
  await customer.sees("Bruno Lima now talks with you");

  // Talk, and a note that only the team sees.
  await agent.says(answer);
  await customer.sees(answer);
  await colleague.sees(answer);
  await agent.writesANote(note);
  await colleague.sees(note);
  await customer.says(thanks);
  await agent.sees(thanks);
  await expect(customer.page.locator("body")).not.toContainText(note);
  await expect(customer.log).not.toContainText(note);

  // The green check.
  await agent.button("Done").click();
  await expect(agent.entries).toContainText("You marked the conversation as done");
  await expect(colleague.entries).toContainText("Bruno Lima marked the conversation as done");
  await customer.sees("Bruno Lima marked this conversation as done");
  await agent.goesToTheList("Done");
  await expect(agent.list("Done").getByRole("link").filter({ hasText: thanks })).toBeVisible();
  await agent.goesToTheList("Mine");
  await expect(agent.row(thanks)).toBeHidden();

  expect(await customer.texts()).toEqual([question, answer, thanks]);
});
