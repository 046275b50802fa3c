import { consolePart } from "../console-screen.ts";

/** The customer's page beside the conversation: loads with the first one that is shown. */
export const CobrowsingStage = consolePart(async () => {
  const [file, texts] = await Promise.all([import("./cobrowsing-stage.tsx"), import("./cobrowsing-intl.ts")]);
  await texts.loadCobrowsingTexts();
  return file.CobrowsingStage;
});

/** The lines of it among the entries: load with the first of them. */
export const CobrowsingFact = consolePart(async () => {
  const [file, texts] = await Promise.all([import("./cobrowsing-fact.tsx"), import("./cobrowsing-intl.ts")]);
  await texts.loadCobrowsingTexts();
  return file.CobrowsingFact;
});

/** The light in the header that says how it stands. */
export const CobrowsingPill = consolePart(async () => {
  const [file, texts] = await Promise.all([import("./cobrowsing-pill.tsx"), import("./cobrowsing-intl.ts")]);
  await texts.loadCobrowsingTexts();
  return file.CobrowsingPill;
});
