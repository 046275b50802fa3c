import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/cobrowsing.en.ts"),
  "pt-BR": () => import("../../intl/cobrowsing.pt-br.ts"),
});

/** The texts of co-browsing and of the console. */
export const { t } = part;

/** Whatever shows them waits for it. */
export const loadCobrowsingTexts = part.load;
