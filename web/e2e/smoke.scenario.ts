import { expect, test } from "./fixture.ts";

test("the console's page is served", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
});
