import { expect, test, unique } from "./actors.ts";

test("both sides record: with a level, a pause and a preview; what is discarded is nowhere, what is kept plays on the other side", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("How does it sound?"));
  await agent.opens(await customer.conversation());
  const { page } = agent;

  // The way back from a menu leads to its button.
  await agent.button("Audio").press("Enter");
  await page.getByRole("menu").press("Escape");
  await expect(agent.button("Audio")).toBeFocused();
  await agent.button("Audio").press("Enter");
  await page.getByRole("menuitem", { name: "Record audio" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Record audio" });
  // The fake device beeps once a second.
  const level = dialog.getByRole("meter", { name: "Level" });
  await expect
    .poll(() => level.evaluate((meter: HTMLMeterElement) => meter.value), { intervals: [70] })
    .toBeGreaterThan(0.05);
  await dialog.getByRole("button", { name: "Pause" }).click();
  const time = await dialog.locator(".record-time").textContent();
  await expect.poll(() => level.evaluate((meter: HTMLMeterElement) => meter.value)).toBe(0);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.locator(".record-time")).not.toHaveText(time ?? "");
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.locator("audio")).toBeVisible();
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(".composer .file-chip")).toHaveCount(0);

  await agent.button("Video").press("Enter");
  await page.getByRole("menuitem", { name: "Record video" }).press("Enter");
  const film = page.getByRole("dialog", { name: "Record video" });
  await expect
    .poll(() => film.locator("video.record-mirror").evaluate((player: HTMLVideoElement) => player.videoWidth))
    .toBeGreaterThan(0);
  await expect(film.locator(".record-time")).toHaveText("0:01");
  await film.getByRole("button", { name: "Stop" }).click();
  await film.getByRole("button", { name: "Add to message" }).click();
  await expect(page.locator(".composer .file-chip[data-state=done]")).toHaveCount(1);
  // What is not sent is asked for before the page goes.
  const asked = page.waitForEvent("dialog");
  const leaving = page.goto("/articles").catch(() => null);
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await leaving;
  await agent.says("Watch this");
  await expect(customer.log.locator("video")).toBeVisible();

  await customer.frame.getByRole("button", { name: "Add files" }).click();
  await customer.frame.getByRole("button", { name: "Record audio" }).click();
  const theirs = customer.frame.getByRole("dialog", { name: "Record audio" });
  await expect(theirs.locator(".record-time")).toHaveText("0:01");
  await theirs.getByRole("button", { name: "Stop" }).click();
  await theirs.getByRole("button", { name: "Add to message" }).click();
  await expect(customer.frame.locator(".file-chip[data-state=done]")).toHaveCount(1);
  await customer.frame.getByRole("button", { name: "Send" }).click();
  await expect(agent.entries.locator(".message-player audio")).toBeVisible();
});
