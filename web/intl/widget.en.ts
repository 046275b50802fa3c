import { uiTexts } from "./ui.en.ts";

export const catalogue = {
  ...uiTexts,
} as const;
