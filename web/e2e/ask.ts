import type { Page } from "@playwright/test";

/** Asks as this page's agent, from Fala's own origin. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return await page.evaluate(
    async (given) => {
      const answer = await fetch(given.path, {
        method: given.method,
        ...(given.body === undefined
          ? {}
          : { body: JSON.stringify(given.body), headers: { "content-type": "application/json" } }),
      });
      if (!answer.ok) throw new Error(`${given.method} ${given.path} answered ${answer.status}`);
      return await answer.json();
    },
    { method, path, body },
  );
}
