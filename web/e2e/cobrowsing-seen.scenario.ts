import { expect, test } from "./actors.ts";
import { violations } from "./axe.ts";
import { hatchesOf, pressesInTheBanner, shownPage, showsThePage } from "./cobrowse-people.ts";

test("[CB6][CB11][CB19][CB21] what a page is made of is seen, another tab is followed, and where another site fills it the desktop is asked for with one press", async ({
  customer,
  agent,
  demo,
  expectNoise,
}) => {
  // Scripts in the picture of a page, and the frame that the shop does not let in.
  expectNoise(/sandboxed|Content Security Policy/);
  await showsThePage(customer, agent, async () => {
    expect(await violations(customer.page, "the question", "fala-widget")).toEqual([]);
  });
  const page = shownPage(agent);
  await expect(page.locator("h1").first()).toBeVisible();

  await customer.page.evaluate(() => {
    const place = document.createElement("section");
    place.innerHTML = `<iframe id="framed" srcdoc="<p id='inside'>In a frame</p>"></iframe><div id="host"></div>
      <canvas id="drawn" width="40" height="40"></canvas><input id="field" aria-label="Street" value="Rua do Sol">
      <input id="tick" type="checkbox" checked aria-label="News"><div id="far"><p>Long</p></div>`;
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
      root.innerHTML = "<b>In a shadow</b>";
    }
    const context = place.querySelector<HTMLCanvasElement>("#drawn")?.getContext("2d");
    if (context) {
      context.fillStyle = "rgb(200, 30, 40)";
      context.fillRect(0, 0, 40, 40);
    }
  });
  await expect(page.frameLocator("#framed").locator("#inside")).toHaveText("In a frame");
  await expect(page.locator("#host b")).toHaveCSS("color", "rgb(1, 2, 3)");
  const red = () =>
    page
      .locator("#drawn")
      .evaluate((canvas: HTMLCanvasElement) => canvas.getContext("2d")?.getImageData(20, 20, 1, 1).data[0] ?? 0);
  await expect.poll(red).toBeGreaterThan(180);

  await customer.page.locator("#far").evaluate((box) => (box.scrollTop = 300));
  await expect.poll(() => page.locator("#far").evaluate((box) => box.scrollTop)).toBe(300);
  await customer.closesTheChat();
  await customer.page.locator("#field").focus();
  await expect(customer.page.locator("#field")).toBeFocused();
  await expect(page.locator("#field")).toHaveAttribute("data-fala-focus", "");
  await customer.page.locator("#field").click();
  const replay = agent.page.frameLocator(".cobrowsing-frame");
  await expect(replay.locator(".customer")).toHaveJSProperty("hidden", false);
  await expect(page.locator("#field")).toHaveValue("••••••");
  await expect(page.locator("#tick")).not.toBeChecked();
  expect(await violations(agent.page, "the page's header", ".cobrowsing-bar")).toEqual([]);

  // The customer looks at what is hidden, while the panel is closed: the field, and the tick.
  await pressesInTheBanner(customer, "What is hidden?");
  await expect.poll(() => hatchesOf(customer)).toBe(2);
  await pressesInTheBanner(customer, "Hatched is hidden");
  await expect.poll(() => hatchesOf(customer)).toBe(0);

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
