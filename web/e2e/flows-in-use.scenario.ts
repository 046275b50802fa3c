import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Attachment } from "#protocol/attachment";
import type { FlowDefinition, FlowStep } from "#protocol/flow";
import { expect, test, unique } from "./actors.ts";
import { ask } from "./ask.ts";

const common = (id: string, at: number, next?: string) => ({
  ...{ id, name: "", position: { x: at * 352, y: 0 }, exits: next === undefined ? {} : { next } },
});
const asks = { key: "", label: "", retry: "", tries: 3, fills: null, typingSeconds: 0 };
const flowOf = (...steps: FlowStep[]): FlowDefinition => ({ start: steps[0]?.id ?? null, person: true, steps });
const handOver = (id: string, at: number): FlowStep => ({
  ...{ kind: "hand_over", ...common(id, at), to: { kind: "here" }, text: "Somebody is with you soon.", note: "" },
});

/** The welcome of a shop that repairs: a photograph first. */
const repairs = flowOf(
  {
    ...{ kind: "say", ...common("hello", 0, "photo"), typingSeconds: 1 },
    said: { kind: "text", text: "Welcome to the **repairs**." },
  },
  {
    ...{ kind: "ask", ...common("photo", 1, "mail"), ...asks, key: "photo", label: "Photograph" },
    ...{ text: "Show us what is broken.", answer: { kind: "file", kinds: ["image"] } },
  },
  {
    ...{ kind: "ask", ...common("mail", 2, "tag"), ...asks, key: "mail", label: "E-mail", tries: 2, fills: "email" },
    ...{ text: "Where can we write to you?", answer: { kind: "email" }, retry: "That is no e-mail address." },
  },
  {
    ...{ kind: "set", ...common("tag", 3, "first"), set: { what: "tag", tag: "repair", on: true } },
  },
  { ...{ kind: "set", ...common("first", 4, "more"), set: { what: "priority", to: "urgent" } } },
  {
    ...{ kind: "ask", ...common("more", 5, "bye"), ...asks, key: "more", label: "What happened" },
    ...{ text: "What happened to it?", answer: { kind: "text", least: 1, most: 500 } },
  },
  handOver("bye", 6),
);

const night = flowOf(
  {
    ...{ kind: "ask", ...common("who", 0, "what"), ...asks, key: "name", label: "Name", fills: "name" },
    ...{ text: "We sleep. Who are you?", answer: { kind: "text", least: 1, most: 100 } },
  },
  {
    ...{ kind: "ask", ...common("what", 1, "bye"), ...asks, key: "message", label: "Message" },
    ...{ text: "What shall we read in the morning?", answer: { kind: "text", least: 1, most: 500 } },
  },
  handOver("bye", 2),
);
const beginningWith = (picture: Attachment, { start, steps }: FlowDefinition): FlowDefinition => {
  const said = { kind: "text" as const, text: "This is our workshop.", files: [picture] };
  return flowOf({ ...{ kind: "say", ...common("shop", 3, start ?? ""), typingSeconds: 0, said } }, ...steps);
};

