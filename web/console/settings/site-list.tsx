import { A, useNavigate } from "@solidjs/router";
import ChevronRight from "lucide-solid/icons/chevron-right";
import CloudOff from "lucide-solid/icons/cloud-off";
import Globe from "lucide-solid/icons/globe";
import Plus from "lucide-solid/icons/plus";
import { createResource, createSignal, For, Match, Show, Switch } from "solid-js";
import type { Site } from "#protocol/site";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { showToast } from "../../ui/toast.tsx";
import { createPageTitle } from "../console-title.ts";
import { SettingsTitle } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import { askSites } from "./settings-requests.ts";
import { SiteNewDialog } from "./site-new-dialog.tsx";
import { seenText } from "./site-seen.ts";
import "./site-settings.css";

/** Every site: its colour, where it may stand, whether its script tag was seen. */
export function SiteList() {
  createPageTitle(() => t("site.title"));
  const navigate = useNavigate();
  const [answer, { refetch }] = createResource(askSites);
  const [making, setMaking] = createSignal(false);
  const sites = () => {
    const got = answer.latest;
    return got?.ok ? got.value.sites : null;
  };
  const created = (site: Site) => {
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
      <div class="settings-title-row">
        <SettingsTitle title={t("site.title")} text={t("site.text")} />
        <Show when={sites()?.length}>{newButton()}</Show>
      </div>
      <Switch fallback={<SkeletonRows rows={3} label={t("settings.loading")} />}>
        <Match when={answer.latest?.ok === false}>
          <EmptyState
            icon={<CloudOff />}
            title={t("settings.loadFailed")}
            text={t("error.unavailable")}
            action={
              <Button variant="primary" onClick={() => void refetch()}>
                {t("ui.retry")}
              </Button>
            }
          />
        </Match>
        <Match when={sites()?.length === 0}>
          <EmptyState icon={<Globe />} title={t("site.none")} text={t("site.noneText")} action={newButton()} />
        </Match>
        <Match when={sites()}>
          {(all) => (
            <ul class="site-list">
              <For each={all()}>{(site) => <SiteRow site={site} />}</For>
            </ul>
          )}
        </Match>
      </Switch>
      <SiteNewDialog open={making()} onClose={() => setMaking(false)} onCreated={created} />
    </>
  );
}

function SiteRow(props: { site: Site }) {
  const seen = () => props.site.sightings.find(({ origin }) => props.site.allowedOrigins.includes(origin));
  return (
    <li>
      <A class="site-row" href={`/settings/sites/${props.site.id}`}>
        <span class="site-tile" style={{ background: props.site.look.color }} aria-hidden="true" />
        <span class="site-row-words">
          <strong class="ui-truncate">{props.site.name}</strong>
          <span class="settings-detail ui-truncate" dir="ltr">
            {props.site.allowedOrigins.join(", ") || t("site.originsNone")}
          </span>
        </span>
        <Badge tone={seen() ? "green" : "amber"}>{seenText(seen())}</Badge>
        <ChevronRight class="ui-mirror" />
      </A>
    </li>
  );
}
