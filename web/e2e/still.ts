import { expect } from "@playwright/test";

/** What is read when nothing moves any more. */
export async function still<Found>(read: () => Promise<Found>): Promise<Found> {
  let [found, before] = [await read(), ""];
  await expect
    .poll(async () => {
      before = JSON.stringify(found);
      found = await read();
      return JSON.stringify(found) === before;
    })
    .toBe(true);
  return found;
}
