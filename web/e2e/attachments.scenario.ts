import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Locator, Page } from "@playwright/test";
import { withoutLocation } from "#domain/attachment/strip-location";
import { fileLimits } from "#protocol/file-limits";
import { expect, test, unique } from "./actors.ts";

const path = (name: string) => join(import.meta.dirname, "files", name);
const bytes = (name: string) => new Uint8Array(readFileSync(path(name)));
const hash = (of: Uint8Array) => createHash("sha256").update(of).digest("hex");

/** What comes from an address, as the page itself gets it. */
async function fetched(page: Page | Frame, address: string): Promise<{ hash: string; type: string | null }> {
  const [body, type] = await page.evaluate(async (from) => {
    const answer = await fetch(from);
    const whole = new Uint8Array(await answer.arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
    return [
      Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      answer.headers.get("content-type"),
    ];
  }, address);
  return { hash: body ?? "", type };
}

/** Lets files fall on an element, or pastes them there, as the browser's own events say it. */
async function gives(to: Locator, how: "drop" | "paste", names: string[]): Promise<void> {
  const files = names.map((name) => ({ name, bytes: readFileSync(path(name)).toString("base64") }));
  await to.evaluate(
    (element, given) => {
      const data = new DataTransfer();
      for (const { name, bytes } of given.files) {
        data.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], name));
      }
      const common = { bubbles: true, cancelable: true, composed: true };
      if (given.how === "paste") {
        element.dispatchEvent(new ClipboardEvent("paste", { ...common, clipboardData: data }));
        return;
      }
      for (const name of ["dragenter", "dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(name, { ...common, dataTransfer: data }));
      }
    },
    { files, how },
  );
}

async function chooses(page: Page, button: string, files: string[]): Promise<void> {
  const opening = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button, exact: true }).click();
  await (await opening).setFiles(files);
}

test("[AT1][AT9] files of each kind go both ways and come back byte for byte; a photo has lost its place", async ({
  customer,
  somebodyAsks,
  agent,
}) => {
  const words = unique("My grinder");
  await customer.opensTheShop();
  await customer.opensTheChat();
  const choosing = customer.page.waitForEvent("filechooser");
  await customer.frame.getByRole("button", { name: "Add files" }).click();
  await customer.frame.getByRole("button", { name: "Photo or video" }).click();
  await (await choosing).setFiles([path("photo.jpg"), path("chart.png")]);
  await expect(customer.frame.locator(".file-chip")).toHaveCount(2);
  await customer.says(words);
  await customer.seesItSent(words);
  await expect(customer.log.locator(".message-image img")).toHaveCount(2);

  await agent.opens(await customer.conversation());
  const images = agent.entries.locator(".message-image img");
  await expect(images).toHaveCount(2);
  await images.first().click();
  const viewer = agent.page.getByRole("dialog", { name: "Images" });
  const photo = await viewer.getByRole("link", { name: "Download photo.jpg" }).getAttribute("href");
  const clean = withoutLocation("image/jpeg", bytes("photo.jpg"));
  expect(await fetched(agent.page, photo ?? "")).toEqual({ hash: hash(clean ?? new Uint8Array()), type: "image/jpeg" });
  await agent.page.keyboard.press("ArrowRight");
  const chart = await viewer.getByRole("link", { name: "Download chart.png" }).getAttribute("href");
  expect((await fetched(agent.page, chart ?? "")).hash).toBe(
    hash(withoutLocation("image/png", bytes("chart.png")) ?? bytes("chart.png")),
  );
  // Who waits stands above it, and can be answered.
  const waits = unique("While you look");
  await somebodyAsks(waits);
  await expect(agent.notification(waits)).toBeVisible();
  await expect.poll(() => agent.belowTheStrip(viewer)).toBe(0);
  await agent.strip.locator(".notification-card", { hasText: waits }).getByRole("button", { name: "Dismiss" }).click();
  await expect(agent.notification(waits)).toBeHidden();
  await agent.page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();

  const sent = ["clip.mp4", "clip.webm", "tone.mp3", "tone.ogg", "invoice.pdf", "leaf.webp", "blink.gif"];
  await chooses(agent.page, "File", sent.map(path));
  await expect(agent.page.locator(".composer .file-chip[data-state=done]")).toHaveCount(sent.length);
  await agent.says("Here they are");
  await expect(customer.log.locator(".message-player")).toHaveCount(4);
  const frame = customer.page.frames().find((each) => each.url().includes("/frame"));
  for (const name of sent.slice(0, 5)) {
    const href = await customer.log.getByRole("link", { name: `Download ${name}` }).getAttribute("href");
    expect((await fetched(frame ?? customer.page, href ?? "")).hash, name).toBe(hash(bytes(name)));
  }
  const video = customer.log.locator("video").first();
  await video.evaluate((player: HTMLVideoElement) => {
    player.currentTime = 2;
  });
  await expect.poll(() => video.evaluate((player: HTMLVideoElement) => !player.seeking && player.currentTime)).toBe(2);
});

