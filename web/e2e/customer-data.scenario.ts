import { expect, test, unique } from "./actors.ts";

test("[CD1][CD3] who may gives out everything of a customer as one file, and erases them after typing their name", async ({
  customer,
  agent,
  owner,
}) => {
  const name = unique("Helena");
  const words = unique("Please tell me what you know");
  await customer.opensTheShop();
  await customer.isIdentified({ name, email: "helena@example.com" });
  await customer.opensTheChat();
  await customer.says(words);
  await customer.seesItSent(words);
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await expect(agent.panel.getByRole("heading", { name })).toBeVisible();
  await expect(agent.panel.getByRole("button", { name: "Erase customer…" })).toHaveCount(0);

  await owner.opens(conversation);
  await owner.panel.getByRole("button", { name: "Export everything…" }).click();
  const exporting = owner.page.getByRole("dialog", { name: `Export everything of ${name}` });
  await expect(exporting).toContainText("1 conversation");
  const download = owner.page.waitForEvent("download");
  await exporting.getByRole("button", { name: "Export" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${name.replace(" ", "-")}.zip`);
  const bytes = await (await file.createReadStream()).toArray();
  // Stored, not compressed: what is in it can be read as it is.
  const content = Buffer.concat(bytes as Buffer[]).toString("utf8");
  for (const part of ["customer.json", "/transcript.txt", "/conversation.json", words]) expect(content).toContain(part);
  await expect(exporting).toHaveCount(0);

  await owner.panel.getByRole("button", { name: "Erase customer…" }).click();
  const erasing = owner.page.getByRole("alertdialog");
  await expect(erasing).toContainText("Nobody can bring it back.");
  await expect(erasing.getByRole("button", { name: "Erase customer" })).toBeDisabled();
  await erasing.getByRole("textbox").fill(name);
  await erasing.getByRole("button", { name: "Erase customer" }).click();
  await expect(owner.toasts).toContainText(`Everything of ${name} was erased`);
  await expect(owner.row(words)).toHaveCount(0);
  await expect(customer.log.getByText(words)).toHaveCount(0);
});
