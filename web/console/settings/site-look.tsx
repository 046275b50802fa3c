import Check from "lucide-solid/icons/check";
import { createUniqueId, For, Show } from "solid-js";
import { TextField } from "../../ui/text-field.tsx";
import { SettingsCard } from "./settings-card.tsx";
import { t } from "./settings-intl.ts";
import type { SiteForm } from "./site-editor.tsx";

const colors = ["#2740b0", "#0a7cff", "#0f766e", "#15803d", "#b4532a", "#c3292e", "#a21caf", "#1c1814"];
const positions = ["start", "end"] as const;

/** Colour and corner. */
export function SiteLookCard(props: { form: SiteForm }) {
  const name = createUniqueId();
  const look = () => props.form.draft.look;
  const setColor = (color: string) => props.form.setDraft("look", { color });
  return (
    <SettingsCard title={t("site.look")}>
      <fieldset class="site-choice">
        <legend class="ui-field-label">{t("site.color")}</legend>
        <div class="site-colors">
          <For each={colors}>
            {(color) => (
              <button
                type="button"
                class="site-color"
                style={{ background: color }}
                aria-label={color}
                aria-pressed={look().color.toLowerCase() === color}
                onClick={() => setColor(color)}
              >
                <Show when={look().color.toLowerCase() === color}>
                  <Check />
                </Show>
              </button>
            )}
          </For>
          <label class="site-color site-color-own">
            <span class="ui-hidden">{t("site.colorOwn")}</span>
            <input type="color" value={look().color} onInput={(event) => setColor(event.currentTarget.value)} />
          </label>
          <div class="site-color-text">
            <TextField
              label={t("site.colorOwn")}
              hideLabel
              maxlength={7}
              spellcheck={false}
              value={look().color}
              onChange={setColor}
              error={props.form.problem("look")}
            />
          </div>
        </div>
        <p class="ui-field-help">{t("site.colorHelp")}</p>
      </fieldset>
      <fieldset class="site-choice">
        <legend class="ui-field-label">{t("site.position")}</legend>
        <div class="site-positions">
          <For each={positions}>
            {(position) => (
              <label class="site-position">
                <input
                  type="radio"
                  name={name}
                  checked={look().position === position}
                  onChange={() => props.form.setDraft("look", { position })}
                />
                <span class="site-position-page" data-position={position} aria-hidden="true">
                  <i style={{ background: look().color }} />
                </span>
                {t(`site.position.${position}`)}
              </label>
            )}
          </For>
        </div>
        <p class="ui-field-help">{t("site.positionHelp")}</p>
      </fieldset>
    </SettingsCard>
  );
}
