import { seedDemo } from "../../.tools/demo.ts";
import { expect, test, unique } from "./actors.ts";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { frameOf, hearsAndSees, watchMedia, withMedia } from "./media.ts";
import { startFreshProduct } from "./second-product.ts";
import { demoAgents, demoPassword } from "./sign-in.ts";

/*
 * Calls while the product is deployed anew: its processes end, and every object with them. Only where FALA_CALLS is set, since it needs a
 * product of its own: `npm run test:calls`.
 */
test.skip(!process.env["FALA_CALLS"], "A product of its own is made where FALA_CALLS is set.");
test.use(withMedia);

test("[CA14][CA15] a deploy while it rings and another one while people talk: it rings on, and media does not notice", async ({
  browser,
  expectNoise,
}) => {
  test.slow();
  expectNoise(/net::ERR_|WebSocket connection|status of 5\d\d/);
  const product = await startFreshProduct();
  try {
    await seedDemo(product.origin, product.setupToken, Number(new URL(product.shop).port));
    await product.opensAShop("demo");
    const context = await browser.newContext({ baseURL: product.origin });
    const agent = new AgentActor(await context.newPage(), context, demoAgents.bruno.name);
    await watchMedia(agent.page);
    const visitors = await browser.newContext();
    const customer = new Customer(await visitors.newPage(), visitors, product.shop);
    await watchMedia(customer.page);
    await agent.page.goto("/sign-in");
    await agent.page.getByRole("textbox", { name: "E-mail" }).fill(demoAgents.bruno.email);
    await agent.page.getByRole("textbox", { name: "Password" }).fill(demoPassword);
    await agent.button("Sign in").click();
    await expect(agent.page.getByRole("navigation", { name: "Main navigation" })).toBeVisible();
    await customer.asks(unique("Can we talk?"));
    await agent.opens(await customer.conversation());
    await agent.button("Video call").click();
    const accept = customer.frame.getByRole("button", { name: "With camera", exact: true });
    await expect(accept).toBeVisible();

    await product.restarts();
    // It rings for 30 seconds in all. Before the line is back an answer is said not to have come through.
    const joinNow = customer.frame.getByRole("button", { name: "Join now", exact: true });
    await expect(async () => {
      await accept.click({ timeout: 1_000 });
      await expect(joinNow).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await joinNow.click();
    const widget = await frameOf(customer.page, customer.frame);
    for (const where of [agent.page, widget]) await hearsAndSees(where, { others: 1, what: ["frames", "samples"] });

    await product.restarts();
    for (const where of [agent.page, widget]) await hearsAndSees(where, { others: 1, what: ["frames", "samples"] });
    // And what they say to each other about it is heard again.
    await agent.button("Hold").click();
    await expect(customer.frame.getByText("put the call on hold")).toBeVisible();
    await agent.button("Resume").last().click();
    await customer.says("Still here");
    await agent.sees("Still here");
    await customer.frame.getByRole("button", { name: "Hang up", exact: true }).click();
    await expect(customer.log).toContainText(/Call ended after/);
    await Promise.all([context.close(), visitors.close()]);
  } finally {
    await product.stop();
  }
});
