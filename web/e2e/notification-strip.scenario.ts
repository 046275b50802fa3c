import { expect, test, unique } from "./actors.ts";
import type { AgentActor } from "./agent.ts";

const lists = [
  ...["/articles", "/flows", "/teams", "/text-blocks"],
  ...["agents", "co-browsing", "hours", "routing", "sites", "teams", "teams/team-support", "nothing"].map(
    (section) => `/settings/${section}`,
  ),
];

/** What can be pressed on a screen, or is read at the head of settings, and lies under the strip, by its words. */
const underTheStrip = (agent: AgentActor) =>
  agent.page.evaluate(() => {
    const line = document.querySelector(".notification-strip-line")?.getBoundingClientRect();
    if (!line) return ["no strip"];
    return [
      ...document.querySelectorAll(
        "main :is(a, button, input, select, [role='switch'], .settings-page :is(h1, p, svg))",
      ),
    ]
      .filter((element) => {
        const { left, right, top, bottom, width } = element.getBoundingClientRect();
        return width > 1 && left < line.right && right > line.left && top < line.bottom && bottom > line.top;
      })
      .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? "");
  });

test("nothing that is pressed, or says where one is, lies under the strip, however wide the window is", async ({
  somebodyAsks,
  owner,
}) => {
  // Some fifty screens.
  test.slow();
  await somebodyAsks(unique("While something else is drawn"));
  const card = owner.strip.locator(".notification-card").first();
  for (const width of [1440, 1280, 1024, 800]) {
    await owner.page.setViewportSize({ width, height: 800 });
    for (const path of lists) {
      await owner.page.goto(path);
      await expect(owner.page.getByRole("main").getByRole("heading").first()).toBeVisible();
      await expect(card).toBeVisible();
      await expect.poll(() => underTheStrip(owner), `${path}, ${width}`).toEqual([]);
    }
  }
  await owner.page.goto("/text-blocks");
  await owner.page.locator("a.block-row").first().press("Enter");
  await expect(owner.page.locator(".block-editor-fields")).toBeVisible();
  for (const width of [800, 1024, 1440]) {
    await owner.page.setViewportSize({ width, height: 800 });
    await expect.poll(() => underTheStrip(owner), `a text block, ${width}`).toEqual([]);
  }
  await owner.page.setViewportSize({ width: 1440, height: 900 });

  // Over a flow's canvas, beside its map and what it is tried out in.
  await owner.opensTheConsole("/flows/flow-damaged");
  await owner.button("Try it out").click();
  await expect(card).toBeVisible();
  const box = async (what: string) => await owner.page.locator(what).boundingBox();
  await expect
    .poll(async () => {
      const [strip, canvas, map] = [
        await owner.strip.boundingBox(),
        await box(".flow-canvas"),
        await box(".graph-minimap"),
      ];
      if (strip === null || canvas === null || map === null) return "missing";
      const isIn = strip.x + strip.width <= canvas.x + canvas.width && strip.y >= canvas.y && strip.x >= canvas.x;
      return isIn && strip.y + strip.height <= map.y;
    })
    .toBe(true);

  await owner.page.getByRole("main").getByText("Outline", { exact: true }).click();
  await expect(owner.page.locator(".flow-outline")).toBeVisible();
  await expect.poll(() => underTheStrip(owner)).toEqual([]);
});
