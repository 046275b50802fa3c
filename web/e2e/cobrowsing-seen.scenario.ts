import { expect, test } from "./actors.ts";
import { violations } from "./axe.ts";
import { hatchesOf, opensTheBanner, pressesInTheBanner, shownPage, showsThePage } from "./cobrowse-people.ts";

test("[CB6][CB11][CB19][CB21] what a page is made of is seen, another tab is followed, and where another site fills it the desktop is asked for with one press", async ({
  people,
  agent,
  demo,
  expectNoise,
}) => {
  const customer = await people.customer({ hasTouch: true });
  // Scripts in the picture of a page, and the frame that the shop does not let in.
  expectNoise(/sandboxed|Content Security Policy/);
  await opensTheBanner(customer);
  await showsThePage(customer, agent, async () => {
    expect(await violations(customer.page, "the question", "fala-widget")).toEqual([]);
  });
  const page = shownPage(agent);
  await expect(page.locator("h1").first()).toBeVisible();

  await customer.page.evaluate(() => {
    const place = document.createElement("section");
    place.innerHTML = `<iframe id="framed" srcdoc="<p id='inside'>In a frame</p><canvas width='30' height='20'></canvas><input>"></iframe><div id="host"></div>
      <canvas id="drawn" width="40" height="40"></canvas><input id="field" aria-label="Street" value="Rua do Sol">
      <input id="tick" type="checkbox" checked aria-label="News"><div id="far"><input><p>Long</p></div>`;
    // Not in the words above: the shop's policy lets none of these stand in its HTML.
    const far = place.querySelector<HTMLElement>("#far");
    if (far) far.style.cssText = "block-size:60px;overflow:auto";
    const long = place.querySelector<HTMLElement>("#far p");
    if (long) long.style.blockSize = "900px";
    document.querySelector("h1")?.before(place);
    const root = place.querySelector("#host")?.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("b{color:rgb(1, 2, 3)}");
    if (root) {
      root.adoptedStyleSheets = [sheet];
      root.innerHTML = "<b>In a shadow</b><canvas width='30' height='20'></canvas><input>";
    }
    const draw = (canvas: HTMLCanvasElement | null | undefined) => {
      const context = canvas?.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.fillStyle = "rgb(200, 30, 40)";
      context.fillRect(0, 0, 40, 40);
    };
    draw(place.querySelector<HTMLCanvasElement>("#drawn"));
    draw(root?.querySelector("canvas"));
    const framed = place.querySelector<HTMLIFrameElement>("#framed");
    framed?.addEventListener("load", () => draw(framed.contentDocument?.querySelector("canvas")));
  });
  await expect(page.frameLocator("#framed").locator("#inside")).toHaveText("In a frame");
  await expect(page.locator("#host b")).toHaveCSS("color", "rgb(1, 2, 3)");
  // No script runs there, so a canvas stands as a picture of itself.
  const drawn = page.locator("#drawn");
  for (const canvas of [drawn, page.locator("#host canvas"), page.frameLocator("#framed").locator("canvas")]) {
    await expect(canvas).toHaveCSS("content", /^url\("data:image\/webp/);
  }
  expect(await drawn.evaluate((canvas: HTMLCanvasElement) => [canvas.offsetWidth, canvas.offsetHeight])).toEqual([
    40, 40,
  ]);
  const picture = await drawn.evaluate((canvas) =>
    getComputedStyle(canvas).content.slice('url("'.length, -'")'.length),
  );
  const red = await agent.page.evaluate(async (source) => {
    const image = Object.assign(new Image(), { src: source });
    await image.decode();
    const context = document.createElement("canvas").getContext("2d");
    context?.drawImage(image, 0, 0);
    return context?.getImageData(20, 20, 1, 1).data[0] ?? 0;
  }, picture);
  expect(red).toBeGreaterThan(180);

  await customer.page.locator("#far").evaluate((box) => (box.scrollTop = 300));
  await expect.poll(() => page.locator("#far").evaluate((box) => box.scrollTop)).toBe(300);
  await customer.closesTheChat();
  await customer.page.locator("#field").focus();
  await expect(customer.page.locator("#field")).toBeFocused();
  await expect(page.locator("#field")).toHaveAttribute("data-fala-focus", "");
  await customer.page.locator("#field").click();
  const replay = agent.page.frameLocator(".cobrowsing-frame");
  const pointer = replay.locator(".customer");
  await expect(pointer).toHaveJSProperty("hidden", false);
  await expect(pointer).toHaveAttribute("data-touch", "no");
  await customer.page.locator("#field").tap();
  await expect(pointer).toHaveAttribute("data-touch", "");

  // In true proportions: as large as there is room for, or as it is.
  const size = () => replay.locator(".scaled").evaluate((shown) => shown.getBoundingClientRect().toJSON());
  const [fitted, actual] = [await size(), customer.page.viewportSize()];
  // Over a frame too the pointer stands where the customer's does.
  const inside = customer.page.frameLocator("#framed").locator("#inside");
  await inside.hover();
  const box = await inside.boundingBox();
  const top = ((box?.y ?? 0) + (box?.height ?? 0) / 2) * (fitted.width / (actual?.width ?? Number.NaN));
  await expect
    .poll(() => pointer.evaluate(({ style }) => new DOMMatrix(style.transform).m42))
    // Browsers tell whole pixels.
    .toBeCloseTo(top, -0.5);
  expect(fitted.width / fitted.height).toBeCloseTo(16 / 10, 2);
  expect(fitted.width).toBeLessThan(1_440);
  await agent.page.getByRole("button", { name: "Show the page in its real size" }).click();
  await expect.poll(async () => (await size()).width).toBe(actual?.width);
  expect((await size()).height).toBe(actual?.height);
  await agent.page.getByRole("button", { name: "Fit the page into the window" }).click();
  await expect.poll(async () => (await size()).width).toBe(fitted.width);
  await expect(page.locator("#field")).toHaveValue("••••••");
  for (const field of [
    page.locator("#host input"),
    page.frameLocator("#framed").locator("input"),
    page.locator("#tick"),
  ])
    await expect(field).toHaveCSS("background-image", /^repeating-linear-gradient/);
  await expect(page.locator("#tick")).not.toBeChecked();
  expect(await violations(agent.page, "the page's header", ".cobrowsing-bar")).toEqual([]);

  // The customer looks at what is hidden, while the panel is closed: the fields, also in the shadow and the frame, and the tick. One
  // that is scrolled out of its area is not there.
  await pressesInTheBanner(customer, "What is hidden?");
  await expect.poll(() => hatchesOf(customer)).toBe(4);
  await customer.page.locator("#far").evaluate((box) => (box.scrollTop = 0));
  await expect.poll(() => hatchesOf(customer)).toBe(5);
  const banner = customer.page.getByRole("region", { name: "Showing this page" });
  await expect(banner.getByRole("status")).toHaveText("Bruno Lima can see this page");
  expect(await violations(customer.page, "the banner", "fala-cobrowsing")).toEqual([]);
  // By keyboard too: whoever presses stands where they stood.
  await banner.getByRole("button", { name: "Hatched is hidden" }).press("Enter");
  await expect.poll(() => hatchesOf(customer)).toBe(0);
  await expect(banner.getByRole("button", { name: "What is hidden?" })).toBeFocused();
  await customer.page.keyboard.press("Tab");
  const begins = async (whilePaused = async () => {}) => {
    await customer.page.keyboard.press("Enter");
    await expect(banner.getByRole("button", { name: "Go on" })).toBeFocused();
    await whilePaused();
    await customer.page.keyboard.press("Enter");
    await expect(banner.getByRole("button", { name: "Pause" })).toBeFocused();
  };

  // A page that is slow to take a picture of, and one of more than 20,000 nodes.
  const desktop = agent.page.getByRole("button", { name: "Ask for their desktop instead" });
  await customer.page.locator("#drawn").evaluate((canvas: HTMLCanvasElement) => {
    canvas.toDataURL = () => {
      for (const until = performance.now() + 350; performance.now() < until;);
      return "data:,";
    };
  });
  await begins(async () => {
    expect(await violations(customer.page, "the banner, paused", "fala-cobrowsing")).toEqual([]);
  });
  await expect(agent.page.getByText(/makes the customer’s browser wait \d+ ms/)).toBeVisible();
  await expect(desktop).toBeVisible();
  await begins(() =>
    customer.page.locator("#drawn").evaluate((canvas) => {
      for (let index = 0; index < 20_001; index += 1) canvas.append(document.createElement("i"));
    }),
  );
  await expect(agent.page.getByText("parts: more than can be shown smoothly")).toBeVisible();
  await expect(desktop).toBeVisible();
  await begins(() => customer.page.locator("#drawn").evaluate((canvas) => canvas.remove()));
  await expect(desktop).toBeHidden();

  const other = await customer.opensATab();
  await other.opensTheShop("/?tab=2");
  await other.opensTheChat();
  await other.page.evaluate(() => {
    document.title = "Another tab";
    document.querySelector("h1")?.setAttribute("id", "second");
  });
  await expect(page.locator("#second")).toBeVisible();
  await expect(agent.page.getByText(/turned to another tab/)).toBeVisible();

  // Frames of other sites cannot be shown.
  await other.page.evaluate((address) => {
    const foreign = document.createElement("iframe");
    foreign.src = address;
    foreign.style.cssText = "inline-size:100%;block-size:70vh";
    document.querySelector("h1")?.before(foreign);
  }, demo.shop.far);
  await pressesInTheBanner(other, "Pause");
  await expect(agent.page.getByText("has paused")).toBeVisible();
  await pressesInTheBanner(other, "Go on");
  await expect(agent.page.getByText("belongs to another site")).toBeVisible();
  await agent.page.getByRole("button", { name: "Ask for their desktop instead" }).click();
  await expect(other.frame.getByText("Bruno Lima would like to see your screen").first()).toBeVisible();
});
