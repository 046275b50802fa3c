import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "./frame-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/widget-flow.en.ts"),
  "pt-BR": () => import("../../intl/widget-flow.pt-br.ts"),
});

/** The texts of flows in the panel. */
export const { t } = part;

/** Whatever shows them waits for it. */
export const loadFlowTexts = part.load;
