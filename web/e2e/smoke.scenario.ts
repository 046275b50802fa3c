import { expect, test } from "./fixture.ts";

test("the console's page is served", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
});

test("the way in fits the narrowest phone, however long the company calls its accounts", async ({
  page,
  expectNoise,
}) => {
  expectNoise(/ERR_FAILED.*session\/access/);
  await page.setViewportSize({ width: 320, height: 568 });
  await page.route("**/api/session/ways", (route) =>
    route.fulfill({ json: { singleSignOn: { label: "Serra Coffee Roasters and Friends" }, access: true } }),
  );
  // Whoever comes through Access is signed in at once, or is told why not.
  await page.route("**/api/session/access", (route) => route.abort());
  await page.goto("/sign-in");
  const longest = page.getByText("Continue with Serra Coffee Roasters and Friends");
  await expect(longest).toBeVisible();
  const beyond = ({ scrollWidth, clientWidth }: Element) => scrollWidth - clientWidth;
  for (const box of [page.locator("html"), page.locator(".entrance-side"), longest])
    expect(await box.evaluate(beyond)).toBe(0);
});
