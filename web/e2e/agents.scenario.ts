import { crc32, deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test, unique } from "./actors.ts";
import { startProvider } from "./provider.ts";

const problemIn = (page: Page) => page.getByRole("alert").filter({ hasText: /./ });

test("[AG27][AG28][AG26] a colleague is invited by a link, comes in, and is out as soon as they are deactivated", async ({
  owner,
  browser,
  baseURL,
  expectNoise,
}) => {
  expectNoise(/status of 40[0-9]/);
  const name = unique("Fernanda");
  const email = `${name.toLowerCase().replace(" ", "-")}@demo.fala`;
  await owner.page.goto("/settings/agents");
  await owner.page.getByRole("button", { name: "Invite" }).click();
  await owner.page.getByRole("dialog").getByLabel("E-mail").fill(email);
  await owner.page.getByRole("button", { name: "Make the invitation" }).click();
  await expect(owner.page.getByRole("heading", { name: `${email} is invited` })).toBeVisible();
  const link = await owner.page.getByLabel("Link of the invitation").inputValue();
  await owner.page.getByRole("button", { name: "Done" }).click();
  await expect(owner.page.getByRole("listitem").filter({ hasText: email })).toContainText("Works until");

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Join Serra Coffee" })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill("coffee before eight");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("navigation", { name: "Main navigation" })).toBeVisible();
  // Others may be waiting, in teams that are none of theirs.
  await expect(page.getByText("You are in no team yet")).toBeVisible();

  // A link works once, and says what to do.
  const late = await context.newPage();
  await late.goto(link);
  await expect(problemIn(late)).toContainText("This link was used already.");
  await late.close();

  await owner.page.goto("/settings/agents");
  await owner.page.getByRole("link", { name }).click();
  await owner.page.getByRole("button", { name: "Deactivate" }).click();
  await owner.page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(owner.page.getByRole("heading", { name: `${name} has left` })).toBeVisible();
  // Every socket and session of theirs is over: the next thing they do leads to the sign-in page.
  await page.reload();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await context.close();
});

test("[AG24] two admins who save one agent at once: the second is told, and loses nothing", async ({
  owner,
  people,
  expectNoise,
}) => {
  expectNoise(/status of 409/);
  const second = await people.agent("ana");
  for (const { page } of [owner, second]) {
    await page.goto("/settings/agents/agent-emma-wilson");
    await expect(page.getByLabel("Most conversations at once")).toBeVisible();
  }
  await second.page.getByLabel("Most conversations at once").fill("9");
  await owner.page.getByLabel("Name", { exact: true }).fill("Emma W.");
  await owner.page.getByRole("button", { name: "Save" }).click();
  await expect(owner.page.getByRole("heading", { name: "Emma W." })).toBeVisible();
  await second.page.getByRole("button", { name: "Save" }).click();
  await second.page.getByRole("button", { name: "Keep my changes on top of theirs" }).click();
  await expect(second.page.getByLabel("Name", { exact: true })).toHaveValue("Emma W.");
  await expect(second.page.getByLabel("Most conversations at once")).toHaveValue("9");
  await second.page.getByLabel("Name", { exact: true }).fill("Emma Wilson");
  await second.page.getByLabel("Most conversations at once").fill("");
  await second.page.getByRole("button", { name: "Save" }).click();
  await expect(second.page.getByRole("heading", { name: "Emma Wilson" })).toBeVisible();
});

test("[AG34] an agent's picture, cut to a square, shows to the customer", async ({ colleague, customer }) => {
  // Not of Bruno, whose windows in other scenarios would ask for a picture that is gone.
  await colleague.page.goto("/settings/profile");
  await colleague.page
    .locator("input[type=file]")
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: png(300, 200) });
  const dialog = colleague.page.getByRole("dialog", { name: "Choose what is shown" });
  await dialog.getByRole("img").press("ArrowLeft");
  await dialog.getByRole("button", { name: "Use this picture" }).click();
  await expect(dialog).toBeHidden();
  await expect(colleague.page.locator(".profile-who img")).toHaveJSProperty("naturalWidth", 256);

  const question = unique("Who are you?");
  await customer.asks(question);
  await colleague.opens(await customer.conversation());
  await colleague.takes();
  await colleague.says("Carla, hello!");
  await customer.sees("Carla, hello!");
  await expect(customer.frame.locator(".conversation-header img")).toHaveJSProperty("naturalWidth", 256);

  await colleague.page.goto("/settings/profile");
  await colleague.page.getByRole("button", { name: "Remove" }).click();
  await expect(colleague.page.locator(".profile-who img")).toHaveCount(0);
});

test("[AG30] an owner sets single sign-on up against a real provider, and an agent comes in through it", async ({
  owner,
  browser,
  baseURL,
  expectNoise,
}) => {
  // Of the provider's own pages.
  expectNoise(/fonts\.googleapis\.com|favicon\.ico/);
  const origin = baseURL ?? "";
  const client = { id: "fala", secret: unique("secret").replace(" ", "-") };
  const provider = await startProvider(origin, client);
  await owner.page.goto("/settings/sign-in");
  await owner.page.getByText("Offer single sign-on").click();
  await owner.page.getByLabel("Issuer").fill(provider.issuer);
  await owner.page.getByLabel("Client ID").fill(client.id);
  await owner.page.getByLabel("Client secret").fill(client.secret);
  await owner.page.getByLabel("Name of the button").fill("Serra Coffee");
  await owner.page.getByRole("button", { name: "Save" }).click();
  await expect(owner.page.getByText("One is kept.")).toBeVisible();

  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.goto("/settings/profile");
  await page.getByRole("link", { name: "Continue with Serra Coffee" }).click();
  await page.getByPlaceholder("Enter any login").fill("diego@demo.fala");
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await expect(page.getByText("diego@demo.fala")).toBeVisible();
  await context.close();

  await owner.page.getByText("Offer single sign-on").click();
  await owner.page.getByRole("button", { name: "Save" }).click();
  await expect(owner.page.getByLabel("Issuer")).toHaveCount(0);
  provider.stop();
});

/** A PNG of one colour. */
function png(width: number, height: number): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x9a)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
