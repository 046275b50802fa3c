import { expect, test, unique } from "./actors.ts";

test("a conversation stands in the list that fits it: Waiting, Mine, All open, Snoozed, Done", async ({
  somebodyAsks,
  agent,
}) => {
  const question = unique("Where do I stand?");
  await agent.opensTheConsole("/live-chat/waiting?sort=newest");
  const conversation = await somebodyAsks(question);
  const standsIn = async (...names: string[]) => {
    for (const name of ["Waiting", "Mine", "All open", "Snoozed", "Done"]) {
      await agent.goesToTheList(name);
      await expect(agent.list(name)).toBeAttached();
      if (names.includes(name)) await expect(agent.row(question)).toBeVisible();
      else await expect(agent.row(question)).toHaveCount(0);
    }
  };

  await standsIn("Waiting", "All open");
  await agent.opens(conversation);
  await agent.takes();
  await standsIn("Mine", "All open");
  await agent.opens(conversation);
  await agent.choosesStatus("Snooze");
  await agent.page.getByRole("dialog").getByRole("button", { name: "Until the next reply" }).click();
  await standsIn("Snoozed");
  await agent.opens(conversation);
  await agent.button("Done").click();
  await standsIn("Done");
});

for (const locale of ["en-US", "pt-BR"]) {
  test(`[IN58] no list's name is cut, whatever the numbers (${locale})`, async ({ people }) => {
    const agent = await people.agent("bruno", { locale, viewport: { width: 1440, height: 900 } });
    await agent.page.goto("/live-chat/waiting");
    const lists = agent.page.locator(".inbox-switcher");
    await expect(lists.getByRole("link")).toHaveCount(5);
    // Drawn only: this many conversations are not made for a picture.
    const fits = (numbers: Record<string, string>) =>
      lists.evaluate((list, drawn) => {
        for (const link of list.querySelectorAll<HTMLElement>("[data-list]")) {
          link.dataset["count"] = drawn[link.dataset["list"] ?? ""] ?? "";
        }
        return list.scrollWidth <= list.clientWidth;
      }, numbers);
    expect(await fits({ waiting: "2", mine: "1", open: "3+", snoozed: "1" })).toBe(true);
    expect(await fits({ waiting: "128", mine: "14", open: "142+", snoozed: "32" })).toBe(true);
  });
}

