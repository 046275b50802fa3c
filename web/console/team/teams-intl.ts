import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/teams.en.ts"),
  "pt-BR": () => import("../../intl/teams.pt-br.ts"),
});

/** The texts of the Teams screen and of the console. */
export const { t } = part;

/** The screen waits for it. */
export const loadTeamsTexts = part.load;
