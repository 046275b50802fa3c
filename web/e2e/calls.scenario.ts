import type { Locator } from "@playwright/test";
import { type AgentActor } from "./agent.ts";
import { expect, test, unique } from "./actors.ts";
import type { Customer } from "./customer.ts";
import { phone } from "./axe.ts";
import { Line, Network } from "./cut.ts";
import { frameOf, hearsAndSees, received, watchMedia, withMedia } from "./media.ts";

test.use(withMedia);

/** A customer who wrote, and an agent who has the conversation open. */
async function meet(customer: Customer, agent: AgentActor, words = "Can we talk?") {
  await Promise.all([watchMedia(customer.page), watchMedia(agent.page)]);
  await customer.asks(unique(words));
  await agent.opens(await customer.conversation());
  await expect(agent.button("Video call")).toBeVisible();
}

const inChat = (customer: Customer, name: string): Locator => customer.frame.getByRole("button", { name, exact: true });
const window_ = (agent: AgentActor): Locator => agent.page.getByRole("complementary", { name: /^Call with/ });
const frame = (customer: Customer) => frameOf(customer.page, customer.frame);

test("[CA1][CA6][CA27] a video call: rings, is looked at before joining, is heard and seen on both sides, survives a network that goes and a microphone that is unplugged, and says how long it was", async ({
  customer,
  agent,
}) => {
  const network = await Network.of(agent.page);
  await meet(customer, agent);
  await customer.closesTheChat();
  await agent.button("Video call").click();
  // The panel opens by itself.
  await expect(customer.frame.getByRole("alertdialog", { name: /would like to talk to you by video/ })).toBeVisible();
  await inChat(customer, "With camera").click();
  const preview = customer.frame.getByRole("region", { name: "Ready to join?" }).locator("video");
  await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  await inChat(customer, "Join now").click();
  await hearsAndSees(agent.page, { others: 1, what: ["frames", "samples"] });
  await hearsAndSees(await frame(customer), { others: 1, what: ["frames", "samples"] });

  // The camera goes and comes without a word between the browsers.
  const offers = (await received(agent.page))[0]?.offers;
  await agent.button("Switch camera off").click();
  await expect(customer.frame.locator(".call-tile video")).toBeHidden();
  await agent.button("Switch camera on").click();
  await hearsAndSees(await frame(customer), { others: 1, what: ["frames"] });
  expect((await received(agent.page))[0]?.offers).toBe(offers);

  // A microphone is unplugged: another one is heard in its place.
  await (
    await frame(customer)
  ).evaluate(() => {
    const { falaConnections }: { falaConnections?: { all: RTCPeerConnection[] } } = Object(window);
    const senders = (falaConnections?.all ?? []).flatMap((connection) => connection.getSenders());
    const track = senders.find((sender) => sender.track?.kind === "audio")?.track;
    track?.stop();
    track?.dispatchEvent(new Event("ended"));
  });
  await hearsAndSees(agent.page, { others: 1, what: ["samples", "frames"] });

  // The agent's network goes for some seconds. Both are told, and nobody does anything.
  await network.cut();
  await expect(window_(agent)).toContainText("Connection lost");
  await expect(customer.frame.getByText("Connection lost. Connecting again…")).toBeVisible();
  await network.mend();
  await hearsAndSees(agent.page, { others: 1, what: ["frames", "samples"] });
  await hearsAndSees(await frame(customer), { others: 1, what: ["frames", "samples"] });

  // The chat goes on beside it, and the call beside the console's other screens.
  await customer.says("I see you");
  await agent.sees("I see you");
  await agent.page.getByRole("link", { name: "Articles" }).first().click();
  await expect(window_(agent)).toHaveAttribute("data-size", "small");
  await hearsAndSees(agent.page, { others: 1, what: ["frames"] });

  await inChat(customer, "Hang up").click();
  await expect(window_(agent)).toContainText("The call is over");
  await expect(customer.log).toContainText(/Call ended after 0:\d\d/);
});

