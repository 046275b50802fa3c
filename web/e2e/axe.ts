import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** WCAG 2.2 AA, and what stands below it. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** All that a theme changes. */
const colorRules = ["color-contrast", "link-in-text-block"];
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** The narrowest that is looked at. */
export const smallPhone = { ...phone, viewport: { width: 320, height: 568 } };
export const desktop = { viewport: { width: 1440, height: 900 } };

/**
 * Every violation on the page and in its frames, one line each: in light with all rules, in dark with those of colours. `part`: what is
 * new on the screen, where the rest was looked at before.
 */
export async function violations(page: Page, what: string, part?: string): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const frame of page.frames()) await frame.evaluate(standsStill);
    const isAlone = page.frames().length === 1;
    const isThere = await page.evaluate(() => "axe" in window);
    // The builder brings half a megabyte of script along, twice each time; a page keeps what it was given once.
    const axe = new AxeBuilder({ page, ...(isAlone && isThere ? { axeSource: ";" } : {}) });
    axe.options({ resultTypes: ["violations"] });
    // A page without frames of another origin need not be put together in a second page, which takes most of the time.
    axe.setLegacyMode(isAlone);
    if (part !== undefined) axe.include(part);
    const checked = colorScheme === "light" ? axe.withTags(tags) : axe.withRules(colorRules);
    const { violations: found } = await checked.analyze();
    for (const { id, nodes } of found) {
      for (const { target, failureSummary } of nodes) {
        lines.push(`${what}, ${colorScheme}: ${id} at ${target.flat().join(" ")}\n${failureSummary ?? ""}`);
      }
    }
  }
  return lines;
}

/**
 * What fades has the colours of neither scheme, and what inherits a colour begins to fade when its parent has: nothing does any more. Runs in
 * the page. Sheets that are pushed are not seen by who records the page.
 */
async function standsStill(): Promise<void> {
  const here: { still?: CSSStyleSheet } = Object(window);
  if (here.still === undefined) {
    here.still = new CSSStyleSheet();
    here.still.replaceSync("*, *::before, *::after { transition: none !important }");
  }
  const inner = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  for (const { adoptedStyleSheets: sheets } of [document, ...inner]) {
    if (!sheets.includes(here.still)) sheets.push(here.still);
  }
  const moving = () =>
    document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  for (let now = moving(); now.length > 0; now = moving()) {
    for (const animation of now) animation.finish();
    await new Promise(requestAnimationFrame);
  }
}
