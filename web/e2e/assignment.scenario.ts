import { expect, test, unique } from "./actors.ts";
import { Line } from "./cut.ts";

test.describe("Assign to me", () => {
  test("pressed by two agents in the same instant: one gets it, the other is told who did", async ({
    customer,
    agent,
    colleague,
  }) => {
    const question = unique("Who takes me?");
    await customer.asks(question);
    const conversation = await customer.conversation();
    const lines = await Promise.all([agent, colleague].map(({ page }) => Line.into(page, /\/ws\//)));
    await Promise.all([agent.opens(conversation), colleague.opens(conversation)]);
    await expect(agent.button("Assign to me")).toBeEnabled();
    await expect(colleague.button("Assign to me")).toBeEnabled();

    // The same instant: neither hears anything of the other before both have pressed.
    for (const line of lines) line.holds();
    await Promise.all([agent, colleague].map((each) => each.button("Assign to me").click()));
    for (const line of lines) line.letsGo();

    await expect(agent.entries).toContainText(/took the conversation/);
    const winner = (await agent.entries.getByText("You took the conversation").isVisible()) ? agent : colleague;
    const loser = winner === agent ? colleague : agent;
    await expect(loser.toasts).toContainText(`${winner.name} was faster: the conversation is theirs.`);
    await expect(winner.entries.getByText("You took the conversation")).toHaveCount(1);
    await expect(loser.entries.getByText(`${winner.name} took the conversation`)).toHaveCount(1);
    await expect(loser.entries.getByText("You took the conversation")).toHaveCount(0);
    await expect(customer.log.getByText(`${winner.name} now talks with you`)).toHaveCount(1);
    await expect(customer.log.getByText(`${loser.name} now talks with you`)).toHaveCount(0);
  });

  test("[HO11][CV53] whoever waits sees their place in the line; once it is somebody's, a colleague can take it over, and the customer sees who talks now", async ({
    customer,
    agent,
    colleague,
    people,
  }) => {
    await customer.asks(unique("Take me over"));
    const conversation = await customer.conversation();
    await agent.opens(conversation);
    const behind = await people.customer();
    await behind.asks(unique("Take me too"));
    await expect(customer.place).toBeVisible();
    await expect(behind.place).toContainText(/You are number \d+ in the line/);
    // Other scenarios wait in the same line, so which number it is differs from run to run.
    const before = await behind.place.innerText();
    await agent.takes();
    await expect(customer.place).toBeHidden();
    await expect(behind.place).not.toHaveText(before, { useInnerText: true });
    await colleague.opens(conversation);
    await expect(colleague.button("Assign to me")).toBeHidden();

    await colleague.page.getByRole("button", { name: /^Owner:/ }).click();
    await colleague.page.getByRole("menuitem", { name: "Take over from Bruno Lima" }).click();

    await expect(agent.entries).toContainText("Carla Mendes took the conversation");
    await customer.sees("Carla Mendes now talks with you");
    await expect(customer.frame.getByRole("heading", { name: "Carla Mendes" })).toBeVisible();
  });
});

test.describe("Transfer", () => {
  test("to an agent, with a comment that becomes a note and never reaches the customer", async ({
    customer,
    agent,
    colleague,
  }) => {
    const question = unique("Transfer me to Carla");
    const comment = unique("Third crack this week");
    await colleague.opensTheConsole("/settings/profile");
    await customer.asks(question);
    await agent.opens(await customer.conversation());
    await agent.takes();

    await agent.button("Transfer").click();
    // Each agent with their availability, each team.
    const options = agent.page.getByRole("listbox", { name: "Find an agent or a team" });
    await expect(options.getByRole("option", { name: /Carla Mendes/ })).toContainText(/\d+ of 5\s*(Available|Away)/);
    await expect(options.getByRole("option", { name: /^Sales/ })).toBeVisible();
    await agent.page.keyboard.press("Escape");
    await agent.transfersTo("Carla Mendes", comment);

    await expect(agent.entries).toContainText("You transferred the conversation to Carla Mendes");
    await expect(agent.entry(comment)).toHaveAttribute("data-kind", "note");
    // It is announced to whom it was given, wherever they are.
    const card = colleague.notification(question);
    await expect(card).toContainText("This conversation is yours now");
    await card.click();
    await colleague.sees(comment);
    await expect(colleague.entries).toContainText("Bruno Lima transferred the conversation to you");
    await customer.sees("Carla Mendes now talks with you");
    await expect(customer.frame.locator("body")).not.toContainText(comment);
  });
});