test("[CA11] both desktops: the customer's when they choose it, the agent's to watch; neither needs a microphone", async ({
  customer,
  agent,
}) => {
  await meet(customer, agent);
  await agent.button("Desktop").click();
  await agent.page.getByRole("menuitem", { name: /^Request desktop/ }).click();
  await expect(customer.frame.getByRole("alertdialog", { name: /would like to see your screen/ })).toBeVisible();
  await inChat(customer, "Choose what to show").click();
  await hearsAndSees(agent.page, { others: 1, what: ["frames"] });
  await expect(customer.frame.getByText("You are showing your screen")).toBeVisible();
  await expect(agent.entries).toContainText("shows their screen");
  await inChat(customer, "Stop").click();
  await expect(customer.frame.getByText("You are showing your screen")).toBeHidden();
  await inChat(customer, "Hang up").click();
  await expect(agent.entries).toContainText(/Call ended/);

  await expect(agent.button("Desktop")).toBeVisible();
  await agent.button("Desktop").click();
  await agent.page.getByRole("menuitem", { name: /^Show screen/ }).click();
  await expect(customer.frame.getByRole("alertdialog", { name: /would like to show you their screen/ })).toBeVisible();
  await inChat(customer, "Watch").click();
  await hearsAndSees(await frame(customer), { others: 1, what: ["frames"] });
  await expect(window_(agent)).toContainText("You are showing your screen");
});

test("[CA9][CA10][CA14][CA22] a call grows to four, with a guest by link; survives a reload and a cut; the host removes and ends for all", async ({
  customer,
  agent,
  colleague,
  people,
}) => {
  const guest = await people.stranger(phone);
  await Promise.all([colleague.page, guest].map((page) => watchMedia(page)));
  const line = await Line.into(agent.page);
  await meet(customer, agent);
  await agent.button("Audio call").click();
  await inChat(customer, "Accept").click();
  await inChat(customer, "Join now").click();
  await hearsAndSees(agent.page, { others: 1, what: ["samples"] });

  const conversation = await customer.conversation();
  await colleague.opens(conversation);
  await colleague.button("Join call").click();
  await colleague.button("Switch camera on").click();
  await colleague.button("Join now").click();
  await hearsAndSees(colleague.page, { others: 2, what: ["samples"] });

  await agent.button("Invite to the call").click();
  await agent.button("Link for guests").click();
  await guest.goto(await agent.page.getByRole("textbox", { name: "Link for guests" }).inputValue());
  await guest.getByRole("textbox", { name: "Your name" }).fill("Gil Prado");
  await guest.getByRole("button", { name: "Ask to join" }).click();
  await expect(guest.getByText("Waiting until somebody lets you in…")).toBeVisible();
  await agent.page.keyboard.press("Escape");
  await expect(window_(agent)).toContainText("Gil Prado would like to join");
  await agent.button("Let in").click();
  await hearsAndSees(guest, { others: 3, what: ["samples"] });
  await hearsAndSees(agent.page, { others: 3, what: ["samples"] });
  await hearsAndSees(await frame(customer), { others: 3, what: ["samples"] });

  // A deploy cuts the socket; media does not notice.
  await line.breaks();
  await hearsAndSees(agent.page, { others: 3, what: ["samples"] });
  await expect.poll(() => line.isOpen).toBe(true);

  await customer.page.reload();
  await customer.opensTheChat();
  await inChat(customer, "Join").click();
  await inChat(customer, "Join now").click();
  await hearsAndSees(await frame(customer), { others: 3, what: ["samples"] });
  await hearsAndSees(agent.page, { others: 3, what: ["samples"] });

  await agent.button("Remove Gil Prado from the call").click();
  await expect(guest.getByRole("heading", { name: "You were removed from the call" })).toBeVisible();
  await hearsAndSees(agent.page, { others: 2, what: ["samples"] });
  await agent.button("End for all").click();
  await expect(window_(colleague)).toContainText("The call is over");
  await expect(customer.log).toContainText(/Call ended after/);
});

test("[CA2][CA3] declined; no microphone is said in a sentence and the call goes on; the customer rings the team", async ({
  customer,
  agent,
}) => {
  await meet(customer, agent);
  await agent.button("Audio call").click();
  await inChat(customer, "Decline").click();
  await expect(window_(agent)).toContainText("declined the call");
  await expect(agent.button("Audio call")).toBeVisible();

  await (
    await frame(customer)
  ).evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
  });
  await expect(window_(agent)).toBeHidden();
  await agent.button("Audio call").click();
  await inChat(customer, "Accept").click();
  await expect(customer.frame.getByText("No microphone was found. Plug one in, then try again.")).toBeVisible();
  await inChat(customer, "Join now").click();
  await hearsAndSees(await frame(customer), { others: 1, what: ["samples"] });

  // And the other way round: the customer rings, wherever in the console the agent is.
  await inChat(customer, "Hang up").click();
  await expect(window_(agent)).toBeHidden();
  await agent.page.getByRole("link", { name: "Articles" }).first().click();
  await inChat(customer, "Call by voice").click();
  await expect(customer.frame.getByRole("alertdialog", { name: /^Calling/ })).toBeVisible();
  await agent.notification("Incoming call").click();
  await agent.button("Answer").click();
  await hearsAndSees(await frame(customer), { others: 1, what: ["samples"] });
});
