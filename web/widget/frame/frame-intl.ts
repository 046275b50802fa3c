import { makeIntl } from "../../intl/intl.ts";

/** The widget's texts and formats. Ready after `start`, which main.tsx awaits. */
export const intl = makeIntl({
  load: {
    en: () => import("../../intl/widget.en.ts"),
    "pt-BR": () => import("../../intl/widget.pt-br.ts"),
  },
});

export const { t } = intl;
