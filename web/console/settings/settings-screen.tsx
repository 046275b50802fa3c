import { A } from "@solidjs/router";
import ShieldCheck from "lucide-solid/icons/shield-check";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import UserRound from "lucide-solid/icons/user-round";
import type { JSX } from "solid-js";
import { t } from "../console-intl.ts";
import "./settings-screen.css";

/** The agent's own settings: the sections at the side (on phones on top), and the one that was chosen. */
export function SettingsScreen(props: { children?: JSX.Element }) {
  return (
    <div class="settings">
      <nav class="settings-sections" aria-label={t("settings.sections")}>
        <h2 class="settings-heading">{t("settings.title")}</h2>
        <A class="settings-section" href="/settings/profile">
          <UserRound />
          {t("profile.title")}
        </A>
        <A class="settings-section" href="/settings/security">
          <ShieldCheck />
          {t("security.title")}
        </A>
        <A class="settings-section" href="/settings/preferences">
          <SlidersHorizontal />
          {t("preferences.title")}
        </A>
      </nav>
      <div class="settings-pane ui-scroll">
        <div class="settings-page">{props.children}</div>
      </div>
    </div>
  );
}
