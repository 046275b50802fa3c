import type { JSX } from "solid-js";
import { ConsoleMark } from "../console-mark.tsx";
import { intl, t } from "../console-intl.ts";
import { languageChoiceOf, languageChoices, languageName } from "../console-language.ts";
import { Select } from "../../ui/select.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Azulejo } from "./azulejo.tsx";
import "./entrance.css";

/** The frame of what stands before the console: the form at one side, tiles at the other; on phones the form alone. */
export function Entrance(props: { children: JSX.Element }) {
  const choose = (value: string) => {
    intl.choose(languageChoiceOf(value)).catch(() => showToast({ kind: "danger", text: t("language.failed") }));
  };
  return (
    <div class="entrance">
      <div class="entrance-side ui-scroll">
        <header class="entrance-header">
          <span class="entrance-name">
            <ConsoleMark size="28" />
            Fala
          </span>
          <Select
            label={t("language.label")}
            hideLabel
            size="sm"
            value={languageChoiceOf(intl.choice())}
            onChange={choose}
            options={languageChoices.map((choice) => ({
              value: choice,
              label: choice === "auto" ? t("language.auto") : languageName(choice),
            }))}
          />
        </header>
        <main class="entrance-main">{props.children}</main>
      </div>
      <aside class="entrance-tiles" aria-hidden="true">
        <Azulejo />
        <p class="entrance-tagline">{t("signIn.tagline")}</p>
      </aside>
    </div>
  );
}
