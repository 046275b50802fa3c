import { expect, test, unique } from "./actors.ts";
import { hire } from "./hire.ts";

test("[AG25][AG38] a role that changes, and changes back within seconds, is followed without a reload; a page that it does not open says whose it is", async ({
  owner,
  people,
  expectNoise,
}) => {
  // What is asked for when they have left.
  expectNoise(/status of 401/);
  const page = await people.stranger();
  await owner.page.goto("/articles");
  const nora = await hire(owner, page, "supervisor");
  const teams = page.getByRole("link", { name: "Teams" });
  await expect(teams).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();

  await nora.becomes({ role: "admin" });
  await page.getByRole("link", { name: "Business hours" }).click();
  await expect(page.getByRole("heading", { name: "Week" })).toBeVisible();
  // While it stands there; and before ten seconds are over.
  await nora.becomes({ role: "agent", teamIds: ["team-wholesale"] });
  await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  await expect(page.getByText("It is for owners and admins of the workspace.")).toBeVisible();
  await expect(teams).toBeHidden();
  await expect(page.getByRole("link", { name: "Business hours" })).toBeHidden();
  await expect(page.getByText("The connection was closed.")).toBeHidden();
  await nora.leaves();
});

test("[AG26] whoever is deactivated over an open conversation is told that they were signed out; in no team nothing is said of a connection", async ({
  owner,
  people,
  somebodyAsks,
  expectNoise,
}) => {
  // Who is no supervisor any more does not find it, and who has left nothing.
  expectNoise(/status of 40[14]/);
  const conversation = await somebodyAsks(unique("Are you there?"));
  const page = await people.stranger();
  await owner.page.goto("/articles");
  const nora = await hire(owner, page, "supervisor");
  await expect.poll(async () => (await page.request.get(`/api/conversations/${conversation}`)).status()).toBe(200);
  await page.clock.install();
  await page.goto(`/live-chat/open/${conversation}`);
  await expect(page.locator(".entries-scroller")).toHaveAttribute("aria-busy", "false");
  await nora.becomes({ role: "agent" });
  await expect(page.getByText("You are in no team yet")).toBeVisible();
  // What is late is said after two and a half seconds.
  await page.clock.runFor(5_000);
  await expect(page.getByText("Connecting again…")).toBeHidden();
  await nora.becomes({ role: "supervisor" });
  await page.clock.runFor(20_000);
  await page.goto(`/live-chat/open/${conversation}`);
  await expect(page.locator(".entries-scroller")).toHaveAttribute("aria-busy", "false");
  await nora.leaves();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page.getByText("You were signed out. Sign in again to go on where you were.")).toBeVisible();
});
