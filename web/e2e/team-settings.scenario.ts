import { expect, test, unique } from "./actors.ts";

test("[IN42][IN43][IN46] an admin makes a team and puts somebody in it; deleted, it leaves what it has to another one", async ({
  owner,
}) => {
  const page = owner.page;
  const name = unique("Returns");
  await owner.opensTheConsole("/settings/teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByText("its conversations ring for nobody")).toBeVisible();

  await page.getByRole("button", { name: "Add agent" }).click();
  // Whoever can be chosen shows whether they are there.
  const emma = page.getByRole("option", { name: "Emma Wilson" });
  await expect(emma.getByRole("img", { name: /Available|Busy|Away/ })).toBeVisible();
  await emma.click();
  await page.getByRole("radio", { name: /^Balanced/ }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "All teams" }).click();
  const row = page.getByRole("main").getByRole("link", { name: new RegExp(name) });
  await expect(row).toContainText("Balanced");
  await expect(row).toContainText("1 agent");

  const limit = page.getByRole("textbox", { name: "At most" });
  await limit.fill("0");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Enter 1 to 100.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();

  await row.click();
  await page.getByRole("button", { name: "Delete team" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("no conversations, sites or rules");
  await question.getByRole("button", { name: "Delete team" }).click();
  await expect(page.getByText(`${name} is deleted.`)).toBeVisible();
  await expect(row).toBeHidden();
});
