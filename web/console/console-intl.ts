import { makeIntl } from "../intl/intl.ts";

/**
 * The console's texts and formats, one for the whole page: `t("liveChat.waiting")`. Ready after `start`, which main.tsx
 * awaits; tests of views await it too. Reads signals, so that what is drawn follows a change of language.
 */
export const intl = makeIntl({
  load: {
    en: () => import("../intl/console.en.ts"),
    "pt-BR": () => import("../intl/console.pt-br.ts"),
  },
});

export const { t } = intl;
