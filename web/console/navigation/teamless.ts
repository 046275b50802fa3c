import { createEffect, onCleanup } from "solid-js";

/** How often somebody in no team asks whether they are in one. */
export const teamlessMs = 15_000;

/**
 * Whoever is in no team has no socket over which they could be told that they are in one now: while they look at the page, it
 * asks; at once when they come back to it. Nobody else ever asks.
 */
export function askWhileTeamless(options: { isTeamless: () => boolean; isVisible: () => boolean; ask: () => void }) {
  let wasHidden = false;
  createEffect(() => {
    if (!options.isTeamless()) return;
    if (!options.isVisible()) {
      wasHidden = true;
      return;
    }
    if (wasHidden) options.ask();
    wasHidden = false;
    const asking = setInterval(() => options.ask(), teamlessMs);
    onCleanup(() => clearInterval(asking));
  });
}
