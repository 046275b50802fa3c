import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/text-blocks.en.ts"),
  "pt-BR": () => import("../../intl/text-blocks.pt-br.ts"),
});

/** The texts of the page of text blocks and of the console. Everything under text-block/ that is drawn on that page reads this one. */
export const { t } = part;

/** The page waits for it. */
export const loadTextBlockTexts = part.load;
