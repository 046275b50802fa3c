import type { Plugin } from "vite";

/** What is left out of the recorder's package: from the first words of a piece up to those of what follows it. */
const left: [from: string, to: string][] = [
  // Recording what is drawn on canvases step by step, and the worker for it: this recorder takes pictures of them instead.
  ["const jsContent =", "class CanvasManager {"],
  ["  initCanvasFPSObserver(fps", "  startPendingCanvasMutationFlusher() {"],
  ["    if (recordCanvas && sampling ===", "  }\n  reset() {"],
  // Methods that it looks for among accessors, and one that only Chromium has: without them a page's `Element` and `ShadowRoot`
  // pass for ones that somebody has changed, and a frame is put into the page to get fresh ones.
  [', "querySelector", "querySelectorAll"', "]"],
  ['"getSelection"', "]"],
];

/** A page's policy forbids this attribute, where it allows the property: the page would be told of a breach, and what it takes away missed. */
const forbidden = 'old.setAttribute("style", m.oldValue)';
const allowed = "old.style.cssText = m.oldValue";

/**
 * Takes out of `@rrweb/record` what Fala never turns on and a bundler cannot know to be unused, and what pages with a strict policy
 * do not let it do. Fails the build where the package no longer looks like that: then look at what there is to change.
 */
export function recorderDiet(): Plugin {
  return {
    name: "fala:recorder-diet",
    transform: {
      filter: { id: /[\\/]@rrweb[\\/]record[\\/]dist[\\/]record\.js$/ },
      handler(code) {
        const slim = left.reduce((whole, [from, to]) => {
          const start = whole.indexOf(from);
          const end = whole.indexOf(to, start);
          if (start < 0 || end < 0) throw new Error(`@rrweb/record has no ${JSON.stringify(from)} any more`);
          return whole.slice(0, start) + whole.slice(end);
        }, code);
        if (!slim.includes(forbidden)) throw new Error(`@rrweb/record has no ${forbidden} any more`);
        return { code: slim.replace(forbidden, allowed), map: null };
      },
    },
  };
}
