import { createSignal, For, Show } from "solid-js";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "./settings-intl.ts";
import { languageChoiceOf, languageChoices, languageName } from "../console-language.ts";
import { createPageTitle } from "../console-title.ts";
import { refusalText } from "../session/session-refusal.ts";
import { useLanguageChange } from "./language-change.ts";
import { ProfilePicture } from "./profile-picture.tsx";
import { SettingsCard, SettingsTitle } from "./settings-card.tsx";
import "./profile-settings.css";

/** Who the agent is: the name that customers see, the language, the teams. */
export function ProfileSettings() {
  const { me, changeMe } = useConsole();
  const changeLanguage = useLanguageChange();
  const [name, setName] = createSignal(me().agent.name);
  const [pending, setPending] = createSignal(false);
  createPageTitle(() => t("profile.title"));

  const changed = () => name().trim() !== me().agent.name;
  const missing = () => name().trim() === "";
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (pending() || missing() || !changed()) return;
    setPending(true);
    const answer = await changeMe({ name: name().trim() });
    setPending(false);
    if (answer.ok) showToast({ kind: "success", text: t("settings.saved") });
    else showToast({ kind: "danger", text: refusalText(answer.error) });
  };

  return (
    <>
      <SettingsTitle title={t("profile.title")} text={t("profile.text")} />
      <section class="settings-card">
        <div class="profile-who">
          <Avatar name={name()} seed={me().agent.id} picture={me().agent.picture ?? undefined} size="lg" />
          <span class="profile-who-words">
            <strong>{name().trim() || me().agent.name}</strong>
            <span class="settings-detail">{me().workspace.name}</span>
          </span>
          <ProfilePicture />
        </div>
        <form class="settings-card-body" noValidate onSubmit={(event) => void save(event)}>
          <div class="settings-fields">
            <TextField
              label={t("profile.name")}
              help={t("profile.nameHelp")}
              autocomplete="name"
              maxlength={120}
              value={name()}
              onChange={setName}
              error={missing() ? t("profile.nameMissing") : undefined}
            />
            <dl class="profile-fact">
              <dt>{t("profile.email")}</dt>
              <dd>
                {me().email}
                <span class="settings-detail">{t("profile.emailHelp")}</span>
              </dd>
            </dl>
          </div>
          <div class="settings-buttons">
            <Button type="submit" variant="primary" pending={pending()} disabled={!changed() || missing()}>
              {t("settings.save")}
            </Button>
          </div>
        </form>
      </section>
      <SettingsCard title={t("profile.language")} text={t("profile.languageHelp")}>
        <div class="settings-fields">
          <Select
            label={t("profile.language")}
            hideLabel
            value={languageChoiceOf(me().language)}
            onChange={(choice) => void changeLanguage(choice)}
            options={languageChoices.map((choice) => ({
              value: choice,
              label: choice === "auto" ? t("language.auto") : languageName(choice),
            }))}
          />
        </div>
      </SettingsCard>
      <SettingsCard title={t("profile.teams")} text={t("profile.teamsHelp")}>
        <Show when={me().teams.length > 0} fallback={<p class="settings-detail">{t("profile.noTeams")}</p>}>
          <ul class="settings-tags">
            <For each={me().teams}>
              {(team) => (
                <li>
                  <Badge>{team.name}</Badge>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </SettingsCard>
    </>
  );
}
