import { makeIntl } from "../intl/intl.ts";

/** The texts of the guests' page beside those of calls. */
export const guestIntl = makeIntl({
  load: {
    en: () => import("../intl/guest.en.ts"),
    "pt-BR": () => import("../intl/guest.pt-br.ts"),
  },
});

export const { t } = guestIntl;
