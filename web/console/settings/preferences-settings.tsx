import BellRing from "lucide-solid/icons/bell-ring";
import Monitor from "lucide-solid/icons/monitor";
import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import { createSignal, createUniqueId, For, Match, onMount, Show, Switch as Choose } from "solid-js";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { chooseTheme, theme, type ThemeChoice } from "../../ui/theme.ts";
import { intl } from "../console-intl.ts";
import { t } from "./settings-intl.ts";
import { createPageTitle } from "../console-title.ts";
import { useNotifications } from "../notification/notification-context.tsx";
import { askForDesktop, desktopPermission, refreshDesktopPermission } from "../notification/notification-desktop.ts";
import { changeNotificationPreferences, notificationPreferences } from "../notification/notification-preferences.ts";
import { SettingsCard, SettingsTitle } from "./settings-card.tsx";
import "./preferences-settings.css";

/** How the console looks and calls in this browser. */
export function PreferencesSettings() {
  createPageTitle(() => t("preferences.title"));
  return (
    <>
      <SettingsTitle title={t("preferences.title")} text={t("preferences.text")} />
      <ThemeCard />
      <SoundCard />
      <DesktopCard />
    </>
  );
}

const themes: readonly ThemeChoice[] = ["system", "light", "dark"];

function ThemeCard() {
  const name = createUniqueId();
  return (
    <SettingsCard title={t("preferences.look")}>
      <fieldset class="theme-choices">
        <legend class="ui-hidden">{t("theme.label")}</legend>
        <For each={themes}>
          {(choice) => (
            <label class="theme-choice">
              <input
                type="radio"
                name={name}
                value={choice}
                checked={theme() === choice}
                onChange={() => chooseTheme(choice)}
              />
              <span class="theme-pictures" aria-hidden="true">
                <For each={choice === "system" ? ["light", "dark"] : [choice]}>
                  {(shown) => (
                    <span class="theme-picture" data-theme-picture={shown}>
                      <i />
                      <i />
                      <i />
                    </span>
                  )}
                </For>
              </span>
              <span class="theme-name">
                <Choose fallback={<Monitor />}>
                  <Match when={choice === "light"}>
                    <Sun />
                  </Match>
                  <Match when={choice === "dark"}>
                    <Moon />
                  </Match>
                </Choose>
                {t(`theme.${choice}`)}
              </span>
            </label>
          )}
        </For>
      </fieldset>
    </SettingsCard>
  );
}

function SoundCard() {
  const center = useNotifications();
  const volume = createUniqueId();
  const [tested, setTested] = createSignal(false);
  const percent = () => Math.round(notificationPreferences().volume * 100);
  const test = async (sound: "ring" | "message") => {
    await center.testSound(sound);
    setTested(true);
  };
  const state = () => {
    if (center.speaker() === "missing") return t("preferences.missing");
    if (center.speaker() === "blocked") return t(tested() ? "preferences.stillBlocked" : "preferences.blocked");
    return t(center.soundElsewhere() ? "preferences.elsewhere" : "preferences.works");
  };
  return (
    <SettingsCard title={t("preferences.calls")}>
      <Switch
        trailing
        label={t("preferences.sound")}
        help={t("preferences.soundHelp")}
        checked={notificationPreferences().sound}
        onChange={(sound) => changeNotificationPreferences({ sound })}
      />
      <Show when={notificationPreferences().sound}>
        <div class="settings-row">
          <label class="settings-row-words" for={volume}>
            {t("preferences.volume")}
          </label>
          <div class="volume">
            <input
              id={volume}
              type="range"
              min={10}
              max={100}
              step={5}
              value={percent()}
              aria-valuetext={intl.number(percent() / 100, { style: "percent" })}
              onInput={(event) => changeNotificationPreferences({ volume: event.currentTarget.valueAsNumber / 100 })}
              onChange={() => void test("message")}
            />
            <output class="settings-detail">{intl.number(percent() / 100, { style: "percent" })}</output>
          </div>
        </div>
        <div class="settings-row">
          <p class="settings-row-words sound-state" data-state={center.speaker()} role="status">
            {state()}
          </p>
          <div class="settings-buttons">
            <Button icon={<BellRing />} onClick={() => void test("ring")}>
              {t("preferences.test")}
            </Button>
            <Button variant="ghost" onClick={() => void test("message")}>
              {t("preferences.testMessage")}
            </Button>
          </div>
        </div>
        <Switch
          trailing
          label={t("preferences.ringWhileAway")}
          help={t("preferences.ringWhileAwayHelp")}
          checked={notificationPreferences().ringWhileAway}
          onChange={(ringWhileAway) => changeNotificationPreferences({ ringWhileAway })}
        />
      </Show>
    </SettingsCard>
  );
}

function DesktopCard() {
  onMount(refreshDesktopPermission);
  return (
    <SettingsCard
      title={t("preferences.desktop")}
      text={t("preferences.desktopHelp")}
      aside={
        <Show when={desktopPermission() === "granted"}>
          <Badge tone="green">{t("preferences.desktopAllowed")}</Badge>
        </Show>
      }
    >
      <Choose>
        <Match when={desktopPermission() === "granted"}>
          <Switch
            trailing
            label={t("preferences.desktop")}
            checked={notificationPreferences().desktop}
            onChange={(desktop) => changeNotificationPreferences({ desktop })}
          />
        </Match>
        <Match when={desktopPermission() === "default"}>
          <div class="settings-row">
            <p class="settings-row-words">{t("preferences.desktopAsk")}</p>
            <Button variant="primary" onClick={() => void askForDesktop()}>
              {t("preferences.desktopAllow")}
            </Button>
          </div>
        </Match>
        <Match when={desktopPermission() === "denied"}>
          <p>{t("preferences.desktopDenied")}</p>
        </Match>
        <Match when={desktopPermission() === "unsupported"}>
          <p>{t("preferences.desktopMissing")}</p>
        </Match>
      </Choose>
    </SettingsCard>
  );
}
