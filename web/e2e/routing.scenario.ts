import { expect, test, unique } from "./actors.ts";

test("[RR1][RR10] an admin sends what is asked on one page to another team, tries it out, and it is so", async ({
  owner,
  customer,
}) => {
  const page = owner.page;
  const place = unique("campaign").replace(" ", "-");
  await owner.opensTheConsole("/settings/routing");
  await page.getByRole("button", { name: "Add rule" }).click();
  const rule = page.getByRole("article").last();
  const name = rule.getByRole("textbox", { name: "Name" });
  await name.fill(place);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(rule.getByText("A condition is not complete.")).toBeVisible();
  await rule.getByRole("textbox", { name: "Values" }).fill(place);
  await page.keyboard.press("Enter");
  await rule.getByRole("button", { name: /^Then the team is/ }).click();
  await page.getByRole("option", { name: "Wholesale" }).click();

  const example = page.getByRole("complementary", { name: "Try it out" });
  await example.getByRole("textbox", { name: "Page" }).fill(`https://shop.example/wholesale?${place}`);
  await expect(example.getByRole("status")).toContainText("Offices and cafés");
  const handle = page.getByRole("button", { name: `Move ${place}`, exact: true });
  await handle.press("Home");
  await expect(handle).toBeFocused();
  await expect(example.getByRole("status")).toContainText(`Rule 1, “${place}”`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  const words = unique("Do you deliver to our office?");
  await customer.asks(words, `/?${place}`);
  await owner.opensTheConsole();
  await expect(owner.row(words)).toContainText("Wholesale");
});

test("[RR1][RR7][RR8] rules are put in order by dragging, by key and by button; one that can never match is pointed out", async ({
  owner,
}) => {
  const page = owner.page;
  await owner.opensTheConsole("/settings/routing");
  const names = page.getByRole("article").locator(".rule-name");
  await expect(names.first()).toBeVisible();
  const before = await names.allTextContents();
  const [first = "", second = "", ...others] = before;
  const handle = page.getByRole("button", { name: `Move ${first}`, exact: true });
  const drag = async () => {
    // Back where it belongs, if it was let go just now.
    await handle.hover();
    const [from, past] = [await handle.boundingBox(), await page.getByRole("article").nth(1).boundingBox()];
    await page.mouse.move((from?.x ?? 0) + 4, (from?.y ?? 0) + 4);
    await page.mouse.down();
    await page.mouse.move((from?.x ?? 0) + 4, (past?.y ?? 0) + (past?.height ?? 0), { steps: 8 });
  };
  await drag();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(names).toHaveText(before);
  await drag();
  await page.mouse.up();
  await expect(names).toHaveText([second, first, ...others]);
  await expect(handle).toBeFocused();
  await handle.press("ArrowUp");
  await expect(names).toHaveText(before);
  await page.getByRole("button", { name: first, exact: true }).press("Enter");
  await page.getByRole("button", { name: "Move down" }).press("Enter");
  await expect(names).toHaveText([second, first, ...others]);
  await expect(page.getByRole("button", { name: "Move down" })).toBeFocused();
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(names).toHaveText(before);
  await page.getByRole("button", { name: first, exact: true }).press("Enter");

  await page.getByRole("button", { name: "Offices and cafés", exact: true }).click();
  const rule = page.getByRole("article").filter({ hasText: "Offices and cafés" }).first();
  await rule.getByRole("button", { name: "Add condition" }).click();
  await page.getByRole("menuitem", { name: /^Page/ }).click();
  await rule.getByRole("textbox", { name: "Values" }).last().fill("/help");
  await page.keyboard.press("Enter");
  await rule
    .getByRole("button", { name: /^How it is compared/ })
    .last()
    .click();
  await page.getByRole("option", { name: "starts with", exact: true }).click();
  await expect(rule.getByText("its conditions exclude each other")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(rule.getByText("its conditions exclude each other")).toBeHidden();
});
