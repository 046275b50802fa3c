import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "./frame-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/widget-cobrowse.en.ts"),
  "pt-BR": () => import("../../intl/widget-cobrowse.pt-br.ts"),
});

/** The texts of co-browsing in the panel and on the page, and the widget's own. */
export const { t } = part;

/** Whatever shows them waits for it. */
export const loadCobrowseTexts = part.load;
