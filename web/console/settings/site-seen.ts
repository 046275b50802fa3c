import type { Sighting } from "#protocol/site";
import { relativeText } from "../../ui/time-text.ts";
import { intl } from "../console-intl.ts";
import { t } from "./settings-intl.ts";

/** When a script tag was seen last, in words. */
export function seenText(sighting: Sighting | undefined): string {
  if (sighting === undefined) return t("site.neverSeen");
  return t("site.seen", { when: relativeText(sighting.at, Date.now(), intl.locale(), t("ui.justNow"), "long") });
}
