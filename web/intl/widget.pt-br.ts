import type { Translation } from "./catalogue.ts";
import type { catalogue as english } from "./widget.en.ts";
import { uiTexts } from "./ui.pt-br.ts";

export const catalogue: Translation<typeof english> = {
  ...uiTexts,
};
