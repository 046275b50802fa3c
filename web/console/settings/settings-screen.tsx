import { A, Navigate, useParams } from "@solidjs/router";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import { createMemo, For, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { useConsole } from "../console-context.tsx";
import { MissingScreen, NotYoursScreen } from "../console-plain-screen.tsx";
import { createPageTitle } from "../console-title.ts";
import { createMediaQuery } from "../navigation/media-query.ts";
import { t } from "./settings-intl.ts";
import { sectionAt, sectionsFor, settingsGroups } from "./settings-sections.ts";
import "./settings-screen.css";

const groupTitles = {
  own: () => t("settings.groupOwn"),
  company: () => t("settings.groupCompany"),
  people: () => t("settings.groupPeople"),
};

/**
 * `/settings/<section>`: the list of sections beside the one that was chosen. On phones the list is a page of its own
 * (`/settings`), which leads into a section and back.
 */
export function SettingsScreen() {
  const { me } = useConsole();
  const params = useParams();
  const phone = createMediaQuery("(max-width: 48rem)");
  createPageTitle(() => t("settings.title"));
  const sections = createMemo(() => sectionsFor(me().agent.role));
  const groups = createMemo(() =>
    settingsGroups
      .map((group) => ({ group, sections: sections().filter((section) => section.group === group) }))
      .filter((group) => group.sections.length > 0),
  );
  const section = createMemo(() => sections().find(({ path }) => path === params["section"]));
  const refused = () => sectionAt(params["section"])?.needs;

  return (
    <div class="settings" data-section={params["section"]} data-item={params["item"]}>
      <nav class="settings-sections ui-scroll" aria-label={t("settings.sections")}>
        <h2 class="settings-heading">{t("settings.title")}</h2>
        <For each={groups()}>
          {({ group, sections: inGroup }) => (
            <section class="settings-group" aria-label={groupTitles[group]()}>
              <h3>{groupTitles[group]()}</h3>
              <For each={inGroup}>
                {({ path, icon, title }) => (
                  <A class="settings-section" href={`/settings/${path}`}>
                    <Dynamic component={icon} />
                    <span class="ui-truncate">{title()}</span>
                    <ChevronRight class="settings-section-into ui-mirror" />
                  </A>
                )}
              </For>
            </section>
          )}
        </For>
      </nav>
      <Show
        when={params["section"] !== undefined}
        fallback={
          <Show when={!phone()}>
            <Navigate href="/settings/profile" />
          </Show>
        }
      >
        <div class="settings-pane ui-scroll">
          <A class="settings-back" href="/settings" end>
            <ChevronLeft class="ui-mirror" />
            {t("settings.back")}
          </A>
          <div class="settings-page">
            <Show
              when={section()}
              fallback={
                <Show when={refused()} fallback={<MissingScreen />}>
                  {(needs) => <NotYoursScreen needs={needs()} />}
                </Show>
              }
              keyed
            >
              {({ screen }) => (
                <Suspense fallback={<SkeletonRows rows={4} label={t("settings.loading")} />}>
                  <Dynamic component={screen} />
                </Suspense>
              )}
            </Show>
          </div>
        </div>
      </Show>
    </div>
  );
}
