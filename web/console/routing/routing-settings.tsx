import Plus from "lucide-solid/icons/plus";
import RouteIcon from "lucide-solid/icons/route";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { findingsOf } from "#domain/routing/finding";
import { limits } from "#protocol/limits";
import type { RoutingRule } from "#protocol/routing";
import { announce } from "../../ui/announcer.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { moved } from "../../ui/moved.ts";
import { SortableList } from "../../ui/sortable-list.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsTitle } from "../settings/settings-card.tsx";
import { createSettingsForm, type SettingsForm } from "../settings/settings-form.ts";
import { SettingsFormView } from "../settings/settings-form-view.tsx";
import { t } from "../settings/settings-intl.ts";
import { askRouting, type RoutingSettings as Saved, saveRouting } from "./routing-requests.ts";
import { RuleCard } from "./rule-card.tsx";
import { createExample, TryOut } from "./try-out.tsx";
import "./routing-settings.css";

/** Settings → Routing: the rules in their order, and an example that shows what they do, beside them. */
export function RoutingSettings() {
  const { me } = useConsole();
  createPageTitle(() => t("routing.title"));
  const [opened, setOpened] = createSignal<string | null>(null);
  const teams = () => me().allTeams;

  const form: SettingsForm<Saved, { rules: RoutingRule[] }> = createSettingsForm({
    empty: { rules: [] },
    draftOf: ({ rules }) => ({ rules }),
    load: askRouting,
    save: saveRouting,
    problems: () => ({ rules: firstWrong() === undefined ? undefined : t("settings.wrong") }),
    onSaved: () => setOpened(null),
  });
  const rules = () => form.draft.rules;
  const sites = () => form.saved()?.sites ?? [];
  const findings = createMemo(() => {
    const ids = sites().map(({ id }) => id);
    return new Map(findingsOf(rules(), ids).map((finding) => [finding.rule, finding]));
  });
  /** The first rule that cannot be saved as it is. */
  const firstWrong = () =>
    rules().find(({ id, name }) => name.trim() === "" || (findings().get(id)?.kind ?? "shadowed") !== "shadowed");
  const tried = () => form.problem("rules") !== undefined;
  // Who presses Save sees what keeps it from being saved.
  createEffect(on(tried, (isTried) => isTried && setOpened(firstWrong()?.id ?? null), { defer: true }));

  const example = createExample(sites, rules);

  const add = () => {
    const rule: RoutingRule = {
      id: crypto.randomUUID(),
      name: t("routing.newName"),
      on: true,
      conditions: [{ about: "page", key: "", test: "contains", values: [] }],
      teamId: teams()[0]?.id ?? "",
    };
    form.setDraft("rules", (before) => [...before, rule]);
    setOpened(rule.id);
  };
  const move = (from: number, to: number) => form.setDraft("rules", (before) => moved(before, from, to));
  const placeText = (rule: RoutingRule, place: number) =>
    t("routing.place", { name: rule.name, place, count: rules().length });
  const moveAndSay = (rule: RoutingRule, from: number, to: number) => {
    const pressed = document.activeElement;
    move(from, to);
    announce(placeText(rule, to + 1));
    // Moving it in the document has taken the focus from it.
    if (pressed instanceof HTMLElement) queueMicrotask(() => pressed.focus());
  };
  const remove = (rule: RoutingRule) => {
    const before = [...rules()];
    form.setDraft("rules", (all) => all.filter(({ id }) => id !== rule.id));
    showToast({
      text: t("routing.deleted", { name: rule.name }),
      action: { label: t("routing.undo"), run: () => form.setDraft("rules", before) },
    });
  };

  return (
    <div class="settings-wide">
      <SettingsTitle title={t("routing.title")} text={t("routing.text")} />
      <SettingsFormView form={form}>
        <div class="settings-beside routing-columns">
          <section class="routing-rules" aria-label={t("routing.rules")}>
            <Show
              when={rules().length > 0}
              fallback={
                <div class="settings-card">
                  <EmptyState
                    icon={<RouteIcon />}
                    title={t("routing.empty")}
                    text={t("routing.emptyText")}
                    action={
                      <Button variant="primary" icon={<Plus />} onClick={add}>
                        {t("routing.add")}
                      </Button>
                    }
                  />
                </div>
              }
            >
              <SortableList
                rows={rules()}
                label={t("routing.rules")}
                handleLabel={(rule) => t("routing.move", { name: rule.name })}
                placeText={placeText}
                onMove={move}
              >
                {(rule, index, handle) => (
                  <RuleCard
                    rule={rule}
                    place={index() + 1}
                    handle={handle}
                    rules={rules()}
                    sites={sites()}
                    teams={teams()}
                    finding={findings().get(rule.id)}
                    tried={tried()}
                    verdict={example.verdicts()[index()]}
                    open={opened() === rule.id}
                    onOpen={(open) => setOpened(open ? rule.id : null)}
                    change={(change) => form.setDraft("rules", index(), change)}
                    changeCondition={(at, change) => form.setDraft("rules", index(), "conditions", at, change)}
                    onMove={(to) => moveAndSay(rule, index(), to)}
                    onDelete={() => remove(rule)}
                  />
                )}
              </SortableList>
              <Fallback sites={sites()} teams={teams()} chosen={example.chosen() === null} />
              <div class="settings-buttons">
                <Button icon={<Plus />} disabled={rules().length >= limits.routingRules} onClick={add}>
                  {t("routing.add")}
                </Button>
                <Show when={rules().length >= limits.routingRules}>
                  <p class="settings-detail">{t("routing.full")}</p>
                </Show>
              </div>
            </Show>
          </section>
          <TryOut example={example} sites={sites()} teams={teams()} rules={rules()} />
        </div>
      </SettingsFormView>
    </div>
  );
}

/** What happens to a conversation that no rule matches: the last row, which nobody can move. */
function Fallback(props: {
  sites: readonly { id: string; name: string; defaultTeamId: string }[];
  teams: readonly { id: string; name: string }[];
  chosen: boolean;
}) {
  const teamName = (id: string) => props.teams.find((team) => team.id === id)?.name ?? t("routing.teamGone");
  return (
    <div class="rule rule-fallback" data-outcome={props.chosen ? "chosen" : undefined}>
      <div class="rule-words">
        <span class="rule-name">{t("routing.fallback")}</span>
        <span class="rule-sentence">{t("routing.fallbackText")}</span>
      </div>
      <ul class="rule-fallback-sites">
        <For each={props.sites}>
          {(site) => <li>{t("routing.fallbackSite", { site: site.name, team: teamName(site.defaultTeamId) })}</li>}
        </For>
      </ul>
    </div>
  );
}
