import { For } from "solid-js";
import { widgetLanguages, type WidgetLanguage, type WorkspaceSettings as Settings } from "#protocol/workspace-settings";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useSession } from "../session/session-context.tsx";
import { languageName } from "../console-language.ts";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsTitle } from "./settings-card.tsx";
import { SettingsFormView } from "./settings-form-view.tsx";
import { createSettingsForm, type SettingsForm } from "./settings-form.ts";
import { t } from "./settings-intl.ts";
import { askWorkspace, saveWorkspace } from "./settings-requests.ts";
import { WorkspaceLogo } from "./workspace-logo.tsx";
import "./workspace-settings.css";

type Draft = Omit<Settings, "version">;

/** What holds for the whole company. */
export function WorkspaceSettings() {
  const session = useSession();
  createPageTitle(() => t("workspace.title"));
  const form = createSettingsForm<Settings, Draft>({
    empty: { name: "", logo: null, languages: [], sneakPeek: true, retentionDays: null },
    draftOf: ({ name, logo, languages, sneakPeek, retentionDays }) => ({
      ...{ name, logo, languages, sneakPeek, retentionDays },
    }),
    load: askWorkspace,
    save: (draft, { version }) => saveWorkspace({ ...draft, version }),
    problems: ({ name, languages }) => ({
      name: name.trim() === "" ? t("workspace.nameMissing") : undefined,
      languages: languages.length === 0 ? t("workspace.languagesMissing") : undefined,
    }),
    // The name stands in the console too.
    onSaved: () => void session.load(),
  });
  return (
    <>
      <SettingsTitle title={t("workspace.title")} text={t("workspace.text")} />
      <SettingsFormView form={form}>
        <SettingsCard title={t("workspace.brand")}>
          <div class="settings-fields">
            <TextField
              label={t("workspace.name")}
              help={t("workspace.nameHelp")}
              maxlength={120}
              value={form.draft.name}
              onChange={(name) => form.setDraft({ name })}
              error={form.problem("name")}
            />
          </div>
          <WorkspaceLogo name={form.draft.name} logo={form.draft.logo} onChange={(logo) => form.setDraft({ logo })} />
        </SettingsCard>
        <Languages form={form} />
        <SettingsCard title={t("workspace.writing")}>
          <Switch
            trailing
            label={t("workspace.sneakPeek")}
            help={t("workspace.sneakPeekHelp")}
            checked={form.draft.sneakPeek}
            onChange={(sneakPeek) => form.setDraft({ sneakPeek })}
          />
        </SettingsCard>
        <SettingsCard title={t("workspace.retention")} text={t("workspace.retentionText")}>
          <div class="settings-fields">
            <Select
              label={t("workspace.retentionLabel")}
              value={String(form.draft.retentionDays ?? "never")}
              onChange={(value) => form.setDraft({ retentionDays: value === "never" ? null : Number(value) })}
              options={retentionChoices(form.draft.retentionDays)}
            />
          </div>
        </SettingsCard>
      </SettingsFormView>
    </>
  );
}

function Languages(props: { form: SettingsForm<Settings, Draft> }) {
  const chosen = () => props.form.draft.languages;
  // The order of the catalogue, with the main one in front.
  const set = (tags: readonly WidgetLanguage[]) => props.form.setDraft({ languages: [...tags] });
  const toggle = (tag: WidgetLanguage, on: boolean) =>
    set(on ? [...chosen(), tag] : chosen().filter((other) => other !== tag));
  return (
    <SettingsCard title={t("workspace.languages")} text={t("workspace.languagesText")}>
      <div class="workspace-languages" role="group" aria-label={t("workspace.languages")}>
        <For each={widgetLanguages}>
          {(tag) => (
            <Checkbox label={languageName(tag)} checked={chosen().includes(tag)} onChange={(on) => toggle(tag, on)} />
          )}
        </For>
      </div>
      <p class="ui-field-error" role="alert">
        {props.form.problem("languages")}
      </p>
      <div class="settings-fields">
        <Select
          label={t("workspace.mainLanguage")}
          disabled={chosen().length < 2}
          value={chosen()[0] ?? "en"}
          onChange={(tag) => set([tag, ...chosen().filter((other) => other !== tag)])}
          options={chosen().map((tag) => ({ value: tag, label: languageName(tag) }))}
        />
      </div>
    </SettingsCard>
  );
}

const year = 365;

/** The usual times, and the one that is set, whichever that is. */
function retentionChoices(days: number | null) {
  const usual = [30, 90, 180, year, 2 * year, 5 * year];
  const all = days === null || usual.includes(days) ? usual : [...usual, days].toSorted((one, other) => one - other);
  return [
    { value: "never", label: t("workspace.retentionNever") },
    ...all.map((count) => ({
      value: String(count),
      label:
        count % year === 0
          ? t("workspace.retentionYears", { count: count / year })
          : t("workspace.retentionDays", { count }),
    })),
  ];
}
