import { expect, test, unique } from "./actors.ts";
import { hire } from "./hire.ts";
import { frameOf, hearsAndSees, tinyVideo, watchMedia, withMedia } from "./media.ts";

test.use(withMedia);

test("[CA11] of two screens in a call everybody sees the newest, named, and chooses between them; who began one leaves and comes back", async ({
  customer,
  agent,
  colleague,
}) => {
  const inChat = (name: string) => customer.frame.getByRole("button", { name, exact: true });
  await Promise.all([customer, agent, colleague].map(({ page }) => watchMedia(page).then(() => tinyVideo(page))));
  await customer.asks(unique("Can we talk with three?"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.button("Audio call").click();
  await inChat("Accept").click();
  await inChat("Join now").click();
  await colleague.opens(conversation);
  await colleague.button("Join call").click();
  await colleague.button("Join now").click();
  const widget = await frameOf(customer.page, customer.frame);
  await hearsAndSees(widget, { others: 2, what: ["samples"] });

  const areaOf = (name: string) => customer.frame.getByRole("application", { name: new RegExp(`^${name}'s screen`) });
  await agent.button("Show your screen").click();
  await expect(areaOf("Bruno Lima")).toBeVisible();
  const screens = customer.frame.getByRole("group", { name: "Screens that are shown" });
  await expect(screens).toHaveText("Bruno Lima's screen");

  await colleague.button("Show your screen").click();
  await expect(areaOf("Carla Mendes")).toBeVisible();
  await inChat("Bruno Lima's screen").click();
  await expect(areaOf("Bruno Lima")).toBeVisible();
  await expect(inChat("Bruno Lima's screen")).toHaveAttribute("aria-pressed", "true");

  // What was chosen goes with the one who leaves; the other is seen, and hosts.
  await agent.button("Hang up").click();
  await expect(areaOf("Carla Mendes")).toBeVisible();
  await agent.button("Join call").click();
  await agent.button("Join now").click();
  await hearsAndSees(widget, { others: 2, what: ["samples"] });
  await expect(agent.button("End for all")).toBeHidden();
  await colleague.button("End for all").click();
  await expect(customer.log).toContainText(/Call ended after/);
});

test("[AG25] an agent whose role changes in a call stays in it; one who may read the conversation no more is out at once", async ({
  customer,
  owner,
  people,
  expectNoise,
}) => {
  expectNoise(/status of 40[14]/);
  const page = await people.stranger();
  const inChat = (name: string) => customer.frame.getByRole("button", { name, exact: true });
  await Promise.all([customer.page, page].map((each) => watchMedia(each).then(() => tinyVideo(each))));
  await customer.asks(unique("May I see you?"));
  const conversation = await customer.conversation();
  await owner.page.goto("/articles");
  const nora = await hire(owner, page, "supervisor");
  await expect.poll(async () => (await page.request.get(`/api/conversations/${conversation}`)).status()).toBe(200);
  await page.goto(`/live-chat/open/${conversation}`);
  await page.getByRole("button", { name: "Video call", exact: true }).click();
  await inChat("With camera").click();
  await inChat("Join now").click();
  await hearsAndSees(page, { others: 1, what: ["frames"] });

  // Her sockets close, and come back.
  await nora.becomes({ role: "admin" });
  await expect(page.getByRole("link", { name: "Teams" })).toBeVisible();
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(customer.frame.locator(".call-tile").getByRole("img", { name: "muted" })).toBeVisible();
  await hearsAndSees(page, { others: 1, what: ["frames"] });

  await nora.becomes({ role: "agent" });
  const call = page.getByRole("complementary", { name: /^Call with/ });
  await expect(call).toContainText("You were removed from the call");
  await expect(call).toBeHidden();
  await nora.leaves();
});
