import { expect, test, unique } from "./actors.ts";

test("an agent does the whole job from the keyboard", async ({ customer, agent }) => {
  const [question, answer, note] = [unique("No mouse here"), unique("None needed"), unique("Keyboard only")];
  const keys = agent.page.keyboard;
  await agent.opensTheConsole("/live-chat/waiting?sort=newest");
  await customer.asks(question);
  await expect(agent.row(question)).toBeVisible();

  // Into the list by Tab, to the newest row, and in.
  await agent.page.getByRole("textbox", { name: "Search conversations" }).focus();
  await expect(async () => {
    await keys.press("Tab");
    await expect(agent.row(question)).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await keys.press("Enter");
  await agent.sees(question);
  await expect(agent.message).toBeFocused();

  await keys.press("Alt+a");
  await expect(agent.page.getByRole("button", { name: "Owner: You" })).toBeVisible();
  await keys.press("Alt+l");
  await keys.type(answer);
  await keys.press("Enter");
  await customer.sees(answer);
  await keys.press("Alt+p");
  await keys.type(note);
  await keys.press("Enter");
  await expect(agent.entry(note)).toHaveAttribute("data-kind", "note");

  // Whoever thinks better of it writes on where they wrote.
  await keys.type("Half a sentence");
  await keys.press("Alt+t");
  await expect(agent.page.getByRole("combobox", { name: "Find an agent or a team" })).toBeFocused();
  await keys.press("Escape");
  const writing = agent.page.locator(".composer-field > textarea");
  await expect(writing).toBeFocused();
  await keys.type(", and the rest");
  await expect(writing).toHaveValue("Half a sentence, and the rest");

  // Hand over and back by the picker alone.
  await keys.press("Alt+t");
  await expect(agent.page.getByRole("combobox", { name: "Find an agent or a team" })).toBeFocused();
  await keys.type("carla");
  await keys.press("Enter");
  await keys.type("Have a look");
  await keys.press("Enter");
  await expect(agent.entries).toContainText("You transferred the conversation to Carla Mendes");
  await agent.page.getByRole("button", { name: /^Owner: Carla/ }).focus();
  await keys.press("Enter");
  await expect(agent.page.getByRole("menuitem", { name: "Take over from Carla Mendes" })).toBeFocused();
  await keys.press("Enter");
  await expect(agent.page.getByRole("button", { name: "Owner: You" })).toBeVisible();

  await keys.press("Alt+m");
  await expect(agent.page.getByRole("dialog")).toBeVisible();
  await keys.press("Escape");
  await expect(agent.page.getByRole("dialog")).toBeHidden();
  await keys.press("Alt+e");
  await expect(agent.entries).toContainText("You marked the conversation as done");
  await customer.sees("Bruno Lima marked this conversation as done");

  await keys.press("Shift+?");
  const shortcuts = agent.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts).toBeVisible();
  await keys.press("Escape");
  await expect(shortcuts).toBeHidden();

  // Also while a toast is there, which has a key of its own.
  await expect(agent.toasts.getByText("Marked as done")).toBeVisible();
  await writing.focus();
  await keys.press("Alt+t");
  await expect(agent.page.getByRole("combobox", { name: "Find an agent or a team" })).toBeFocused();
  await keys.press("Escape");
  await expect(writing).toBeFocused();
});

test("the caret is in the composer after a press that takes its own button away, and what is typed nowhere goes there", async ({
  somebodyAsks,
  agent,
}) => {
  const keys = agent.page.keyboard;
  await agent.opens(await somebodyAsks(unique("Where is the caret?")));
  await agent.button("Assign to me").press("Enter");
  await expect(agent.message).toBeFocused();
  await agent.button("Done").press("Enter");
  await expect(agent.button("Reopen")).toBeVisible();
  await expect(agent.message).toBeFocused();
  await agent.button("Reopen").press("Enter");
  await expect(agent.button("Done")).toBeVisible();
  await expect(agent.message).toBeFocused();

  // As when a call ends that had the focus.
  await agent.message.evaluate((field) => field.blur());
  await keys.press("Space");
  await keys.type("Hello");
  await expect(agent.message).toBeFocused();
  await expect(agent.message).toHaveValue("Hello");
});

test("chat blocks and flows are found and sent with Enter alone", async ({ somebodyAsks, agent }) => {
  const keys = agent.page.keyboard;
  await agent.opens(await somebodyAsks(unique("No mouse for blocks")));
  await agent.takes();
  await agent.button("Chat block").press("Enter");
  const blocks = agent.page.getByRole("dialog", { name: "Send a chat block" });
  await expect(blocks.getByRole("combobox", { name: "Search chat blocks" })).toBeFocused();
  await keys.type("helpful");
  await expect(blocks.getByRole("button", { name: "Send 1 message" })).toBeVisible();
  await keys.press("Enter");
  await expect(blocks).toBeHidden();
  await agent.sees("Did that answer your question?");
  await expect(agent.message).toBeFocused();

  await agent.button("Flow").press("Enter");
  const flows = agent.page.getByRole("dialog", { name: "Send a flow" });
  await expect(flows.getByRole("option", { name: /^How was it/ })).toBeVisible();
  await keys.type("how was");
  await keys.press("Enter");
  // One press to choose, one to send.
  await expect(flows.getByRole("button", { name: "Send the flow" })).toBeEnabled();
  await keys.press("Enter");
  await expect(flows).toBeHidden();
  await expect(agent.entries).toContainText("You sent the flow “How was it?”");
  await agent.button("Take over").press("Enter");
  await expect(agent.message).toBeFocused();
});

test("whatever has the focus shows it", async ({ somebodyAsks, agent }) => {
  await agent.opens(await somebodyAsks(unique("Focus")));
  await agent.page.getByRole("textbox", { name: "Search conversations" }).focus();
  const unseen: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await agent.page.keyboard.press("Tab");
    const lost = await agent.page.evaluate(() => {
      const { activeElement: focused } = document;
      if (!focused || focused === document.body) return null;
      const ring = (element: Element | null, pseudo?: string): boolean => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo);
        return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      };
      // A field may show it at the box around it.
      const shown =
        ring(focused) ||
        ring(focused, "::after") ||
        ring(focused, "::before") ||
        ring(focused.parentElement) ||
        ring(focused.closest(".composer, .inbox-search, .ui-field"));
      return shown ? null : (focused.getAttribute("aria-label") ?? focused.textContent ?? focused.tagName).slice(0, 60);
    });
    if (lost !== null) unseen.push(lost);
  }
  expect(unseen).toEqual([]);
});
