import { expect, test, unique } from "./actors.ts";

test("typing is seen in both directions, and the customer's words before they are sent", async ({
  customer,
  agent,
}) => {
  const peek = unique("I would like to know");
  await customer.asks(unique("Typing"));
  await agent.opens(await customer.conversation());
  await agent.takes();

  await customer.message.fill(peek);
  const ghost = agent.entries.locator('[data-kind="ghost"]');
  await expect(ghost).toContainText(peek);
  await expect(ghost).toContainText("is typing, not sent yet");
  await customer.message.fill("");
  await expect(ghost).toBeHidden();
  // What was typed and taken back is nowhere.
  await expect(agent.entries).not.toContainText(peek);

  await agent.message.pressSequentially("One moment");
  await expect(customer.frame.getByText("Bruno Lima is typing")).toBeAttached();
  await agent.message.fill("");
  await expect(customer.frame.getByText("Bruno Lima is typing")).not.toBeAttached();
});

test("links, line breaks and emoji arrive as they were written", async ({ customer, agent }) => {
  const first = unique("Look here: https://example.com/a?b=1&c=2");
  const text = `${first}\n<b>not bold</b> & "quoted"\n🙂👩‍🌾`;
  await customer.asks(unique("Text"));
  await agent.opens(await customer.conversation());

  await customer.message.fill(first);
  await customer.message.press("Shift+Enter");
  await customer.message.pressSequentially(`<b>not bold</b> & "quoted"`);
  await customer.message.press("Shift+Enter");
  await customer.message.pressSequentially("🙂👩‍🌾");
  await customer.message.press("Enter");

  await expect.poll(async () => (await agent.texts()).at(-1)).toBe(text);
  expect((await customer.texts()).at(-1)).toBe(text);
  const link = agent.entries.getByRole("link", { name: "https://example.com/a?b=1&c=2" });
  await expect(link).toHaveAttribute("href", "https://example.com/a?b=1&c=2");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(customer.log.getByRole("link", { name: "https://example.com/a?b=1&c=2" })).toBeVisible();
  await expect(agent.entries.locator(".entry-words").last()).toHaveCSS("white-space-collapse", /preserve|break-spaces/);
});

test("each side sees how far its words got: sent, delivered, read", async ({ customer, agent, colleague }) => {
  const [question, answer] = [unique("Are you there?"), unique("I am")];
  await customer.asks(question);
  const mark = customer.groupOf(question).locator(".message-mark");
  await agent.opens(await customer.conversation());
  await expect(mark).toHaveAttribute("data-mark", "read");

  await agent.takes();
  await customer.closesTheChat();
  await agent.says(answer);
  const foot = agent.entry(answer).locator(".entry-mark");
  await expect(foot).toHaveText("Delivered");
  await customer.opensTheChat();
  await expect(foot).toHaveText("Read");
  // Also for a colleague who comes later.
  await colleague.opens(await customer.conversation());
  await expect(colleague.entry(answer).locator(".entry-mark")).toHaveText("Read");
});

