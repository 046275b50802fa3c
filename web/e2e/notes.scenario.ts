import type { Page } from "@playwright/test";
import { expect, test, unique } from "./actors.ts";

/** Every frame that the page's sockets receive from now on, also in its frames. */
function hear(page: Page): string[] {
  const heard: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  return heard;
}

/** The seq of each entry that is in these frames, in the order of arrival. */
function seqsIn(frames: string[]): number[] {
  return frames
    .filter((frame) => frame.startsWith("{"))
    .map((frame) => JSON.parse(frame) as { kind: string; entries?: { seq: number }[] })
    .flatMap(({ kind, entries }) => (kind === "entries" ? (entries ?? []).map(({ seq }) => seq) : []));
}

test("a note is seen by the team, and nothing of it ever reaches the customer", async ({
  customer,
  agent,
  colleague,
}) => {
  const frames = hear(customer.page);
  const secret = `secret${unique("").trim()}`;
  const after = unique("Back to you");
  await customer.asks(unique("Is there a discount?"));
  const conversation = await customer.conversation();
  await agent.opens(conversation);
  await agent.takes();
  await colleague.opens(conversation);
  await customer.sees("Bruno Lima now talks with you");
  const before = frames.length;

  // Typed, sent, edited, answered with another one, and deleted.
  await agent.page.getByRole("tab", { name: "Note" }).click();
  await agent.message.pressSequentially(`${secret} one`);
  await expect(colleague.page.getByRole("status").filter({ hasText: "Bruno Lima is writing a note" })).toBeVisible();
  await agent.button("Add note").click();
  const note = colleague.entry(`${secret} one`);
  await expect(note).toHaveAttribute("data-kind", "note");
  await expect(note).toContainText("Only the team sees this");
  await agent.entry(`${secret} one`).hover();
  await agent.entry(`${secret} one`).getByRole("button", { name: "Edit" }).click();
  await agent.page.getByRole("textbox", { name: "Edit message" }).fill(`${secret} two`);
  await agent.button("Save").click();
  await colleague.sees(`${secret} two`);
  await colleague.writesANote(`${secret} three`);
  await agent.entry(`${secret} two`).hover();
  await agent.entry(`${secret} two`).getByRole("button", { name: "Delete" }).click();
  await agent.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(colleague.entries.getByText("Note deleted")).toBeVisible();

  // The next message is the very next thing that the customer's side hears, and no number is missing.
  await agent.says(after);
  await customer.sees(after);
  const live = frames.slice(before).filter((frame) => frame !== "pong");
  const kinds = live.map((frame) => (JSON.parse(frame) as { kind: string }).kind);
  expect(kinds.slice(0, kinds.indexOf("entries")).filter((kind) => kind !== "typing")).toEqual([]);
  const seqs = seqsIn(frames);
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));

  // Resume after a cut, a fresh page after a reload, and the panel's own words.
  await customer.goesOffline();
  await colleague.writesANote(`${secret} four`);
  await agent.sees(`${secret} four`);
  await customer.comesBackOnline();
  await customer.page.reload();
  await customer.hasTheChatStillOpen();
  await customer.sees(after);
  const all = frames.join("\n");
  expect(all).toContain(after);
  expect(all).not.toContain(secret);
  expect(all).not.toMatch(/"kind":"(note|assigned|transferred|started|identified)"/);
  await expect(customer.frame.locator("body")).not.toContainText(secret);
  expect(await customer.kept("fala.")).not.toContain(secret);
});

test("[CV99] the composer stays where it is after a note, opens where one was begun, and says what it sends", async ({
  somebodyAsks,
  agent,
}) => {
  const [question, first, second] = [unique("Is it broken?"), unique("Looks broken"), unique("And the lid too")];
  const conversation = await somebodyAsks(question);
  await agent.opens(conversation);
  const tab = (name: string) => agent.page.getByRole("tab", { name });
  await expect(tab("Reply")).toHaveAttribute("aria-selected", "true");
  await expect(agent.button("Send")).toBeVisible();

  // Whoever goes on writing goes on for the team.
  await agent.page.keyboard.press("Alt+p");
  await expect(agent.button("Send")).toHaveCount(0);
  for (const words of [first, second]) {
    await agent.page.keyboard.type(words);
    await agent.page.keyboard.press("Enter");
    await expect(agent.entry(words)).toHaveAttribute("data-kind", "note");
  }
  await expect(tab("Note")).toHaveAttribute("aria-selected", "true");

  // What was begun for the team is there again as a note; what was begun for the customer comes first.
  await agent.page.keyboard.type("Half a note");
  await agent.opens(conversation);
  await expect(tab("Note")).toHaveAttribute("aria-selected", "true");
  await expect(agent.message).toHaveValue("Half a note");
  await agent.page.keyboard.press("Alt+l");
  await expect(agent.message).toHaveValue("");
  await agent.page.keyboard.type("Half a reply");
  await agent.opens(conversation);
  await expect(tab("Reply")).toHaveAttribute("aria-selected", "true");
  await expect(agent.message).toHaveValue("Half a reply");
});

test("a note mentions a colleague with @, who is told wherever they are", async ({
  somebodyAsks,
  agent,
  colleague,
}) => {
  const words = unique("can you check refund 771?");
  await colleague.opensTheConsole("/settings/profile");
  await agent.opens(await somebodyAsks(unique("Refund")));
  await agent.takes();

  await agent.page.getByRole("tab", { name: "Note" }).click();
  await agent.message.pressSequentially("@Car");
  await expect(agent.page.getByRole("listbox", { name: "Mention a colleague" })).toBeVisible();
  await agent.message.press("Enter");
  await agent.message.pressSequentially(words);
  await agent.button("Add note").click();

  const card = colleague.notification(words);
  await expect(card).toContainText("Bruno Lima mentioned you");
  await card.click();
  await colleague.sees(words);
  await expect(colleague.entry(words).locator(".entry-mention")).toHaveText("@Carla Mendes");
});
