import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "./frame-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/widget-articles.en.ts"),
  "pt-BR": () => import("../../intl/widget-articles.pt-br.ts"),
});

/** The texts of the articles in the panel, and the widget's own. */
export const { t } = part;

/** Whatever shows them waits for it. */
export const loadArticleTexts = part.load;