test("who else has the conversation open, and what they do in it, is visible to the team", async ({
  customer,
  agent,
  colleague,
}) => {
  await customer.asks(unique("Company"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  const viewers = agent.page.getByRole("button", { name: /^Also here: / });
  await expect(viewers).toBeHidden();

  await colleague.opens(conversation);
  await expect(viewers).toHaveAccessibleName("Also here: Carla Mendes has this open");
  await colleague.message.pressSequentially("I think");
  await expect(agent.page.getByRole("status").filter({ hasText: "Carla Mendes is replying" })).toBeVisible();
  await colleague.page.getByRole("tab", { name: "Note" }).click();
  await colleague.message.pressSequentially("between us");
  await expect(agent.page.getByRole("status").filter({ hasText: "Carla Mendes is writing a note" })).toBeVisible();
  await expect(customer.frame.getByText("Carla Mendes is typing")).not.toBeAttached();

  await colleague.page.close();
  await expect(viewers).toBeHidden();
});

test("a colleague's reply that arrives while the agent types is pointed out before sending", async ({
  customer,
  agent,
  colleague,
}) => {
  const [theirs, mine] = [unique("Carla answers"), unique("Bruno answers too")];
  await customer.asks(unique("Two at once"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.takes();
  await colleague.opens(conversation);

  await agent.message.fill(mine);
  await colleague.says(theirs);
  await agent.sees(theirs);
  await expect(agent.page.getByText("Carla Mendes replied while you were typing")).toBeVisible();
  await agent.button("Send").click();
  // Held back: nothing went out, and the words are still there.
  const anyway = agent.button("Send anyway");
  await expect(anyway).toBeFocused();
  await expect(agent.message).toHaveValue(mine);
  await expect(agent.entry(mine)).toBeHidden();

  await anyway.click();
  await customer.sees(mine);
  expect((await customer.texts()).slice(-2)).toEqual([theirs, mine]);
});

test("drafts survive switching conversations and a reload, in each of the two tabs", async ({
  customer,
  people,
  agent,
}) => {
  const [reply, note] = [unique("half a reply"), unique("half a note")];
  const other = await people.customer();
  const [one, two] = [unique("First to draft"), unique("Second to draft")];
  await customer.asks(one);
  await other.asks(two);
  const [first, second] = [await customer.conversation(), await other.conversation()];

  await agent.opens(first);
  await agent.message.fill(reply);
  await agent.page.getByRole("tab", { name: "Note" }).click();
  await agent.message.fill(note);
  await agent.opensFromTheList(two);
  await expect(agent.page).toHaveURL(new RegExp(second));
  await expect(agent.message).toHaveValue("");
  await expect(agent.row(one)).toContainText("Draft");

  await agent.page.reload();
  await agent.opensFromTheList(one);
  await expect(agent.message).toHaveValue(reply);
  await agent.page.getByRole("tab", { name: "Note" }).click();
  await expect(agent.message).toHaveValue(note);

  // The customer's own words too.
  const theirs = unique("half a question");
  await customer.message.fill(theirs);
  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await expect(customer.message).toHaveValue(theirs);
});

test("an agent's own message can be edited and deleted, truly, in every copy", async ({
  customer,
  agent,
  colleague,
}) => {
  const [wrong, right, secret] = [unique("It costs 10"), unique("It costs 12"), unique("The password is hunter2")];
  await customer.asks(unique("Price?"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.takes();
  await colleague.opens(conversation);
  await agent.says(wrong);
  await customer.sees(wrong);
  await agent.says(secret);
  await customer.sees(secret);

  await agent.entry(wrong).hover();
  await agent.entry(wrong).getByRole("button", { name: "Edit" }).click();
  const editor = agent.page.getByRole("textbox", { name: "Edit message" });
  await editor.fill(right);
  await agent.button("Save").click();
  await customer.sees(right);
  await expect(customer.log.getByText(wrong)).toHaveCount(0);
  await expect(customer.bubble(right)).toContainText("edited");
  await expect(colleague.entry(right)).toContainText("edited");
  // Nobody changes somebody else's words.
  await colleague.entry(right).hover();
  await expect(colleague.entry(right).getByRole("button", { name: "Edit" })).toHaveCount(0);

  await agent.entry(secret).hover();
  await agent.entry(secret).getByRole("button", { name: "Delete" }).click();
  await agent.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await customer.sees("Bruno Lima deleted this message");
  await expect(colleague.entries.getByText("Message deleted")).toBeVisible();

  // Truly: also for who comes afterwards, and in the file that is downloaded.
  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await customer.sees(right);
  await expect(customer.frame.locator("body")).not.toContainText(secret);
  await expect(customer.frame.locator("body")).not.toContainText(wrong);
  const transcript = await (await agent.page.request.get(`/api/conversations/${conversation}/transcript`)).text();
  expect(transcript).toContain(right);
  expect(transcript).not.toContain(secret);
  expect(transcript).not.toContain(wrong);
});
