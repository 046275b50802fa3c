import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/settings.en.ts"),
  "pt-BR": () => import("../../intl/settings.pt-br.ts"),
});

/** The texts of the settings and of the console. Everything under settings/ reads this one. */
export const { t } = part;

/** The settings' screen waits for it. */
export const loadSettingsTexts = part.load;
