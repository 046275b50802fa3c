import type { Page } from "@playwright/test";
import { freePort } from "../../.tools/product.ts";
import { scriptTag } from "../demo/shop-pages.ts";
import { expect, test, unique } from "./actors.ts";
import { allowOrigin } from "./allow-origin.ts";
import { Customer } from "./customer.ts";
import { servePackages, withoutOthers } from "./served-site.ts";

/** Pages that others made and published on npm. */
const pages: [what: string, path: string][] = [
  ["an admin template", "/paper-dashboard/dashboard.html"],
  ["its form", "/paper-dashboard/user.html"],
  ["a shop", "/startbootstrap-shop-homepage/dist/index.html"],
  ["a UI kit's page of components", "/spectre.css/docs/components/cards.html"],
  ["its forms", "/spectre.css/docs/elements/forms.html"],
];
/**
 * Which part of an agent's picture may differ from the customer's: fields are hatched, and what a page lays out by a tick is laid
 * out without it. All the rest is the same; what comes from servers that are not here is missing twice.
 */
const most = 0.02;
const viewport = { width: 1024, height: 700 };

test("[CB3][CB6] pages of others are seen as they are: on their origin consent is asked again, and each picture is compared", async ({
  people,
  owner,
  demo,
  expectNoise,
}) => {
  // They name servers that are not here.
  expectNoise(/ERR_|Failed to load resource|is not defined|sandboxed|is not a valid regular expression/);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = await servePackages(port, scriptTag({ falaOrigin: demo.origin, siteKey: "demo" }));
  await allowOrigin(owner.context.request, demo.origin, origin);
  const shopper = await people.customer({ viewport });
  // So large that nothing is scaled.
  const agent = await people.agent("bruno", { viewport: { width: 2000, height: 1000 } });
  const judge = await people.stranger();
  for (const { context } of [shopper, agent]) await withoutOthers(context);
  try {
    await shopper.asks(unique("Pages"), "/");
    await agent.opens(await shopper.conversation());
    await agent.takes();
    await agent.page.getByRole("button", { name: "Request co-browsing" }).first().click();
    await shopper.frame.getByRole("button", { name: "Show the page" }).click();
    const replay = agent.page.frameLocator(".cobrowsing-frame").locator(".replayer-wrapper iframe");
    const shown = replay.contentFrame();
    await expect(shown.locator("h1").first()).toBeVisible();

    const customer = new Customer(shopper.page, shopper.context, origin);
    const [ofCustomer, ofAgent] = [await camera(customer.page), await camera(agent.page)];
    const differences: Record<string, number> = {};
    for (const [index, [what, path]] of pages.entries()) {
      await customer.page.goto(origin + path, { waitUntil: "domcontentloaded" });
      if (index === 0) {
        await customer.opensTheChat();
        await expect(agent.page.locator(".cobrowsing-wait")).toBeVisible();
        await customer.frame.getByRole("button", { name: "Show the page" }).click();
      }
      const marked = unique("mark").replace(" ", "-");
      await customer.page.evaluate((mark) => document.documentElement.classList.add(mark), marked);
      await expect(shown.locator(`html.${marked}`)).toBeAttached();
      await customer.page
        .locator("fala-widget, fala-cobrowsing")
        .evaluateAll((own) => own.forEach((each) => each.setAttribute("style", "opacity:0!important")));
      // Fonts and pictures come to both by themselves, a moment apart.
      await expect
        .poll(
          async () => {
            const at = await replay.boundingBox();
            if (at === null) return 1;
            const taken = [await ofCustomer({ x: 0, y: 0, ...viewport }), await ofAgent(at)];
            return (differences[what] = await judge.evaluate(difference, taken));
          },
          { message: what },
        )
        .toBeLessThanOrEqual(most);
    }
    test.info().annotations.push({ type: "differing pixels", description: JSON.stringify(differences) });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

type Box = { x: number; y: number; width: number; height: number };

/** Takes pictures at once. Playwright's own waits for the fonts of every frame, also of those in which no script may run. */
async function camera(page: Page): Promise<(clip: Box) => Promise<string>> {
  const session = await page.context().newCDPSession(page);
  return async (clip) => {
    const { data } = await session.send("Page.captureScreenshot", { format: "png", clip: { ...clip, scale: 1 } });
    return data;
  };
}

/** Which part of the pixels differs by more than an eye would forgive. Runs in a page. */
async function difference(pictures: readonly string[]): Promise<number> {
  const [first, second] = await Promise.all(
    pictures.map(async (picture) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return context?.getImageData(0, 0, bitmap.width, bitmap.height);
    }),
  );
  if (!first || !second || first.width !== second.width || first.height !== second.height) return 1;
  let differing = 0;
  for (let at = 0; at < first.data.length; at += 4) {
    const most = Math.max(
      ...[0, 1, 2].map((channel) => Math.abs((first.data[at + channel] ?? 0) - (second.data[at + channel] ?? 0))),
    );
    if (most > 40) differing += 1;
  }
  return Math.round((differing / (first.data.length / 4)) * 10_000) / 10_000;
}
