import type { Page } from "@playwright/test";
import type { ZodMiniType } from "zod/mini";
import { expect } from "./actors.ts";
import { freeTexts, holdsAt } from "./free-text.ts";

/** What closes the markup that it may stand in, and tries three ways to run. */
const attack = `"'><img src=x-planted onerror=ran()><script>ran()</script>`;
export const planted = (mark: string, most = 200) => `${mark}${attack}`.slice(0, most);
export const plantedLink = "javascript:ran()";
/** For what takes no spaces, as addresses and paths. */
export const plantedWord = (mark: string) => `${mark}<img/src="x-planted"/onerror=ran()>`;

/** What an injected script would be: an element that only markup of ours could have made, whether or not the policy lets it run. */
const injected =
  "img[src='x-planted'], script:not([src]):not([type$='json']), [onerror], a[href^='javascript:' i], iframe[src^='javascript:' i]";

/** Bodies that together hold the attack in every text of their schema, but for those that nobody is shown: a new one fails here. */
export function covering<Body>(schema: ZodMiniType, bodies: Body[], ...unseen: string[]): Body[] {
  const open = freeTexts(schema).filter((path) => !bodies.some((body) => holdsAt(body, path, "<img")));
  expect(open.toSorted(), "texts without an attack in them").toEqual(unseen.toSorted());
  return bodies;
}

/** The screen shows what was planted, as words or as what a field holds, and nothing of it is markup. */
export async function holds(page: Page, path: string, shows: string): Promise<void> {
  if (shows !== "") {
    const words = `${shows}"'><img`;
    const isShown = () =>
      page.evaluate((wanted) => {
        const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
        return [document.body.textContent, ...fields].some((each) => each.includes(wanted));
      }, words);
    await expect.poll(isShown, { message: `${path} shows ${shows}` }).toBe(true);
  }
  await isClean(page, path);
}

export async function isClean(page: Page, where: string): Promise<void> {
  for (const frame of page.frames()) expect(await frame.locator(injected).count(), `${where} (${frame.url()})`).toBe(0);
}
