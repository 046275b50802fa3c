import { freePort } from "../../.tools/product.ts";
import { scriptTag } from "../demo/shop-pages.ts";
import { expect, test, unique } from "./actors.ts";
import { Customer } from "./customer.ts";
import { allowOrigin, servePackages } from "./served-site.ts";

/**
 * Pages that others made and published on npm, and by which part of their pixels the agent's picture of each may differ from the
 * customer's: text and boxes are the same; fields and ticks are hatched, and what comes from servers that are not here is missing twice.
 */
const pages: [what: string, path: string, most: number][] = [
  ["an admin template", "/paper-dashboard/dashboard.html", 0.03],
  ["its form", "/paper-dashboard/user.html", 0.12],
  ["a shop", "/startbootstrap-shop-homepage/dist/index.html", 0.03],
  ["a UI kit's page of components", "/spectre.css/docs/components/cards.html", 0.03],
  ["its forms", "/spectre.css/docs/elements/forms.html", 0.15],
];
const viewport = { width: 1024, height: 700 };

test("[CB3][CB6] pages of others are seen as they are: on their origin consent is asked again, and each picture is compared", async ({
  people,
  owner,
  demo,
  expectNoise,
}) => {
  test.slow();
  // They name servers that are not here.
  expectNoise(/ERR_|Failed to load resource|is not defined|sandboxed|Pattern attribute value/);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = await servePackages(port, scriptTag({ falaOrigin: demo.origin, siteKey: "demo" }));
  await allowOrigin(owner.context.request, demo.origin, origin);
  const shopper = await people.customer({ viewport });
  // As large as the page: nothing is scaled.
  const agent = await people.agent("bruno", { viewport: { width: 3000, height: 1200 } });
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
    const differences: Record<string, number> = {};
    for (const [index, [what, path, most]] of pages.entries()) {
      await customer.page.goto(origin + path);
      const heading = customer.page.locator("h1, h2, h3, h4, h5, .navbar-brand").filter({ visible: true }).first();
      const words = (await heading.innerText()).trim();
      if (index === 0) {
        await customer.opensTheChat();
        await expect(agent.page.locator(".cobrowsing-wait")).toBeVisible();
        await customer.frame.getByRole("button", { name: "Show the page" }).click();
      }
      await expect(shown.getByText(words).first()).toBeAttached();
      const look = {
        style: "fala-widget, fala-cobrowsing { visibility: hidden !important }",
        animations: "disabled",
      } as const;
      const seen = async () => {
        const [of, by] = [await customer.page.screenshot(look), await replay.screenshot({ animations: "disabled" })];
        return await difference(customer.page.context().newPage(), of, by);
      };
      // Fonts and pictures come to both by themselves, a moment apart.
      await expect.poll(seen, { message: what }).toBeLessThanOrEqual(most);
      differences[what] = await seen();
      await test
        .info()
        .attach(`${what}, customer`, { body: await customer.page.screenshot(look), contentType: "image/png" });
      await test.info().attach(`${what}, agent`, { body: await replay.screenshot(), contentType: "image/png" });
    }
    console.log(`differing pixels: ${JSON.stringify(differences)}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

/** Which part of the pixels differs by more than an eye would forgive. */
async function difference(
  blank: ReturnType<Customer["context"]["newPage"]>,
  one: Buffer,
  other: Buffer,
): Promise<number> {
  const page = await blank;
  const part = await page.evaluate(
    async (pictures) => {
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
      return differing / (first.data.length / 4);
    },
    [one.toString("base64"), other.toString("base64")],
  );
  await page.close();
  return Math.round(part * 10_000) / 10_000;
}
