import type { Page } from "@playwright/test";
import { expect, test } from "./actors.ts";
import { desktop, phone, violations } from "./axe.ts";

/** Opens what a page has behind a button. By key: a card of somebody who waits may lie over it. */
const press = (name: string | RegExp) => async (page: Page) =>
  await page.getByRole("main").getByRole("button", { name }).first().press("Enter");

/** `path`: where it is, if not where the look before it was. `loads`: what was changed before is left, or it is no screen of the console. */
type Look = { path?: string; loads?: true; what?: string; opens?: (page: Page) => Promise<unknown>; part?: string };

/** Every section of the settings, what stands behind a row of it, and every dialog; the supervisors' overview, articles, blocks and the public pages. */
const looks: Look[] = [
  { path: "/settings/profile", loads: true, part: ".settings-sections" },
  { path: "/settings/company" },
  { path: "/settings/sites" },
  { what: "new site", opens: press("New site"), part: "[role=dialog]" },
  {
    what: "one site",
    opens: async (page) => await page.getByRole("link", { name: /^Serra Coffee/ }).press("Enter"),
  },
  { path: "/settings/co-browsing" },
  {
    path: "/settings/co-browsing/site-demo-wholesale",
    what: "playground",
    // What is shown in it is somebody else's page, in a document that runs nothing: not even what looks for violations.
    opens: async (page) => {
      const panes = page.locator(".rules-pane iframe");
      await expect(panes).toHaveCount(2);
      await panes.evaluateAll((frames) => frames.forEach((frame) => frame.remove()));
    },
  },
  { path: "/settings/hours" },
  { path: "/settings/files" },
  { path: "/settings/teams" },
  { what: "new team", opens: press("New team"), part: "[role=dialog]" },
  {
    what: "one team",
    opens: async (page) => await page.getByRole("link", { name: /^Support/ }).press("Enter"),
  },
  { what: "delete team", opens: press("Delete team"), part: "[role=alertdialog]" },
  { path: "/settings/routing" },
  { what: "rule", opens: press("Offices and cafés"), part: ".rule" },
  { path: "/settings/agents" },
  { what: "roles", opens: press("What may each role do?"), part: "[role=dialog]" },
  { what: "invite", opens: press("Invite"), part: "[role=dialog]" },
  { path: "/settings/agents/agent-emma-wilson" },
  {
    what: "wrong limit",
    opens: async (page) => {
      await page.getByLabel("Most conversations at once").fill("0");
      await page.getByRole("button", { name: "Save" }).press("Enter");
      await expect(page.getByText("Enter a number from 1 to 100, or nothing.")).toBeVisible();
    },
  },
  { path: "/settings/sign-in", loads: true },
  {
    what: "single sign-on",
    opens: async (page) => await page.getByRole("switch", { name: /^Offer single sign-on/ }).press("Space"),
  },
  { path: "/teams", loads: true },
  { path: "/articles" },
  { path: "/articles/article-grind/en" },
  { what: "preview", opens: press("Preview"), part: "[role=dialog]" },
  { path: "/text-blocks", what: "import", opens: async (page) => await openImport(page), part: "[role=dialog]" },
  { what: "one block", opens: async (page) => await openBlock(page, "Text blocks") },
  { what: "one chat block", opens: async (page) => await openBlock(page, "Chat blocks") },
  { path: "/help/en", loads: true, part: "body" },
  { path: "/help/en/the-right-grind-for-your-brewer", loads: true },
];

async function openImport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Import and export" }).press("Enter");
  await page.getByRole("menuitem", { name: "Import a file" }).press("Enter");
}

async function openBlock(page: Page, kind: string): Promise<void> {
  await page.getByRole("tab", { name: kind }).press("Enter");
  await page.locator("a.block-row").first().press("Enter");
}

test("axe finds nothing in the settings, the teams' overview, articles, blocks and help pages, light and dark, and on a phone nothing is cut", async ({
  owner,
}) => {
  // Some thirty screens, each judged by axe in two schemes.
  test.slow();
  const { page } = owner;
  const found: string[] = [];
  // What is changed here and not saved is left on purpose.
  page.on("dialog", (dialog) => void dialog.accept());
  for (const { path, loads, what = "", opens, part = "main" } of looks) {
    await page.setViewportSize(desktop.viewport);
    if (path !== undefined) await (loads ? page.goto(path) : owner.walksTo(path));
    await expect(page.getByRole("main").locator("h1:visible, h2:visible").first()).toBeVisible();
    await opens?.(page);
    const dialog = part.startsWith("[") ? page.locator(part) : null;
    if (dialog) await expect(dialog).toBeVisible();
    await expect(page.locator(".ui-skeleton")).toHaveCount(0);
    found.push(...(await violations(page, `${new URL(page.url()).pathname} ${what}`, part)));
    await page.setViewportSize(phone.viewport);
    const isCut = await page.evaluate(() =>
      [
        document.documentElement,
        ...document.querySelectorAll(".settings-pane, .ui-dialog, .library, .editor-frame, .article-canvas, .blocks"),
      ].some((box) => box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().width > innerWidth + 1),
    );
    if (isCut) found.push(`${new URL(page.url()).pathname} ${what} is wider than a phone`);
    if (dialog) {
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  }
  expect(found).toEqual([]);
});
