import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

/** The texts of what a customer may ask of the company, and of the console. */
export const { t, load } = intlPart(intl, {
  en: () => import("../../intl/customer-data.en.ts"),
  "pt-BR": () => import("../../intl/customer-data.pt-br.ts"),
});
