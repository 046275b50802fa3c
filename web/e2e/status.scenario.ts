import { randomUUID } from "node:crypto";
import { expect, test, unique } from "./actors.ts";
import { asAgent } from "./wire.ts";

test("Done in the Status menu, taken back, and opened again", async ({ customer, agent, colleague }) => {
  const question = unique("A short one");
  await customer.asks(question);
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.takes();
  await colleague.opensTheConsole("/live-chat/open");
  await expect(colleague.row(question)).toBeVisible();

  await agent.choosesStatus("Done");
  await expect(agent.toasts).toContainText("Marked as done");
  await expect(colleague.row(question)).toBeHidden();
  await customer.sees("Bruno Lima marked this conversation as done");

  await agent.toasts.getByRole("button", { name: "Undo" }).click();
  await expect(agent.entries).toContainText("You opened the conversation again");
  await expect(colleague.row(question)).toBeVisible();

  await agent.button("Done").click();
  await expect(agent.button("Reopen")).toBeVisible();
  await colleague.goesToTheList("Done");
  await expect(colleague.row(question)).toBeVisible();
  await agent.button("Reopen").click();
  await expect(agent.button("Done")).toBeVisible();
  await expect(colleague.row(question)).toBeHidden();
});

test("the customer's next message opens a conversation that was done", async ({ customer, agent }) => {
  const [question, again] = [unique("Thanks, that is all"), unique("One more thing")];
  await customer.asks(question);
  await agent.opens(await customer.conversation());
  await agent.takes();
  await agent.button("Done").click();
  await customer.sees("Write again to open it.");
  await agent.page.getByRole("link", { name: "Settings" }).click();
  // Only who has left the conversation is told by a card.
  await agent.page.waitForURL(/settings/);

  await customer.says(again);

  const card = agent.notification(again);
  await expect(card).toContainText("Wrote again");
  await card.click();
  await expect(agent.entries).toContainText(/Open again, because .* wrote/);
  await expect(agent.button("Done")).toBeVisible();
  await expect(agent.page.getByRole("button", { name: "Owner: You" })).toBeVisible();
});

test("where its owner is away, it waits in the team again", async ({ customer, people, agent }) => {
  const [question, again] = [unique("See you tomorrow"), unique("I am back")];
  const emma = await people.agent("emma");
  await customer.asks(question);
  await emma.opens(await customer.conversation());
  await emma.takes();
  await emma.button("Done").click();
  await expect(emma.button("Reopen")).toBeVisible();
  await emma.page.getByRole("button", { name: "Availability: Available" }).click();
  await emma.page.getByRole("menuitemradio", { name: /^Away/ }).click();
  await expect(emma.page.getByRole("button", { name: "Availability: Away" })).toBeVisible();
  await agent.opensTheConsole("/settings/profile");

  await customer.says(again);

  await expect(agent.notification(again)).toContainText("New conversation");
  await expect(emma.entries).toContainText("Its owner is away, so the conversation is waiting in the team again");
  await expect(emma.button("Assign to me")).toBeVisible();
  await agent.notification(again).click();
  await agent.takes();
  await customer.sees("Bruno Lima now talks with you");

  await emma.page.getByRole("button", { name: "Availability: Away" }).click();
  await emma.page.getByRole("menuitemradio", { name: /^Available/ }).click();
  await expect(emma.page.getByRole("button", { name: "Availability: Available" })).toBeVisible();
});

test.describe("Snooze", () => {
  test("until the next reply", async ({ customer, agent, colleague }) => {
    const [question, reply] = [unique("I will look it up"), unique("It is number 7")];
    await customer.asks(question);
    await agent.opens(await customer.conversation());
    await agent.takes();
    await colleague.opensTheConsole("/live-chat/snoozed");

    await agent.choosesStatus("Snooze");
    await agent.page.getByRole("dialog").getByRole("button", { name: "Until the next reply" }).click();
    await expect(agent.entries).toContainText("You snoozed the conversation until the next reply");
    await expect(colleague.row(question)).toContainText("Until the next reply");
    // The customer is not told that somebody waits for them.
    await expect(customer.log).not.toContainText(/snooz/i);

    await customer.says(reply);
    await expect(agent.entries).toContainText(/Open again, because .* wrote/);
    await expect(colleague.row(question)).toBeHidden();
    await expect(colleague.row(reply)).toBeHidden();
  });

  test("until a time: it comes back by itself", async ({ somebodyAsks, agent, colleague }) => {
    const question = unique("Ring me at ten");
    const conversation = await somebodyAsks(question);
    await agent.opens(conversation);
    await agent.takes();
    await colleague.opensTheConsole("/live-chat/snoozed");

    await agent.choosesStatus("Snooze");
    await agent.page
      .getByRole("dialog")
      .getByRole("button", { name: /^In one hour/ })
      .click();
    await expect(agent.entries).toContainText("You snoozed the conversation until");
    await expect(colleague.row(question)).toContainText("Until");
    await expect(agent.page.getByRole("main").getByText(/^Snoozed until /)).toBeVisible();

    // A few seconds are no choice in the dialog; the command is the same. Where it arrives too late, because the machine is busy, it is refused.
    let until = 0;
    await expect(async () => {
      until = Date.now() + 3_000;
      const snooze = { kind: "status", id: randomUUID(), to: "snoozed", until };
      expect((await asAgent(agent, conversation, [snooze])).answers).toMatchObject([{ kind: "ack" }]);
    }).toPass();
    await expect(agent.entries).toContainText("Back from snooze");
    await expect(colleague.row(question)).toBeHidden();
    expect(Date.now()).toBeGreaterThanOrEqual(until);
  });

  test("until a time that is past is refused where it is chosen", async ({ somebodyAsks, agent }) => {
    await agent.opens(await somebodyAsks(unique("Yesterday")));
    await agent.choosesStatus("Snooze");
    const dialog = agent.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Date and time…" }).click();
    await dialog.getByLabel("Date", { exact: true }).fill(new Date().toISOString().slice(0, 10));
    await dialog.getByLabel("Time", { exact: true }).fill("00:00");
    await dialog.getByRole("button", { name: "Snooze", exact: true }).click();
    await expect(dialog.getByRole("alert")).toHaveText("Choose a time in the future, within a year.");
    await expect(agent.entries).not.toContainText("You snoozed");
  });
});
