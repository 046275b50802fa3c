import { expect, test, unique } from "./actors.ts";
import { Customer } from "./customer.ts";

/*
 * The shop's `far` name is another site than Fala's. Where a browser blocks third-party storage (private windows, "block
 * third-party cookies", all of Playwright's contexts) the widget's frame can keep nothing of its own.
 */
test("a browser that lets the frame keep nothing has its conversation after a reload all the same", async ({
  people,
  demo,
  agent,
}) => {
  const near = await people.customer();
  const customer = new Customer(near.page, near.context, demo.shop.far);
  const [question, answer] = [unique("Is my wheel there?"), unique("It arrives on Friday")];
  await customer.opensTheShop();
  await customer.opensTheChat();
  const blocked = await customer.message.evaluate(() => {
    try {
      return localStorage.length < 0;
    } catch {
      return true;
    }
  });
  expect(blocked, "this browser lets the frame keep things: the scenario shows nothing").toBe(true);
  await customer.says(question);
  await customer.seesItSent(question);
  await agent.opensTheConsole();
  await agent.opensFromTheList(question);

  await customer.page.reload();
  await agent.says(answer);
  await expect(customer.launcher.locator(".badge")).toHaveText("1");
  await customer.opensTheChat();
  await customer.sees(question);
  await customer.sees(answer);
});
