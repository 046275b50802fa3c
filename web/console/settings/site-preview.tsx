import Moon from "lucide-solid/icons/moon";
import Sun from "lucide-solid/icons/sun";
import { createEffect, createResource, createSignal, For, onCleanup } from "solid-js";
import { paths } from "#protocol/paths";
import type { FramePreview } from "#protocol/widget";
import { widgetLanguages } from "#protocol/workspace-settings";
import { IconButton } from "../../ui/icon-button.tsx";
import { Select } from "../../ui/select.tsx";
import { intl } from "../console-intl.ts";
import { languageName } from "../console-language.ts";
import { t } from "./settings-intl.ts";
import { askWorkspace } from "./settings-requests.ts";
import type { SiteForm } from "./site-editor.tsx";

const themes = ["light", "dark"] as const;

/** The widget as it will be: the widget's own frame and launcher, drawn from what stands in the form now. */
export function SitePreview(props: { form: SiteForm }) {
  const [theme, setTheme] = createSignal<(typeof themes)[number]>("light");
  const [language, setLanguage] = createSignal<(typeof widgetLanguages)[number]>(
    widgetLanguages.find((tag) => tag === intl.shown()) ?? "en",
  );
  const [workspace] = createResource(askWorkspace);
  /** Counts how often the frame has said that it is there: it may load anew. */
  const [loaded, setLoaded] = createSignal(0);
  let frame: HTMLIFrameElement | undefined;
  const hear = ({ source, data }: MessageEvent<{ falaPreview?: unknown } | null>) => {
    if (source === frame?.contentWindow && data?.falaPreview === "ready") setLoaded((times) => times + 1);
  };
  addEventListener("message", hear);
  onCleanup(() => removeEventListener("message", hear));

  createEffect(() => {
    if (loaded() === 0) return;
    const { name, look, greeting } = props.form.draft;
    const company = workspace.latest;
    const told: FramePreview = {
      ...{ name, theme: theme(), language: language() },
      look: { ...look },
      greeting: { ...greeting },
      logo: company?.ok ? company.value.logo : null,
    };
    frame?.contentWindow?.postMessage({ falaPreview: told }, location.origin);
  });

  return (
    <aside class="site-preview" aria-label={t("site.preview")}>
      <div class="site-preview-bar">
        <h2>{t("site.preview")}</h2>
        <Select
          label={t("site.previewLanguage")}
          hideLabel
          size="sm"
          value={language()}
          onChange={setLanguage}
          options={widgetLanguages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        />
        <div class="site-preview-themes" role="group" aria-label={t("site.previewTheme")}>
          <For each={themes}>
            {(each) => (
              <IconButton
                size="sm"
                label={t(each === "light" ? "site.previewLight" : "site.previewDark")}
                pressed={theme() === each}
                onClick={() => setTheme(each)}
              >
                {each === "light" ? <Sun /> : <Moon />}
              </IconButton>
            )}
          </For>
        </div>
      </div>
      <iframe ref={frame} class="site-preview-frame" title={t("site.preview")} src={paths.framePreview} inert />
    </aside>
  );
}
