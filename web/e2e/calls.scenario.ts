import type { Frame, Locator, Page } from "@playwright/test";
import { type AgentActor } from "./agent.ts";
import { expect, test, unique } from "./actors.ts";
import type { Customer } from "./customer.ts";
import { phone } from "./axe.ts";
import { Line, Network } from "./cut.ts";
import { frameOf, hearsAndSees, received, receives, relayOnly, tinyVideo, watchMedia, withMedia } from "./media.ts";

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
/** Whether a picture moves above everything. */
const floats = (where: Page | Frame) =>
  where.evaluate(() => {
    const { pictureInPictureElement: video } = document;
    return video instanceof HTMLVideoElement && video.videoWidth > 0 && !video.paused;
  });
/** The shop's page comes with this policy. */
async function forbidsTheChat(customer: Customer, policy: string) {
  // Chromium does not know where a page lives that came through here, and would ask whether it may load the widget.
  await customer.context.grantPermissions(["local-network-access", "microphone", "camera"]);
  await customer.page.route(new URL("/", customer.shop).href, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": policy } });
  });
}
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

  // Muted, and on hold: the others are told, and what was on comes back with it.
  const others = customer.frame.locator(".call-tile");
  await agent.button("Mute").click();
  await expect(others.getByRole("img", { name: "muted" })).toBeVisible();
  await agent.button("Unmute").click();
  await agent.button("Hold").click();
  await expect(others).toContainText("put the call on hold");
  await expect(window_(agent)).toContainText("On hold: nobody hears you");
  await agent.page.getByRole("button", { name: "Resume" }).first().click();
  // Another microphone, while one talks.
  await agent.button("Microphone, camera and speaker").click();
  const choice = agent.page.getByRole("combobox", { name: "Microphone" });
  await choice.selectOption({ index: (await choice.getByRole("option").count()) - 1 });
  await hearsAndSees(await frame(customer), { others: 1, what: ["frames", "samples"] });
  await agent.button("Microphone, camera and speaker").click();
  await expect(window_(agent).getByLabel("You", { exact: true })).toBeVisible();
  await expect(window_(agent).locator(".call-tile[data-speaks]")).toBeVisible();

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

  await agent.button("Full screen").click();
  await expect.poll(() => agent.page.evaluate(() => document.fullscreenElement?.className)).toBe("call-window");
  // What opens is seen there too.
  await agent.button("Invite to the call").click();
  await expect(window_(agent).getByRole("button", { name: "Link for guests" })).toBeVisible();
  await agent.page.keyboard.press("Escape");
  await agent.button("Leave full screen").click();
  await expect.poll(() => agent.page.evaluate(() => document.fullscreenElement)).toBeNull();

  // The chat goes on beside it, and the call beside the console's other screens.
  await customer.says("I see you");
  await agent.sees("I see you");
  await agent.page.getByRole("link", { name: "Articles" }).first().click();
  await expect(window_(agent)).toHaveAttribute("data-size", "small");
  await hearsAndSees(agent.page, { others: 1, what: ["frames"] });
  await agent.button("Picture in picture").click();
  await expect.poll(() => floats(agent.page)).toBe(true);

  await inChat(customer, "Hang up").click();
  await expect(window_(agent)).toContainText("The call is over");
  await expect.poll(() => floats(agent.page)).toBe(false);
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
  const picture = window_(agent).locator(".call-screen-picture");
  await agent.button("Zoom in").click();
  await picture.locator("..").press("ArrowRight");
  await expect(picture).toHaveAttribute("style", /translate\(-\d\d.*px, 0px\) scale\(1\.25\)/);
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
  await Promise.all([customer.page, agent.page, colleague.page, guest].map((page) => tinyVideo(page)));
  const line = await Line.into(agent.page);
  await colleague.page.goto("/articles");
  await meet(customer, agent);
  await agent.button("Audio call").click();
  await inChat(customer, "Accept").click();
  await inChat(customer, "Join now").click();
  await hearsAndSees(agent.page, { others: 1, what: ["samples"] });

  // The whole team is invited: each hears of it wherever they are in the console.
  await agent.button("Invite to the call").click();
  await agent.page
    .getByRole("group", { name: "Teams" })
    .getByRole("option", { name: /^Support/ })
    .click();
  await colleague.notification("invites you into a call").click();
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

  await agent.button("Show everybody in a grid").click();
  await expect(window_(agent).locator(".call-tiles .call-tile")).toHaveCount(3);
  await agent.button("Mute Gil Prado").click();
  await expect(guest.getByText("The host muted you.")).toBeVisible();
  await guest.getByRole("button", { name: "Unmute" }).click();

  // A deploy cuts the socket; media does not notice.
  await line.breaks();
  await hearsAndSees(agent.page, { others: 3, what: ["samples"] });
  await expect.poll(() => line.isOpen).toBe(true);

  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await inChat(customer, "Join").click();
  await inChat(customer, "Join now").click();
  await hearsAndSees(await frame(customer), { others: 3, what: ["samples"] });
  await hearsAndSees(agent.page, { others: 3, what: ["samples"] });

  // Everybody sees everybody: Carla's camera is on already.
  await agent.button("Switch camera on").click();
  await inChat(customer, "Switch camera on").click();
  await guest.getByRole("button", { name: "Switch camera on" }).click();
  for (const where of [agent.page, await frame(customer), colleague.page, guest])
    await hearsAndSees(where, { others: 3, what: ["frames", "samples"] });

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
  await expect(inChat(customer, "Decline")).toBeVisible();
  await agent.button("Cancel call").click();
  await expect(inChat(customer, "Decline")).toBeHidden();
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

  // A browser that cannot show a screen, as phones', says so when it is asked to.
  await inChat(customer, "Hang up").click();
  await expect(window_(agent)).toBeHidden();
  await (await frame(customer)).evaluate(() => Object.assign(navigator.mediaDevices, { getDisplayMedia: undefined }));
  await agent.button("Desktop").click();
  await agent.page.getByRole("menuitem", { name: /^Request desktop/ }).click();
  await expect(customer.frame.getByText(/^This device cannot share its screen\./)).toBeVisible();
  await inChat(customer, "No, thank you").click();
  await expect(window_(agent)).toBeHidden();

  // And the other way round: the customer rings, wherever in the console the agent is.
  await agent.page.getByRole("link", { name: "Articles" }).first().click();
  await inChat(customer, "Call by voice").click();
  await expect(customer.frame.getByRole("alertdialog", { name: /^Calling/ })).toBeVisible();
  await agent.notification("Incoming call").click();
  await agent.button("Answer").click();
  await hearsAndSees(await frame(customer), { others: 1, what: ["samples"] });
});

