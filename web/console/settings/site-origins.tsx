import X from "lucide-solid/icons/x";
import { createSignal, For } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import type { SiteForm } from "./site-editor.tsx";
import { originFrom } from "./site-origin.ts";

/** The origins that may show the widget. What is pasted is cut down to its origin. */
export function SiteOriginsCard(props: { form: SiteForm }) {
  const [typed, setTyped] = createSignal("");
  const [problem, setProblem] = createSignal<string>();
  const origins = () => props.form.draft.allowedOrigins;
  const set = (next: string[]) => props.form.setDraft({ allowedOrigins: next });
  const add = () => {
    const origin = originFrom(typed());
    if (origin === null) setProblem(t("site.originWrong"));
    else if (origins().includes(origin)) setProblem(t("site.originTwice"));
    else {
      set([...origins(), origin]);
      setTyped("");
      setProblem(undefined);
    }
  };
  return (
    <SettingsCard title={t("site.origins")} text={t("site.originsText")}>
      <ul class="site-origins">
        <For each={origins()} fallback={<li class="settings-detail">{t("site.originsNone")}</li>}>
          {(origin) => (
            <li class="site-origin">
              <span class="ui-truncate" dir="ltr">
                {origin}
              </span>
              <IconButton
                size="sm"
                label={t("site.originRemove", { origin })}
                onClick={() => set(origins().filter((other) => other !== origin))}
              >
                <X />
              </IconButton>
            </li>
          )}
        </For>
      </ul>
      <div class="site-origin-new">
        <TextField
          label={t("site.origin")}
          hideLabel
          inputmode="url"
          placeholder={t("site.originPlaceholder")}
          value={typed()}
          onChange={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.isComposing) return;
            // Enter adds; it does not save the whole form.
            event.preventDefault();
            add();
          }}
          error={problem() ?? props.form.problem("allowedOrigins")}
        />
        <Button onClick={add} disabled={typed().trim() === ""}>
          {t("site.originAdd")}
        </Button>
      </div>
    </SettingsCard>
  );
}
