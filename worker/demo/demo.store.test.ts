import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { site } from "../site/site.table.ts";
import { testEnv } from "../testing/browser.ts";
import { createWorkspace } from "../testing/workspace.ts";
import { allowShop } from "./demo.store.ts";

test("the demo shop may be served on another port than before", async () => {
  const { siteKey } = await createWorkspace();
  const db = database(testEnv);
  await db.update(site).set({ id: "site-demo-shop" }).where(eq(site.key, siteKey));
  const shop = async () =>
    (await db.select({ origins: site.allowedOrigins, version: site.version }).from(site))[0] ?? null;

  await allowShop(testEnv, ["http://localhost:8798"]);
  const moved = { origins: ["https://shop.test", "http://localhost:8798"], version: 2 };
  expect(await shop()).toEqual(moved);
  await allowShop(testEnv, ["http://localhost:8798", "https://shop.test"]);
  expect(await shop()).toEqual(moved);
});
