import type { Frame, Page } from "@playwright/test";
import axe, { type FrameContextObject, type PartialResults, type RunOptions } from "axe-core";

/** WCAG 2.2 AA, and what stands below it. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** All that a theme changes. */
const colorRules = ["color-contrast", "link-in-text-block"];
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const desktop = { viewport: { width: 1440, height: 900 } };

/**
 * Every violation on the page and in its frames, one line each: in light with all rules, in dark with those of colours. `part`: what is
 * new on the screen, where the rest was looked at before.
 */
export async function violations(page: Page, what: string, part = "html"): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.evaluate(standsStill);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const runOnly: RunOptions["runOnly"] =
      colorScheme === "light" ? { type: "tag", values: tags } : { type: "rule", values: colorRules };
    const context: FrameContextObject = { include: [[part]], exclude: [] };
    for (const { id, nodes } of await judge(page, context, { resultTypes: ["violations"], runOnly })) {
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

/**
 * Each frame judges itself, and the page puts the judgements together: that needs no second page, as Axe's own runner for Playwright
 * opens one each time, and a page keeps the half megabyte of script that it was given.
 */
async function judge(page: Page, context: FrameContextObject, options: RunOptions) {
  const partials = await partialsOf(page.mainFrame(), context, options);
  const { violations: found } = await page.evaluate(
    ([all, given]) => (Object(window) as { axe: typeof axe }).axe.finishRun(all, given),
    [partials, options] as const,
  );
  return found;
}

/** A frame's own judgement, then those of the frames that stand in what is judged: the order in which they are put together. */
async function partialsOf(frame: Frame, context: FrameContextObject, options: RunOptions) {
  await frame.evaluate(standsStill);
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  const { own, inner } = await frame.evaluate(
    async ([of, given]) => {
      const { axe: here } = Object(window) as { axe: typeof axe };
      const frames = here.utils.getFrameContexts(of);
      return { own: await here.runPartial(of, given), inner: frames };
    },
    [context, options] as const,
  );
  const partials: PartialResults = [own];
  for (const { frameSelector, frameContext } of inner) {
    const element = await frame.evaluateHandle(
      (selector) => (Object(window) as { axe: typeof axe }).axe.utils.shadowSelect(selector),
      frameSelector,
    );
    const within = await element.asElement()?.contentFrame();
    if (within === undefined || within === null) throw new Error(`${String(frameSelector)} could not be judged.`);
    partials.push(...(await partialsOf(within, frameContext, options)));
  }
  return partials;
}
