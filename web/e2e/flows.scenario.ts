import { expect, test, unique } from "./actors.ts";
import { violations } from "./axe.ts";

test("a flow is drawn on the canvas, tried out, mended, published, and sent; it asks, and hands over with the answers", async ({
  owner,
  customer,
}) => {
  const name = unique("Which coffee");
  const { page } = owner;
  const step = (words: string) => page.getByRole("application").getByRole("group").filter({ hasText: words });
  const exit = (of: string, at: string) => step(of).locator(`[data-exit="${at}"]`);
  const pulls = async (from: ReturnType<typeof exit>, by: { x: number; y: number }) => {
    await from.hover();
    await page.mouse.down();
    const box = await from.boundingBox();
    await page.mouse.move((box?.x ?? 0) + by.x, (box?.y ?? 0) + by.y, { steps: 4 });
    await page.mouse.up();
  };
  const chooses = async (kind: string) => {
    await page.getByRole("combobox", { name: "Which step comes here?" }).fill(kind);
    await page.keyboard.press("Enter");
  };

  await owner.opensTheConsole("/flows");
  await page.getByRole("button", { name: "New flow" }).press("Enter");
  await page.getByRole("button", { name: /^Empty flow/ }).press("Enter");
  await page.getByRole("textbox", { name: "Name of the flow" }).fill(name);
  await page.getByRole("button", { name: /^Ask/ }).first().click();
  await page.getByRole("textbox", { name: "Question" }).fill("Whole beans or ground?");
  await page.getByRole("button", { name: "Add an answer" }).press("Enter");
  await page.keyboard.type("Whole beans");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ground");
  await page.getByRole("textbox", { name: "Call the answer" }).fill("Grind");

  // A line let go over nothing asks for the next step.
  await pulls(exit("Whole beans or ground?", "next"), { x: 130, y: 60 });
  await chooses("hand over");
  await page.getByRole("textbox", { name: "Words to the customer" }).fill("{{answer.grnd}} it is!");
  await expect(page.getByText("{{answer.grnd}} is nothing that is known here.")).toBeVisible();
  await page.getByRole("textbox", { name: "Words to the customer" }).fill("{{answer.grind}} it is!");
  await expect(page.getByRole("button", { name: /problem/ })).toBeHidden();

  // Taken back, and done again.
  await step("Hand over").focus();
  await page.keyboard.press("Delete");
  await expect(step("Hand over")).toBeHidden();
  await page.keyboard.press("ControlOrMeta+KeyZ");
  await expect(step("Hand over")).toBeVisible();
  await page.keyboard.press("Shift+KeyT");
  expect(await violations(page, "the canvas", "main")).toEqual([]);

  await page.getByRole("button", { name: "Try it out" }).press("Enter");
  const rehearsal = page.getByRole("log", { name: "The flow as a customer meets it" });
  await rehearsal.getByRole("button", { name: "Ground" }).press("Enter");
  await expect(rehearsal.getByText("Ground it is!")).toBeVisible();
  await expect(rehearsal.getByText(/^Handed over to/)).toBeVisible();

  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).press("Enter");
  await expect(page.getByText("Version 1 runs")).toBeVisible();

  await customer.asks(unique("I would like some coffee"));
  await owner.opens(await customer.conversation());
  await owner.takes();
  await page
    .getByRole("toolbar", { name: "Send more than words" })
    .getByRole("button", { name: "Flow", exact: true })
    .press("Enter");
  await page.getByRole("combobox", { name: "Search flows" }).fill(name);
  await page.keyboard.press("Enter");
  const sends = page.getByRole("button", { name: "Send the flow" });
  await expect(sends).toBeEnabled();
  await sends.press("Enter");
  await expect(customer.frame.getByText("Whole beans or ground?")).toBeVisible();
  await customer.frame.getByRole("button", { name: "Whole beans" }).click();
  await expect(customer.frame.getByText("Whole beans it is!")).toBeVisible();
  await expect(owner.entries.getByText("Grind: Whole beans")).toBeVisible();
  await expect(owner.panel.getByText("Whole beans")).toBeVisible();
});

test("the same flow is written as an outline with the keyboard alone, and a file that is none is refused by path", async ({
  owner,
}) => {
  const { page } = owner;
  await owner.opensTheConsole("/flows");
  await page.getByRole("button", { name: "Import" }).press("Enter");
  const file = {
    format: "fala.flow",
    formatVersion: 1,
    name: unique("Opening hours"),
    description: "",
    definition: { start: "a", person: true, steps: [{ kind: "shout", id: "a" }] },
  };
  const choose = (content: object) =>
    page
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({
        name: "flow.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify(content)),
      });
  await choose(file);
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("definition.steps.0");
  await choose({ ...file, definition: { start: null, person: true, steps: [] } });
  await expect(page.getByRole("heading", { name: "How does it begin?" })).toBeVisible();

  const press = (name: string | RegExp) => page.getByRole("button", { name }).press("Enter");
  await press("Outline");
  await press(/^Say/);
  await page.getByRole("textbox", { name: "Words", exact: true }).fill("We are open from nine to six.");
  await press("Add a step after “Say”");
  await page.getByRole("menuitem", { name: "End", exact: true }).press("Enter");
  const lines = page.getByRole("list", { name: "Outline of the flow" }).locator(".flow-line-main");
  await expect(lines).toHaveCount(2);
  await expect(page.getByRole("button", { name: /problem/ })).toBeHidden();
  await lines.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(lines.nth(1)).toBeFocused();
  expect(await violations(page, "the outline", "main")).toEqual([]);
  await page.keyboard.press("Delete");
  await expect(lines).toHaveCount(1);
  await expect(page.getByRole("button", { name: "1 problem" })).toBeVisible();
});
