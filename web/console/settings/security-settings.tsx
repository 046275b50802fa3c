import { createPageTitle } from "../console-title.ts";
import { t } from "./settings-intl.ts";
import { PasswordCard } from "./password-card.tsx";
import { SecondFactorCard } from "./second-factor-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { SettingsTitle } from "./settings-card.tsx";

/** How the agent signs in, and where they are signed in. */
export function SecuritySettings() {
  createPageTitle(() => t("security.title"));
  return (
    <>
      <SettingsTitle title={t("security.title")} text={t("security.text")} />
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
    </>
  );
}
