import { useNavigate } from "@solidjs/router";
import Globe from "lucide-solid/icons/globe";
import Plus from "lucide-solid/icons/plus";
import { createSignal, Show } from "solid-js";
import type { Site } from "#protocol/site";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { showToast } from "../../ui/toast.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsTitle } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import { SettingsList, SettingsListRow, SettingsTitleRow } from "./settings-list.tsx";
import { createSettingsAnswer, SettingsLoaded } from "./settings-loaded.tsx";
import { askSites } from "./settings-requests.ts";
import { SiteNewDialog } from "./site-new-dialog.tsx";
import { seenText } from "./site-seen.ts";
import "./site-settings.css";

/** Every site: its colour, where it may stand, whether its script tag was seen. */
export function SiteList() {
  createPageTitle(() => t("site.title"));
  const navigate = useNavigate();
  const sites = createSettingsAnswer(askSites);
  const [making, setMaking] = createSignal(false);
  const made = (site: Site) => {
    setMaking(false);
    showToast({ kind: "success", text: t("site.created") });
    navigate(`/settings/sites/${site.id}`);
  };
  const newButton = () => (
    <Button variant="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("site.new")}
    </Button>
  );
  return (
    <>
      <SettingsTitleRow>
        <SettingsTitle title={t("site.title")} text={t("site.text")} />
        <Show when={sites.value()?.sites.length}>{newButton()}</Show>
      </SettingsTitleRow>
      <SettingsLoaded answer={sites} rows={3}>
        {(all) => (
          <Show
            when={all().sites.length > 0}
            fallback={
              <EmptyState icon={<Globe />} title={t("site.none")} text={t("site.noneText")} action={newButton()} />
            }
          >
            <SettingsList items={all().sites}>{(site) => <SiteRow site={site} />}</SettingsList>
          </Show>
        )}
      </SettingsLoaded>
      <SiteNewDialog open={making()} onClose={() => setMaking(false)} onMade={made} />
    </>
  );
}

function SiteRow(props: { site: Site }) {
  const seen = () => props.site.sightings.find(({ origin }) => props.site.allowedOrigins.includes(origin));
  return (
    <SettingsListRow
      href={`/settings/sites/${props.site.id}`}
      tile={<span class="site-tile" style={{ background: props.site.look.color }} aria-hidden="true" />}
      name={props.site.name}
      detail={
        <span class="settings-detail ui-truncate" dir="ltr">
          {props.site.allowedOrigins.join(", ") || t("site.originsNone")}
        </span>
      }
    >
      <Badge tone={seen() ? "green" : "amber"}>{seenText(seen())}</Badge>
    </SettingsListRow>
  );
}
