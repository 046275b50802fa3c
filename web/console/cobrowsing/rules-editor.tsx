import Plus from "lucide-solid/icons/plus";
import { createSignal, For, Show } from "solid-js";
import { type CobrowseRule, type CobrowseRules, cobrowseRulesMost, standardRules } from "#protocol/cobrowse-rules";
import type { Site } from "#protocol/site";
import { announce } from "../../ui/announcer.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { showToast } from "../../ui/toast.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsCard, SettingsUp } from "../settings/settings-card.tsx";
import { createSettingsForm, type SettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { askSite, saveSite } from "../settings/settings-requests.ts";
import { RuleRow, ruleProblems } from "./rule-row.tsx";
import { RulesPlayground } from "./rules-playground.tsx";

/** What stays hidden on the pages of one site, above a page that shows what that does. */
export function RulesEditor(props: { id: string }) {
  const form: SettingsForm<Site, CobrowseRules> = createSettingsForm({
    empty: standardRules,
    draftOf: ({ cobrowse }) => cobrowse,
    load: () => askSite(props.id),
    save: (cobrowse, { version, name, allowedOrigins, defaultTeamId, look, greeting }) =>
      saveSite(props.id, version, { name, allowedOrigins, defaultTeamId, look, greeting, cobrowse }),
    problems: ({ rules }) => ({
      rules: rules.some((rule) => Object.keys(ruleProblems(rule)).length > 0) ? t("settings.wrong") : undefined,
    }),
  });
  createPageTitle(() => form.saved()?.name ?? t("rules.title"));
  const [matches, setMatches] = createSignal<readonly (number | null)[]>([]);
  const rules = () => form.draft.rules;
  const isFull = () => rules().length >= cobrowseRulesMost;
  let list: HTMLUListElement | undefined;

  const add = (rule: Partial<CobrowseRule>) => {
    if (isFull()) return;
    const action = form.draft.mode === "private" ? "show" : "mask";
    form.setDraft("rules", (before) => [...before, { action, selector: "", pages: "", ...rule }]);
  };
  const addByHand = () => {
    add({});
    list?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  };
  const pick = (selector: string) => {
    if (rules().some((rule) => rule.selector === selector)) return;
    add({ selector });
    announce(t("rules.picked", { selector }));
  };
  const remove = (index: number) => {
    const before = [...rules()];
    form.setDraft("rules", (all) => all.filter((_, at) => at !== index));
    showToast({
      text: t("rules.removed"),
      action: { label: t("rules.undo"), run: () => form.setDraft("rules", before) },
    });
  };

  return (
    <div class="settings-wide">
      <header class="settings-title">
        <SettingsUp href="/settings/co-browsing">{t("rules.all")}</SettingsUp>
        <h1>{form.saved()?.name ?? " "}</h1>
        <p>{t("rules.text")}</p>
      </header>
      <SettingsFormView form={form}>
        <div class="rules-cards">
          <SettingsCard title={t("rules.default")} text={t("rules.defaultText")}>
            <Switch
              trailing
              label={t("rules.privateSwitch")}
              help={t("rules.privateHelp")}
              checked={form.draft.mode === "private"}
              onChange={(isPrivate) => form.setDraft({ mode: isPrivate ? "private" : "standard" })}
            />
          </SettingsCard>
          <SettingsCard title={t("rules.rules")} text={t("rules.rulesText")}>
            <ul class="rules-list" ref={list} aria-label={t("rules.rules")}>
              <For each={rules()} fallback={<li class="settings-detail">{t("rules.empty")}</li>}>
                {(rule, index) => (
                  <RuleRow
                    rule={rule}
                    tried={form.problem("rules") !== undefined}
                    matches={matches()[index()]}
                    onChange={(change) => form.setDraft("rules", index(), change)}
                    onRemove={() => remove(index())}
                  />
                )}
              </For>
            </ul>
            <div class="settings-buttons">
              <Button icon={<Plus />} disabled={isFull()} onClick={addByHand}>
                {t("rules.add")}
              </Button>
              <Show when={isFull()}>
                <p class="settings-detail">{t("rules.full")}</p>
              </Show>
            </div>
          </SettingsCard>
          <SettingsCard title={t("rules.playground")} text={t("rules.playgroundText")}>
            <RulesPlayground rules={form.draft} onPick={pick} onMatches={setMatches} />
          </SettingsCard>
        </div>
      </SettingsFormView>
    </div>
  );
}
