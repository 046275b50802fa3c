import { type Page } from "@playwright/test";
import { expect, test, unique } from "./actors.ts";
import { frameOf, received, receives, tinyVideo, watchMedia, withMedia } from "./media.ts";

test.use(withMedia);

/** Pictures of five people are drawn without a graphics card: in little room. */
const smallWindow = { viewport: { width: 320, height: 480 } };

/** A browser that does not heed that it is out: its connections stay open, and it gives no track back. */
async function letGoOfNothing(page: Page) {
  await page.addInitScript(() => (RTCPeerConnection.prototype.close = () => undefined));
  await page.route("**/tracks/close*", () => undefined);
}

/** As many as Fala's SFU must carry. Two cores carry them with nothing else beside: `npm run test:sfu`. */
const isWhole = process.env["FALA_SFU_SIX"] === "1";

test(`[CA24] a conference through the SFU: ${isWhole ? "six people hear and see each other" : "two people"}; the camera goes and comes without negotiation`, async ({
  customer,
  agent,
  people,
}) => {
  if (isWhole) test.slow();
  await Promise.all([watchMedia(customer.page), watchMedia(agent.page)]);
  if (isWhole) await Promise.all([tinyVideo(customer.page), tinyVideo(agent.page)]);
  await customer.asks(unique("Can we all talk?"));
  await agent.opens(await customer.conversation());
  await agent.button("Conference call").click();
  await customer.frame.getByRole("button", { name: "With camera", exact: true }).click();
  await customer.frame.getByRole("button", { name: "Join now", exact: true }).click();
  const widget = await frameOf(customer.page, customer.frame);
  await receives(agent.page, { pictures: 1, sounds: 1 });
  await receives(widget, { pictures: 1, sounds: 1 });
  // One way out, one way in, however many people there are.
  expect(await received(agent.page)).toHaveLength(2);

  const offers = (await received(agent.page))[0]?.offers;
  await agent.button("Switch camera off").click();
  await expect(customer.frame.locator(".call-tile video")).toBeHidden();
  await agent.button("Switch camera on").click();
  await receives(widget, { pictures: 1, sounds: 1 });
  expect((await received(agent.page))[0]?.offers).toBe(offers);

  if (isWhole) {
    const guests: Page[] = [];
    await agent.button("Invite to the call").click();
    await agent.button("Link for guests").click();
    const link = await agent.page.getByRole("textbox", { name: "Link for guests" }).inputValue();
    await agent.page.keyboard.press("Escape");
    for (let guest = 0; guest < 4; guest += 1) {
      const page = await people.stranger(smallWindow);
      await Promise.all([watchMedia(page), tinyVideo(page)]);
      if (guest === 3) await letGoOfNothing(page);
      await page.goto(link);
      await page.getByRole("textbox", { name: "Your name" }).fill(`Guest ${guest}`);
      await page.getByRole("button", { name: "Ask to join" }).click();
      await page.getByRole("button", { name: "Switch camera on" }).click();
      await agent.button("Let in").click();
      await receives(page, { pictures: guest + 2, sounds: guest + 2 });
      guests.push(page);
    }
    for (const where of [agent.page, widget, ...guests]) await receives(where, { pictures: 5, sounds: 5 });

    // The last one is removed, and its browser lets go of nothing: what carries media cuts it off, and the others go on.
    const removed = guests.pop();
    if (removed === undefined) throw new Error("nobody to remove");
    await agent.button("Remove Guest 3 from the call").click();
    await expect(removed.getByRole("heading", { name: "You were removed from the call" })).toBeVisible();
    let before = "";
    const standsStill = async () => {
      const last = before;
      before = JSON.stringify(await received(removed));
      return before === last;
    };
    await expect.poll(standsStill, { intervals: [500] }).toBe(true);
    for (const where of [agent.page, widget, ...guests]) await receives(where, { pictures: 4, sounds: 4 });
  }

  await agent.page.getByRole("button", { name: isWhole ? "End for all" : "Hang up" }).click();
  await expect(customer.log).toContainText(/Call ended after/);
});