test("a row says who, the last words, how long they wait, how much is unread, and whose it is", async ({
  customer,
  agent,
  colleague,
}) => {
  const [question, more, answer] = [unique("One"), unique("Two"), unique("Answer")];
  await customer.asks(question);
  await customer.says(more);
  await agent.opensTheConsole();
  const row = agent.row(more);
  await expect(row).toContainText(/Customer \w+/);
  await expect(row).toContainText(/Waiting for/);
  await expect(row).toContainText(/#\d+/);
  await expect(row.getByText("2", { exact: true })).toBeVisible();
  await expect(row).toContainText("2 unread messages");

  await colleague.opens(await customer.conversation());
  await expect(row).not.toContainText("unread message");
  await colleague.says(answer);
  await agent.goesToTheList("All open");
  await expect(agent.row(answer)).toContainText("Owner: Carla Mendes");
  await expect(agent.row(answer).getByRole("img", { name: "Answered:" })).toBeVisible();
  await expect(agent.row(answer)).not.toContainText("Waiting for");
});

test("filters by team and agent, and sorts by newest and longest waiting; all of it stands in the address", async ({
  owner,
}) => {
  // Among those that are done nobody else of these scenarios finishes what is needed here.
  await owner.opensTheConsole("/live-chat/done");
  const rows = owner.page.locator("a.inbox-row");
  const choose = async (label: string, option: string) => {
    const dialog = owner.page.getByRole("dialog", { name: "Filter" });
    await owner.page.getByRole("button", { name: /^Filter/ }).click();
    await dialog.getByRole("button", { name: new RegExp(`^${label}`) }).click();
    await owner.page.getByRole("option", { name: option, exact: true }).click();
    await expect(owner.page.getByRole("listbox")).toBeHidden();
    await owner.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  };
  await choose("Team", "Sales");
  await expect(owner.page).toHaveURL(/team=team-sales/);
  await expect(rows.filter({ hasText: "Support" })).toHaveCount(0);
  await expect(rows.filter({ hasText: "Sales" }).first()).toBeVisible();
  await choose("Team", "All teams");
  await choose("Agent", "Emma Wilson");
  await expect(owner.page).toHaveURL(/agent=agent-emma-wilson/);
  await expect(rows.first()).toContainText("Owner: Emma Wilson");
  await expect(rows.filter({ hasNotText: "Owner: Emma Wilson" })).toHaveCount(0);
  await owner.page.reload();
  await expect(rows.first()).toContainText("Owner: Emma Wilson");
  await owner.opensTheConsole("/live-chat/open");

  // A row's time is that of its last message; among those who wait, the first is who waits longest.
  const times = async () => {
    const answer = await owner.page.request.get(
      `/api/conversations?list=open&sort=${new URL(owner.page.url()).searchParams.get("sort") ?? "newest"}`,
    );
    const { rows: listed }: { rows: { lastAt: number; waitingSince: number | null }[] } = await answer.json();
    return listed;
  };
  const newest = (await times()).map(({ lastAt }) => lastAt);
  expect(newest).toEqual(newest.toSorted((one, other) => other - one));
  await choose("Sort", "Longest waiting first");
  await expect(owner.page).toHaveURL(/sort=longest_waiting/);
  const waiting = (await times()).flatMap(({ waitingSince }) => waitingSince ?? []);
  expect(waiting).toEqual(waiting.toSorted((one, other) => one - other));
});

test("[IN57] Alt+J and Alt+K go along the list, keep in sight where they are, and say where it ends", async ({
  agent,
}) => {
  await agent.page.setViewportSize({ width: 1440, height: 640 });
  await agent.opensTheConsole("/live-chat/done?sort=newest");
  const rows = agent.list("Done").locator("a.inbox-row");
  await expect(rows.first()).toBeVisible();
  const open = agent.list("Done").locator('a.inbox-row[aria-current="page"]');
  const keys = agent.page.keyboard;

  await keys.press("Alt+j");
  await expect(open).toBeInViewport();
  await keys.press("Alt+k");
  await expect(agent.toasts.getByText("This is the first conversation of the list.")).toBeVisible();
  await expect(open).toBeInViewport();

  const last = agent.toasts.getByText("This is the last conversation of the list.");
  await expect(async () => {
    const before = agent.page.url();
    await keys.press("Alt+j");
    await expect(open).toBeInViewport({ ratio: 0.9, timeout: 2_000 });
    await expect.poll(async () => agent.page.url() !== before || (await last.isVisible())).toBe(true);
    await expect(last).toBeVisible({ timeout: 1 });
  }).toPass({ intervals: [0] });
  await keys.press("Alt+j");
  await expect(last).toHaveCount(1);
});

test("changes appear live, and nothing moves under the pointer", async ({ customer, somebodyAsks, agent }) => {
  const words = unique("On top");
  const [one, two] = [unique("Under the pointer"), unique("Newer")];
  await customer.asks(one);
  await agent.opensTheConsole("/live-chat/open");
  await expect(agent.row(one)).toBeVisible();
  const placeOf = (text: string) => agent.row(text).evaluate((row) => row.getBoundingClientRect().top);

  await agent.row(one).hover();
  const before = await placeOf(one);
  await somebodyAsks(two);
  // It has arrived: the list says so, and has not moved.
  const pill = agent.page.getByRole("button", { name: /^\d+ changes?$/ });
  await expect(pill).toBeVisible();
  expect(await placeOf(one)).toBe(before);
  // Words within a row are live all the same.
  await customer.says(words);
  await expect(agent.row(words)).toBeVisible();
  expect(await placeOf(words)).toBe(before);

  await pill.click();
  await agent.page.mouse.move(1200, 500);
  await expect(agent.row(two)).toBeVisible();
  await expect.poll(async () => (await placeOf(words)) < (await placeOf(two))).toBe(true);
});

test.describe("search", () => {
  test("finds by words, name, e-mail and number, and leads to the place", async ({ customer, agent }) => {
    const name = unique("Ximena");
    const email = `${name.replace(" ", ".").toLowerCase()}@example.com`;
    const words = unique("The quetzal sings at");
    await customer.opensTheShop();
    await customer.isIdentified({ name, email });
    await customer.opensTheChat();
    await customer.says(words);
    await customer.seesItSent(words);
    await agent.opensTheConsole();
    const row = agent.row(words);
    await expect(row).toContainText(/#\d+/);
    const number = /#(\d+)/.exec(await row.innerText())?.[1] ?? "";

    const field = agent.page.getByRole("textbox", { name: "Search conversations" });
    const results = agent.list("Search results");
    for (const query of [words.slice(4), name, email, `#${number}`]) {
      await field.fill(query);
      // The index is told by an outbox: a moment later.
      await expect(async () => {
        await field.fill("");
        await field.fill(query);
        await expect(results.getByRole("link").filter({ hasText: name })).toBeVisible({ timeout: 5_000 });
      }).toPass();
    }
    await field.fill(words.slice(4));
    const hit = results.getByRole("link").filter({ hasText: name });
    await expect(hit.locator("mark").first()).toBeVisible();
    await hit.click();
    await agent.sees(words);
    await agent.page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await field.fill("zzzz qqqq nothing");
    await expect(agent.page.getByText("Nothing found for “zzzz qqqq nothing”")).toBeVisible();
  });
});
