import { useParams } from "@solidjs/router";
import Globe from "lucide-solid/icons/globe";
import { Show } from "solid-js";
import type { Site } from "#protocol/site";
import { Badge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsTitle } from "../settings/settings-card.tsx";
import { t } from "../settings/settings-intl.ts";
import { SettingsList, SettingsListRow } from "../settings/settings-list.tsx";
import { createSettingsAnswer, SettingsLoaded } from "../settings/settings-loaded.tsx";
import { askSites } from "../settings/settings-requests.ts";
import { RulesEditor } from "./rules-editor.tsx";
import "./rules-settings.css";

/** `/settings/co-browsing`: the sites, and behind each of them what stays hidden on its pages. */
export function RulesSettings() {
  const params = useParams();
  return (
    <Show when={params["item"]} keyed fallback={<SitesWithRules />}>
      {(id) => <RulesEditor id={id} />}
    </Show>
  );
}

function SitesWithRules() {
  createPageTitle(() => t("rules.title"));
  const sites = createSettingsAnswer(askSites);
  return (
    <>
      <SettingsTitle title={t("rules.title")} text={t("rules.text")} />
      <SettingsLoaded answer={sites} rows={2}>
        {(all) => (
          <Show
            when={all().sites.length > 0}
            fallback={<EmptyState icon={<Globe />} title={t("rules.none")} text={t("rules.noneText")} />}
          >
            <SettingsList items={all().sites}>{(site) => <SiteRow site={site} />}</SettingsList>
          </Show>
        )}
      </SettingsLoaded>
    </>
  );
}

function SiteRow(props: { site: Site }) {
  const count = () => props.site.cobrowse.rules.length;
  const isPrivate = () => props.site.cobrowse.mode === "private";
  return (
    <SettingsListRow
      href={`/settings/co-browsing/${props.site.id}`}
      tile={<span class="rules-tile" style={{ background: props.site.look.color }} aria-hidden="true" />}
      name={props.site.name}
      detail={
        <span class="settings-detail">
          {count() === 0 ? t("rules.countNone") : t("rules.count", { count: count() })}
        </span>
      }
    >
      <Badge tone={isPrivate() ? "green" : "neutral"}>{t(isPrivate() ? "rules.private" : "rules.standard")}</Badge>
    </SettingsListRow>
  );
}
