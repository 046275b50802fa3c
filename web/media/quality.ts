import type { LinkFigures, LinkState } from "./session.ts";

/** How a link is, for a word on the screen. */
export type Quality = "connecting" | "good" | "fair" | "poor" | "interrupted" | "lost";

/** Two browsers find each other within some seconds, also through a relay. Browsers themselves may look for ever, and never say so. */
const findMs = 10_000;

/**
 * `forMs`: since when the other one is there. What people notice: above 300 ms they talk into each other, above 3 % of loss words go missing, above 10 % the picture
 * freezes.
 */
export function qualityOf(link: LinkState, figures: LinkFigures | undefined, forMs: number): Quality {
  if (link === "connecting") return forMs < findMs ? "connecting" : "lost";
  if (link !== "connected") return link;
  const { roundTripMs = null, loss = null, jitterMs = null } = figures ?? {};
  if ((loss ?? 0) > 0.1 || (roundTripMs ?? 0) > 800 || (jitterMs ?? 0) > 120) return "poor";
  if ((loss ?? 0) > 0.03 || (roundTripMs ?? 0) > 300 || (jitterMs ?? 0) > 50) return "fair";
  return "good";
}