test("[AT1][AT11] several files at once are dropped and pasted on both sides, and go as one message", async ({
  customer,
  agent,
}) => {
  await customer.asks(unique("Which of these?"));
  await gives(customer.message, "paste", ["chart.png", "leaf.webp"]);
  await expect(customer.frame.locator(".file-chip[data-state=done]")).toHaveCount(2);
  await gives(customer.message, "drop", ["photo.jpg", "invoice.pdf"]);
  await expect(customer.frame.locator(".file-chip[data-state=done]")).toHaveCount(4);
  // The tray has room for three.
  await expect(customer.frame.locator(".file-chip").last()).toBeInViewport({ ratio: 1 });
  await customer.says("All of them");

  await agent.opens(await customer.conversation());
  const theirs = agent.entry("All of them");
  await expect(theirs.locator(".message-image img")).toHaveCount(3);
  await expect(theirs.getByRole("link", { name: "Download invoice.pdf" })).toBeVisible();
  await gives(agent.message, "drop", ["invoice.pdf", "blink.gif"]);
  await gives(agent.message, "paste", ["tone.mp3", "chart.png"]);
  await expect(agent.page.locator(".composer .file-chip[data-state=done]")).toHaveCount(4);
  await agent.says("And these");
  const ours = customer.groupOf("And these");
  await expect(ours.locator(".message-image img")).toHaveCount(2);
  await expect(ours.locator(".message-player")).toHaveCount(1);
  await expect(ours.getByRole("link", { name: "Download invoice.pdf" })).toBeVisible();
});

test("[AT1] what a customer pastes and asks for while there is no network is there when there is one again, and what to add goes when they write on", async ({
  customer,
}) => {
  await customer.asks(unique("In a tunnel"));
  await customer.goesOffline();
  await customer.frame.getByRole("button", { name: "Add files" }).click();
  await gives(customer.message, "paste", ["chart.png"]);
  await customer.comesBackOnline();
  await expect(customer.frame.locator(".file-chip[data-state=done]")).toHaveCount(1);
  const choices = customer.frame.getByRole("group", { name: "What to add" });
  await expect(choices.getByRole("button", { name: "Photo or video" })).toBeFocused();
  await customer.message.click();
  await expect(choices).toBeHidden();
});

test("[AT1][AT3] a large file goes on after two cuts; a program and nothing are told, and do not go", async ({
  customer,
  agent,
  expectNoise,
}) => {
  // The browser writes a line for each cut.
  expectNoise(/ERR_CONNECTION_RESET/);
  const words = unique("A film");
  await customer.asks(words);
  await agent.opens(await customer.conversation());
  const film = randomBytes(2 * fileLimits.partBytes + 4_321);
  let cuts = 0;
  await agent.page.route(/\/api\/attachments\/[\w-]+\/[\w-]+\/2$/, async (route) => {
    cuts += 1;
    await (cuts <= 2 ? route.abort("connectionreset") : route.continue());
  });
  const program = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(100)]);
  const opening = agent.page.waitForEvent("filechooser");
  await agent.button("File").click();
  await (
    await opening
  ).setFiles([
    { name: "film.bin", mimeType: "application/octet-stream", buffer: film },
    { name: "holiday.png", mimeType: "image/png", buffer: program },
    { name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);
  const chips = agent.page.locator(".composer .file-chip");
  await expect(chips.filter({ hasText: "holiday.png" })).toContainText("files of this kind may not be sent here.");
  await expect(chips.filter({ hasText: "nothing.txt" })).toContainText("it is empty.");
  for (const name of ["holiday.png", "nothing.txt"]) await agent.button(`Remove ${name}`).click();
  // It goes when it has arrived.
  await agent.message.fill("The film");
  await agent.button("Send").click();
  await expect(agent.entries.getByText("Sends when its file has arrived")).toBeVisible();
  const link = customer.log.getByRole("link", { name: "Download film.bin" });
  await expect(link).toBeVisible();
  expect(cuts).toBe(3);
  const frame = customer.page.frames().find((each) => each.url().includes("/frame"));
  const came = await fetched(frame ?? customer.page, (await link.getAttribute("href")) ?? "");
  expect(came).toEqual({ hash: hash(film), type: "application/octet-stream" });
});