test("[FL11][FL16][FL10] a site's flow begins in the widget: a file, a second try, a person; outside the hours another one, from which an agent takes over", async ({
  owner,
  people,
  demo,
}) => {
  const { page } = owner;
  await owner.opensTheConsole("/flows");
  const published = async (name: string, definition: FlowDefinition) => {
    const file = { format: "fala.flow", formatVersion: 1, name: unique(name), description: "", definition };
    const { id, version } = await ask<{ id: string; version: number }>(page, "POST", "/api/flows/import", file);
    await ask(page, "POST", `/api/flows/${id}/publish`, { version });
    return { id, name: file.name };
  };
  const picture = await keepsAFile(page, "photo.jpg");
  const [day, outside] = [await published("Repairs", repairs), await published("Night", beginningWith(picture, night))];
  const team = await ask<{ id: string }>(page, "POST", "/api/teams", {
    ...{ name: unique("Repairs"), method: "manual", firstReplySeconds: 180, agentIds: ["agent-ana-souza"] },
  });
  const site = await ask<{ key: string }>(page, "POST", "/api/sites", {
    ...{ name: "Repairs", allowedOrigins: [demo.shop.near], defaultTeamId: team.id },
    ...{ look: { color: "#2740b0", position: "end" }, greeting: { en: "", "pt-BR": "" } },
    ...{ openingFlowId: day.id, outsideFlowId: outside.id },
  });
  // Somebody is there in the new team.
  await owner.opensTheConsole("/flows");
  const comes = async () => {
    const customer = await people.customer();
    await customer.finds(site.key);
    await customer.opensTheShop();
    await customer.opensTheChat();
    return customer;
  };

  // Nothing is stored before the first answer; what the flow says stands there.
  const maria = await comes();
  await expect(maria.frame.getByText("Show us what is broken.")).toBeVisible();
  const choosing = maria.page.waitForEvent("filechooser");
  await maria.frame.getByRole("button", { name: "Choose a file" }).click();
  await (await choosing).setFiles(join(import.meta.dirname, "files", "photo.jpg"));
  await expect(maria.frame.locator(".flow-file .file-chip")).toHaveCount(1);
  await maria.frame.getByRole("region", { name: "Answer the question" }).getByRole("button", { name: "Send" }).click();
  await expect(maria.frame.getByText("Where can we write to you?")).toBeVisible();
  await expect(maria.log.locator(".message-image img")).toHaveCount(1);

  const email = maria.frame.getByRole("textbox", { name: "Your e-mail address" });
  await email.fill("maria at home");
  await email.press("Enter");
  await expect(maria.frame.getByText("That is no e-mail address.")).toBeVisible();
  await expect(maria.frame.getByText("You can try once more.")).toBeVisible();
  await email.fill("maria@example.com");
  await email.press("Enter");
  await expect(maria.frame.getByText("What happened to it?")).toBeVisible();
  await maria.frame.getByRole("button", { name: "Talk to a person" }).click();
  await expect(maria.frame.getByText("You are being handed over to a person.")).toBeVisible();

  await owner.opens(await maria.conversation());
  await expect(
    owner.entries.getByText(`The customer asked for a person, so the flow “${day.name}” ended`),
  ).toBeVisible();
  for (const known of ["photo.jpg", "maria@example.com", "Urgent", "repair"])
    await expect(owner.panel.getByText(known, { exact: true }).first()).toBeVisible();

  // The team closes: another flow takes the place, and an agent its.
  const open = (new Date().getUTCDay() + 6 + 2) % 7;
  const week = Array.from({ length: 7 }, (_, each) => (each === open ? [{ from: 720, to: 780 }] : []));
  const hours = { always: false, timeZone: "UTC", week, holidays: [] };
  await ask(page, "PUT", `/api/hours/${team.id}`, { version: 0, hours });
  const clara = await comes();
  await expect(clara.frame.getByText("We sleep. Who are you?")).toBeVisible();
  const workshop = clara.log.locator(".message-image img");
  const isDrawn = () => workshop.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
  await expect.poll(isDrawn).toBe(true);
  await clara.says("Clara");
  await expect(clara.frame.getByText("What shall we read in the morning?")).toBeVisible();
  await expect.poll(isDrawn).toBe(true);
  await owner.opens(await clara.conversation());
  await owner.takes();
  await owner.says("I am awake, Clara.");
  await expect(owner.entries.getByText(`You took over from the flow “${outside.name}”`)).toBeVisible();
  await clara.sees("I am awake, Clara.");
  await expect(clara.frame.getByRole("button", { name: "Talk to a person" })).toBeHidden();

  // What came of it.
  await owner.page.goto(`/flows/${outside.id}`);
  await owner.button("More about this flow").press("Enter");
  await page.getByRole("menuitem", { name: "Figures" }).press("Enter");
  const figures = page.locator(".flow-figures");
  await expect(figures.getByText("Taken over")).toBeVisible();
  await expect(figures.locator(".flow-figures-started")).toContainText("1");
});