test("[CA30][CA31] what the page around forbids and a way that is not found are said, and everybody else talks on; in the widget too the call fills the screen and floats", async ({
  customer,
  agent,
  colleague,
}) => {
  await forbidsTheChat(customer, "camera=(), display-capture=()");
  await Promise.all([watchMedia(colleague.page), relayOnly(colleague.page)]);
  await Promise.all([customer.page, agent.page, colleague.page].map((page) => tinyVideo(page)));
  await meet(customer, agent);
  await agent.button("Video call").click();
  await inChat(customer, "With camera").click();
  await expect(customer.frame.getByText(/^This website does not allow the camera in the chat\./)).toBeVisible();
  await inChat(customer, "Join now").click();
  await hearsAndSees(agent.page, { others: 1, what: ["samples"] });
  await colleague.opens(await customer.conversation());
  await colleague.button("Join call").click();
  await colleague.button("Join now").click();

  // Meanwhile.
  const widget = await frame(customer);
  await inChat(customer, "Show your screen").click();
  await expect(customer.frame.getByText(/^This website does not allow screen sharing in the chat\./)).toBeVisible();
  await inChat(customer, "Picture in picture").click();
  await expect.poll(() => floats(widget)).toBe(true);
  await inChat(customer, "Leave picture in picture").click();
  await expect.poll(() => floats(widget)).toBe(false);
  await inChat(customer, "Full screen").click();
  await expect.poll(() => widget.evaluate(() => document.fullscreenElement?.className)).toBe("call-dock");
  await inChat(customer, "Leave full screen").click();

  await expect(window_(agent)).toContainText("No way to Carla Mendes: a firewall may be in between.");
  await expect(customer.frame.locator(".call-dock")).toContainText("No way to Carla Mendes");
  await expect(window_(colleague)).toContainText("another network may help");
  await receives(agent.page, { pictures: 0, sounds: 1 });
  await receives(widget, { pictures: 1, sounds: 1 });
});
