import { expect, test, unique } from "./actors.ts";

/** The guide's order, from left to right. */
const places = ["Article", "Image", "Video", "Flow", "Audio", "File", "Request co-browsing", "Chat block"];

test("the bar has eight places in the guide's order, folds away, and is remembered", async ({
  somebodyAsks,
  agent,
}) => {
  await agent.opens(await somebodyAsks(unique("Which filter fits?")));
  const bar = agent.page.getByRole("toolbar", { name: "Send more than words" });
  const buttons = bar.getByRole("button");
  await expect(buttons).toHaveCount(places.length);
  for (const [at, place] of places.entries()) {
    await expect(buttons.nth(at)).toHaveAccessibleName(new RegExp(`^${place}\\b`));
  }

  // From the text: the zigzag, then the bar as one stop, which the arrows go along; Escape leads back into the text.
  await agent.message.focus();
  await agent.page.keyboard.press("Tab");
  await expect(agent.button("Hide the bar")).toBeFocused();
  await agent.page.keyboard.press("Tab");
  await expect(buttons.first()).toBeFocused();
  await agent.page.keyboard.press("End");
  await expect(buttons.last()).toBeFocused();
  await agent.page.keyboard.press("Escape");
  await expect(agent.message).toBeFocused();

  await agent.page.keyboard.press("Alt+b");
  await expect(bar).toBeHidden();
  await expect(agent.message).toBeFocused();
  await agent.page.reload();
  await agent.button("Show the bar").click();
  await expect(bar).toBeVisible();
});

test("words keep clear of the zigzag, in whichever direction they and the console are written", async ({
  somebodyAsks,
  agent,
}) => {
  await agent.opens(await somebodyAsks(unique("From right to left?")));
  const zigzag = agent.button("Hide the bar");
  await expect(zigzag).toBeVisible();
  for (const direction of ["ltr", "rtl"]) {
    await agent.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    for (const words of ["Hello", "שלום"]) {
      await agent.message.fill(words);
      await expect(agent.message).toHaveValue(words);
      const sign = await zigzag.boundingBox();
      const room = await agent.message.evaluate((field) => {
        const { left, right } = field.getBoundingClientRect();
        const { paddingLeft, paddingRight } = getComputedStyle(field);
        return { left: left + Number.parseFloat(paddingLeft), right: right - Number.parseFloat(paddingRight) };
      });
      if (sign === null) throw new Error("no zigzag");
      expect(sign.x >= room.right || sign.x + sign.width <= room.left, `${words}, ${direction}`).toBe(true);
    }
  }
  await agent.message.fill("");
});