test("[FL22][FL25][FL30] steps are copied and taken back, versions go forth and back, a file goes out and in, and hosts are allowed", async ({
  owner,
}) => {
  const { page } = owner;
  const name = unique("Versions");
  const steps = () => page.getByRole("application").getByRole("group");
  const item = async (of: string) => {
    await owner.button("More about this flow").press("Enter");
    await page.getByRole("menuitem", { name: of }).press("Enter");
  };
  await owner.opensTheConsole("/flows");

  // Which hosts may be asked: a header's value is never shown again.
  const host = `${unique("api").replace(" ", "-")}.serra.coffee`;
  await owner.button("Allowed hosts").press("Enter");
  const dialog = page.getByRole("dialog", { name: "Allowed hosts" });
  await dialog.getByRole("button", { name: "Add a host" }).press("Enter");
  await dialog.getByRole("textbox", { name: "Host" }).last().fill("http://here");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(dialog.getByText("Write a host name like api.example.com.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Host" }).last().fill(host);
  await dialog.getByRole("textbox", { name: "Header" }).last().fill("X-Key");
  await dialog.getByLabel("Its value").last().fill("s3cret");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(owner.toasts.getByText("The allowed hosts are saved")).toBeVisible();
  await owner.button("Allowed hosts").press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Host" }).last()).toHaveValue(host);
  await expect(dialog.getByText("Kept. Write a new one to replace it.").last()).toBeVisible();
  await dialog.getByRole("button", { name: `Remove ${host}` }).press("Enter");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");

  // In comes a file.
  await owner.button("Import").press("Enter");
  const file = { format: "fala.flow", formatVersion: 1, name, description: "", definition: night };
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .setInputFiles({ name: "flow.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(steps()).toHaveCount(3);

  // Copied with the keyboard, taken back, done again, taken back.
  await steps().filter({ hasText: "We sleep. Who are you?" }).focus();
  await page.keyboard.press("ControlOrMeta+KeyA");
  await page.keyboard.press("ControlOrMeta+KeyC");
  await page.keyboard.press("ControlOrMeta+KeyV");
  await expect(steps()).toHaveCount(6);
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(steps()).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+Shift+KeyZ");
  await expect(steps()).toHaveCount(6);
  await page.keyboard.press("ControlOrMeta+KeyZ");

  // Two versions, and back to the first.
  await owner.button("Publish").press("Enter");
  await expect(page.getByText("Version 1 runs")).toBeVisible();
  await steps().filter({ hasText: "We sleep. Who are you?" }).press("Enter");
  await page.getByRole("textbox", { name: "Question" }).fill("We sleep. Your name?");
  await owner.button("Publish").press("Enter");
  await expect(page.getByText("Version 2 runs")).toBeVisible();
  await item("Versions");
  const versions = page.getByRole("dialog", { name: "Versions" });
  await versions.getByRole("button", { name: /^Version 1/ }).press("Enter");
  await expect(versions.getByText("We sleep. Who are you?")).toBeVisible();
  await versions.getByRole("button", { name: "Let this version run" }).press("Enter");
  await expect(page.getByText("Version 1 runs, draft changed")).toBeVisible();

  // And out it goes, as it is drawn now.
  const [download] = await Promise.all([page.waitForEvent("download"), item("Export as a file")]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const exported: unknown = JSON.parse(Buffer.concat(chunks).toString());
  expect(exported).toMatchObject({ format: "fala.flow", name, definition: { start: "who" } });
  expect(JSON.stringify(exported)).toContain("We sleep. Your name?");
});

/** A file that the workspace keeps, as a flow's editor brings it. */
async function keepsAFile(page: Page, name: string): Promise<Attachment> {
  const bytes = await readFile(join(import.meta.dirname, "files", name));
  const id = crypto.randomUUID();
  await ask(page, "POST", "/api/stored-files", { id, name, size: bytes.length });
  const headers = { origin: new URL(page.url()).origin, "content-type": "application/octet-stream" };
  const stored = await page.request.put(`/api/stored-files/${id}/1`, { data: bytes, headers });
  const { attachment }: { attachment: Attachment } = await stored.json();
  return attachment;
}
