import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { CopyButton } from "../session/copy-button.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import { askSite } from "./settings-requests.ts";
import type { SiteForm } from "./site-editor.tsx";
import { scriptTag } from "./site-origin.ts";
import { seenText } from "./site-seen.ts";

/** The one line for the company's pages, and where it was seen. */
export function SiteInstallCard(props: { form: SiteForm }) {
  const [looking, setLooking] = createSignal(false);
  const label = createUniqueId();
  const site = () => props.form.saved();
  const tag = () => scriptTag(location.origin, site()?.key ?? "");
  const sightings = () => site()?.sightings ?? [];
  /** Where the chat starts now, and where it will when what is in the form is saved. */
  const stateOf = (origin: string) => {
    if (site()?.allowedOrigins.includes(origin)) return "works";
    return props.form.draft.allowedOrigins.includes(origin) ? "unsaved" : "foreign";
  };
  const words = { works: "site.checkWorks", unsaved: "site.checkUnsaved", foreign: "site.checkForeign" } as const;

  const look = async () => {
    const known = site();
    if (known === null) return;
    setLooking(true);
    const answer = await askSite(known.id);
    setLooking(false);
    if (answer.ok) props.form.adopt({ ...known, sightings: answer.value.sightings });
    else showToast({ kind: "danger", text: refusalText(answer.error) });
  };

  return (
    <SettingsCard title={t("site.install")} text={t("site.installText")}>
      <div class="site-script">
        <span id={label} class="ui-hidden">
          {t("site.script")}
        </span>
        <code class="site-code ui-scroll" dir="ltr" tabindex={0} role="group" aria-labelledby={label}>
          {tag()}
        </code>
        <CopyButton text={tag()} />
      </div>
      <div class="settings-row">
        <ul class="site-sightings settings-row-words" aria-live="polite">
          <For
            each={sightings().slice(0, 6)}
            fallback={
              <li data-state="none">
                <CircleDashed />
                <span>{t("site.checkNothing")}</span>
              </li>
            }
          >
            {(sighting) => (
              <li data-state={stateOf(sighting.origin)}>
                <Show when={stateOf(sighting.origin) === "works"} fallback={<CircleAlert />}>
                  <CircleCheck />
                </Show>
                <span>
                  {t(words[stateOf(sighting.origin)], { origin: sighting.origin })}
                  <span class="settings-detail"> · {seenText(sighting)}</span>
                </span>
                <Show when={stateOf(sighting.origin) === "foreign"}>
                  <Button
                    size="sm"
                    onClick={() => props.form.setDraft("allowedOrigins", (origins) => [...origins, sighting.origin])}
                  >
                    {t("site.allow")}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Button pending={looking()} onClick={() => void look()}>
          {t("site.check")}
        </Button>
      </div>
    </SettingsCard>
  );
}
