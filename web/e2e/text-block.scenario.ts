import { join } from "node:path";
import { expect, test, unique } from "./actors.ts";

const photo = join(import.meta.dirname, "files", "leaf.webp");

test("[TB11][AT17] a block is made on its page with a file, and put into a message with #, more than one, beside what is there", async ({
  customer,
  agent,
}) => {
  const name = unique("leaf").replace(" ", "-");
  await agent.opensTheConsole("/text-blocks/new");
  const { page } = agent;
  await page.getByRole("textbox", { name: "Title" }).fill(name);
  await page
    .getByRole("textbox", { name: "Text", exact: true })
    .fill("Dear {{customer.name|friend}}, your code is {{attribute.code}}.");
  const opening = page.waitForEvent("filechooser");
  await agent.button("Add a file").click();
  await (await opening).setFiles([photo]);
  await expect(page.locator(".file-chip[data-state=done]")).toContainText("leaf.webp");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(/\/text-blocks\/[0-9a-f-]{36}$/);

  await customer.asks(unique("Which leaf is this?"));
  await agent.opens(await customer.conversation());
  const list = page.getByRole("listbox", { name: "Text blocks" });
  const option = list.getByRole("option", { name: new RegExp(name) });
  await agent.message.pressSequentially(`Hi! #${name}`);
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(agent.message).toHaveValue(`Hi! #${name}`);
  await agent.message.fill("");
  await agent.message.pressSequentially(`Hi! #${name}`);
  await expect(option).toBeVisible();
  await page.keyboard.press("Tab");
  const first = "Hi! Dear friend, your code is {{attribute.code}}.";
  await expect(agent.message).toHaveValue(first);
  // What nobody knows is selected, to be typed over; until then it does not go.
  await expect(agent.button("Send")).toBeDisabled();
  await page.keyboard.type("A1");
  await expect(agent.button("Send")).toBeEnabled();
  await page.keyboard.press("End");
  await page.keyboard.type(" #hello");
  await expect(list.getByRole("option", { name: /^Greeting/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(agent.message).toHaveValue(/^Hi! Dear friend, your code is A1\. Hello there, this is Bruno /);
  await expect(page.locator(".composer .file-chip[data-state=done]")).toContainText("leaf.webp");
  await page.keyboard.press("Enter");
  await customer.sees("your code is A1");
  await expect(customer.log.getByRole("button", { name: "Open leaf.webp" })).toBeVisible();

  // A slip that finds nothing is said once and then sent as it stands; an order goes at once.
  const missed = page.getByText("No text block is found by “#xqzw”");
  await agent.message.pressSequentially("Thanks #xqzw");
  await page.keyboard.press("Enter");
  await expect(missed).toBeVisible();
  await expect(agent.message).toHaveValue("Thanks #xqzw");
  await page.keyboard.press("Enter");
  await customer.sees("Thanks #xqzw");
  await expect(missed).toBeHidden();
  await agent.message.pressSequentially("It is #1042");
  await page.keyboard.press("Enter");
  await customer.sees("It is #1042");

  // In a note as well.
  await page.getByRole("tab", { name: "Note" }).click();
  await agent.message.pressSequentially("#moment");
  await page.keyboard.press("Enter");
  await expect(agent.message).toHaveValue("Let me look that up for you, one moment please.");
});

test("[TB3][TB14] on their page blocks come in from a table, are found by words and folder and duplicated; of two who save, the second sees both", async ({
  agent,
  expectNoise,
}) => {
  // The browser writes a line for the save that comes too late.
  expectNoise(/409/);
  const name = unique("tide").replace(" ", "-");
  const table = `shortcut,title,folder,text
${name},Low ${name},Sea/${name},"Low at six
in the morning"
not ok,Wrong,,words
${name}-2,High ${name},Sea/${name},At noon
`;
  const { page } = agent;
  await agent.opensTheConsole("/text-blocks");
  await agent.button("Import and export").click();
  await page.getByRole("menuitem", { name: "Import a file" }).click();
  const dialog = page.getByRole("dialog", { name: "Import blocks" });
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "blocks.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await expect(
    dialog.getByText("Line 4: the shortcut is missing or has characters that it may not have"),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Import 2 blocks" }).click();
  await expect(dialog.getByText("2 blocks were imported")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();

  const rows = page.locator("a.block-row");
  await page.getByRole("textbox", { name: "Search blocks" }).fill(`low ${name}`);
  await expect(rows).toHaveCount(1);
  await page.getByRole("textbox", { name: "Search blocks" }).fill("");
  await page.getByRole("button", { name: /Folder/ }).click();
  await page.getByRole("option", { name: `Sea/${name}` }).click();
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasText: "Low" }).click();
  await agent.button("Duplicate").click();
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toHaveValue(`Low ${name} (copy)`);
  await agent.button("Save").click();
  await expect(rows).toHaveCount(3);

  const other = await agent.opensATab();
  await other.page.goto(page.url());
  const words = (on: typeof page) => on.getByRole("textbox", { name: "Text", exact: true });
  await expect(words(other.page)).toHaveValue("Low at six\nin the morning");
  await words(page).fill("Low at seven");
  await agent.button("Save").click();
  await expect(agent.toasts.getByText("Saved").last()).toBeVisible();
  await words(other.page).fill("Low at eight");
  await other.button("Save").click();
  await expect(other.page.getByRole("row", { name: "Text Low at seven Low at eight" })).toBeVisible();
  await expect(words(other.page)).toHaveValue("Low at eight");
  await other.button("Keep my changes on top of theirs").click();
  await other.button("Save").click();
  await expect(other.button("Save")).toBeHidden();
  await page.reload();
  await expect(words(page)).toHaveValue("Low at eight");

  await page.goto(new URL("/text-blocks/long-gone", page.url()).href);
  await expect(page.getByText("This block is not there any more")).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByText("Choose a block")).toBeVisible();
});
