import { expect, test, unique } from "./actors.ts";
import { Customer } from "./customer.ts";

/*
 * The shop names Fala like itself, so its pages are no other site to the frame. A company's pages are: this one is served by
 * the shop's other name. Where a browser blocks third-party storage (private windows, "block third-party cookies", all of
 * Playwright's contexts) the widget's frame can keep nothing of its own there.
 */
test("a browser that lets the frame keep nothing has its conversation after a reload all the same", async ({
  people,
  demo,
  agent,
}) => {
  const { page, context } = await people.customer();
  const customer = new Customer(page, context, demo.shop.far);
  await context.route(`${demo.shop.far}/company`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>A company</title><h1>Bicycles</h1><script async src="${demo.origin}/widget.js?site=demo"></script>`,
    }),
  );
  const [question, answer] = [unique("Is my wheel there?"), unique("It arrives on Friday")];
  await customer.opensTheShop("/company");
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
