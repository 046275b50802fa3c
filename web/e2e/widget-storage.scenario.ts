import { expect, test, unique } from "./actors.ts";
import { Customer } from "./customer.ts";

/*
 * The shop names Fala like itself, so to the frame its pages are no other site. A company's pages are: here the shop's other
 * name carries the script tag of Fala's own. Where a browser blocks third-party storage (private windows, "block
 * third-party cookies", all of Playwright's contexts) the widget's frame can keep nothing of its own there.
 */
test("a browser that lets the frame keep nothing has its conversation after a reload all the same", async ({
  people,
  demo,
  agent,
}) => {
  // The shop's own policy knows Fala by the other name only.
  const { page, context } = await people.customer({ bypassCSP: true });
  const customer = new Customer(page, context, demo.shop.far);
  await context.route("http://127.0.0.1:*/widget.js*", (route) => route.fulfill({ contentType: "text/javascript" }));
  await context.addInitScript((src) => {
    if (window.top !== window) return;
    addEventListener("DOMContentLoaded", () => {
      document.head.append(Object.assign(document.createElement("script"), { src }));
    });
  }, `${demo.origin}/widget.js?site=demo`);
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

  await customer.closesTheChat();
  await customer.page.reload();
  await agent.says(answer);
  await expect(customer.launcher.locator(".badge")).toHaveText("1");
  await customer.opensTheChat();
  await customer.sees(question);
  await customer.sees(answer);
});
