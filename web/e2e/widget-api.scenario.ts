import { expect, test, unique } from "./actors.ts";

test("commands that the page gives before the loader has run are done when it has", async ({ customer, agent }) => {
  const question = unique("Before you were here");
  await customer.page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, {
      heard,
      fala: [
        ["on", "ready", () => heard.push("ready")],
        ["on", "open", () => heard.push("open")],
        ["set", { attributes: { basket: "3 bags" } }],
        ["identify", { name: "Otto Early", email: "otto@example.com" }],
        ["open"],
      ],
    });
  });
  await customer.page.goto(customer.shop);
  await expect(customer.message).toBeVisible();
  expect(await customer.page.evaluate(() => (Object(window) as { heard: unknown[] }).heard)).toEqual(["open", "ready"]);
  await customer.says(question);
  await agent.opensTheConsole();
  await agent.opensFromTheList(question);
  await expect(agent.panel.getByRole("heading", { name: "Otto Early" })).toBeVisible();
  await expect(agent.panel).toContainText("3 bags");
});

test("who is signed for is verified; plain words are shown as not verified", async ({
  customer,
  agent,
  expectNoise,
}) => {
  expectNoise(/status of 401/);
  const [plain, signed] = [unique("Paula"), unique("Petra")];
  await customer.asks(unique("Who am I?"));
  await agent.opens(await customer.conversation());
  await customer.pushes(["identify", { name: plain, email: "paula@example.com" }]);
  await expect(agent.panel.getByRole("heading", { name: plain })).toBeVisible();
  await expect(agent.panel).toContainText("Not verified");
  await expect(agent.entries).toContainText(`The site says that this is ${plain}`);

  await customer.isIdentified({ name: signed, email: `${signed.replace(" ", ".")}@example.com`.toLowerCase() });
  await expect(agent.panel.getByRole("heading", { name: signed })).toBeVisible();
  await expect(agent.panel).toContainText("The site signed for this name.");
  await expect(agent.entries).toContainText(`The site verified that this is ${signed}`);

  // A name that somebody else signed is nobody's, and the page's developer is told.
  const told = customer.page.waitForEvent("console", (message) => message.text().startsWith("Fala:"));
  await customer.pushes(["identify", { jwt: "e30.e30.c29tZWJvZHk" }]);
  await told;
  await expect(agent.panel.getByRole("heading", { name: signed })).toBeVisible();
});

test("attributes that the page sets are shown at once and go on being true", async ({ customer, agent }) => {
  await customer.asks(unique("What do you know?"));
  await agent.opens(await customer.conversation());
  await customer.pushes(["set", { attributes: { tier: "Silver", points: 12 } }]);
  await expect(agent.panel).toContainText("Silver");
  await customer.pushes(["set", { attributes: { tier: "Gold" } }]);
  await expect(agent.panel).toContainText("Gold");
  await expect(agent.panel).not.toContainText("Silver");
  await expect(agent.panel).toContainText("12");
});

test("a conversation starts on a topic, with words that the customer may change", async ({ customer, agent }) => {
  const words = unique("We are 40 people");
  await customer.opensTheShop();
  await customer.pushes(["start", { topic: "Wholesale", text: words }]);
  await expect(customer.message).toHaveValue(words);
  await expect(customer.frame.getByText("About Wholesale")).toBeVisible();
  await customer.frame.getByRole("button", { name: "Send" }).click();
  await customer.seesItSent(words);
  await agent.opens(await customer.conversation());
  await expect(agent.entries).toContainText("about “Wholesale”");
});

test("the page hears of what happens", async ({ customer, agent }) => {
  const [question, answer] = [unique("Loud?"), unique("And clear")];
  await customer.opensTheShop("/developers");
  const events = customer.page.getByRole("list", { name: "Events" });
  await expect(events).toContainText("ready");
  await customer.opensTheChat();
  await customer.says(question);
  await expect(events).toContainText(`message {"by":"customer","name":null,"text":"${question}"}`);
  await expect(events).toContainText(`conversation {"id":"${await customer.conversation()}"}`);
  await agent.opens(await customer.conversation());
  await agent.takes();
  await customer.closesTheChat();
  await agent.says(answer);
  await expect(events).toContainText(`message {"by":"agent","name":"Bruno Lima","text":"${answer}"}`);
  await expect(events).toContainText('unread {"count":1}');
  await expect(events).toContainText("close");
});

test("shutdown forgets the customer on this browser, in every tab", async ({ customer, agent }) => {
  const question = unique("Forget me");
  await customer.asks(question);
  const tab = await customer.opensATab();
  await tab.opensTheShop();
  await tab.opensTheChat();
  await tab.sees(question);

  await customer.pushes(["shutdown"]);
  await expect(customer.page.locator("fala-widget")).toHaveCount(0);
  await expect(tab.log.getByText(question)).toHaveCount(0);

  await customer.page.reload();
  await customer.opensTheShop();
  await customer.opensTheChat();
  await expect(customer.frame.getByText("Hello! How can we help?")).toBeVisible();
  await expect(customer.log.getByText(question)).toHaveCount(0);
  expect(await customer.kept("fala.conversation.")).toBeNull();
  // The company has not forgotten.
  await agent.opensTheConsole();
  await expect(agent.row(question)).toBeVisible();
});
