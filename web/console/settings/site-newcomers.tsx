import { Show } from "solid-js";
import { PasswordField } from "../../ui/password-field.tsx";
import { Select } from "../../ui/select.tsx";
import { Switch } from "../../ui/switch.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import type { SiteForm } from "./site-editor.tsx";

const unlimited = "unlimited";
const counts = [3, 6, 12, 30, 100];

/** How many conversations one address may begin, and whether customers confirm that they are people. */
export function SiteNewcomersCard(props: { form: SiteForm }) {
  const most = () => props.form.draft.newConversations;
  const options = () => {
    const chosen = most();
    const all = chosen === null || counts.includes(chosen) ? counts : [...counts, chosen].toSorted((a, b) => a - b);
    return [
      ...all.map((count) => ({ value: String(count), label: t("site.newcomersCount", { count }) })),
      { value: unlimited, label: t("site.newcomersUnlimited") },
    ];
  };
  const turnstile = () => props.form.draft.turnstile;
  const hasSecret = () => (props.form.saved()?.turnstile ?? null) !== null;
  const set = (change: { siteKey?: string; secret?: string | null }) => {
    const { siteKey, secret } = turnstile() ?? { siteKey: "", secret: null };
    props.form.setDraft({ turnstile: { siteKey, secret, ...change } });
  };
  return (
    <SettingsCard title={t("site.newcomers")} text={t("site.newcomersText")}>
      <div class="settings-fields">
        <Select
          label={t("site.newcomersMost")}
          help={t("site.newcomersMostHelp")}
          value={String(most() ?? unlimited)}
          onChange={(value) => props.form.setDraft({ newConversations: value === unlimited ? null : Number(value) })}
          options={options()}
        />
      </div>
      <Switch
        trailing
        label={t("site.turnstile")}
        help={t("site.turnstileHelp")}
        checked={turnstile() !== null}
        onChange={(on) =>
          props.form.setDraft({
            turnstile: on ? { siteKey: props.form.saved()?.turnstile?.siteKey ?? "", secret: null } : null,
          })
        }
      />
      <Show when={turnstile()}>
        {(keys) => (
          <div class="settings-fields">
            <TextField
              label={t("site.turnstileKey")}
              spellcheck={false}
              autocomplete="off"
              value={keys().siteKey}
              onChange={(siteKey) => set({ siteKey })}
              error={props.form.problem("turnstile")}
            />
            <PasswordField
              label={t("site.turnstileSecret")}
              help={hasSecret() ? t("site.turnstileSecretKept") : t("site.turnstileSecretHelp")}
              autocomplete="off"
              value={keys().secret ?? ""}
              onChange={(secret) => set({ secret: secret === "" ? null : secret })}
            />
          </div>
        )}
      </Show>
    </SettingsCard>
  );
}
