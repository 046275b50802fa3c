import { useNavigate } from "@solidjs/router";
import Keyboard from "lucide-solid/icons/keyboard";
import LogOut from "lucide-solid/icons/log-out";
import ShieldCheck from "lucide-solid/icons/shield-check";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import UserRound from "lucide-solid/icons/user-round";
import { Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { chooseTheme, theme } from "../../ui/theme.ts";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { languageChoiceOf, languageChoices, languageName } from "../console-language.ts";
import { useLanguageChange } from "../settings/language-change.ts";
import { NavigationButton } from "./navigation-item.tsx";
import "./account-menu.css";

/** Who is signed in, and what is theirs. */
export function AccountMenu(props: { placement: "right-end" | "top-end"; onShortcuts: () => void }) {
  const { me, signOut } = useConsole();
  const navigate = useNavigate();
  const changeLanguage = useLanguageChange();
  const chooseThemeOf = (value: string) => {
    if (value === "system" || value === "light" || value === "dark") chooseTheme(value);
  };
  return (
    <Menu
      placement={props.placement}
      trigger={(trigger) => (
        <NavigationButton
          {...trigger}
          name={t("account.menu", { name: me().agent.name })}
          icon={<Avatar name={me().agent.name} seed={me().agent.id} picture={me().agent.picture ?? undefined} />}
        />
      )}
    >
      <div class="account-menu-who">
        <Avatar name={me().agent.name} seed={me().agent.id} picture={me().agent.picture ?? undefined} />
        <span class="account-menu-words">
          <strong class="ui-truncate">{me().agent.name}</strong>
          <span class="ui-truncate">{me().email}</span>
        </span>
      </div>
      <MenuSeparator />
      <MenuItem icon={<UserRound />} onSelect={() => navigate("/settings/profile")}>
        {t("account.profile")}
      </MenuItem>
      <MenuItem icon={<ShieldCheck />} onSelect={() => navigate("/settings/security")}>
        {t("account.security")}
      </MenuItem>
      <MenuItem icon={<SlidersHorizontal />} onSelect={() => navigate("/settings/preferences")}>
        {t("account.preferences")}
      </MenuItem>
      <MenuItem icon={<Keyboard />} keys="Shift+Slash" onSelect={() => props.onShortcuts()}>
        {t("account.shortcuts")}
      </MenuItem>
      <MenuSeparator />
      <MenuChoices label={t("theme.label")} value={theme()} onChange={chooseThemeOf}>
        <MenuChoice value="system">{t("theme.system")}</MenuChoice>
        <MenuChoice value="light">{t("theme.light")}</MenuChoice>
        <MenuChoice value="dark">{t("theme.dark")}</MenuChoice>
      </MenuChoices>
      <MenuSeparator />
      <MenuChoices
        label={t("language.label")}
        value={languageChoiceOf(me().language)}
        onChange={(value) => void changeLanguage(languageChoiceOf(value))}
      >
        {languageChoices.map((choice) => (
          <MenuChoice value={choice}>
            <Show when={choice !== "auto" && choice} fallback={t("language.auto")}>
              {(tag) => <span lang={tag()}>{languageName(tag())}</span>}
            </Show>
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuItem icon={<LogOut class="ui-mirror" />} onSelect={() => void signOut()}>
        {t("account.signOut")}
      </MenuItem>
    </Menu>
  );
}
