import type { JSX } from "solid-js";
import { ConsoleMark } from "../console-mark.tsx";
import { intl, t } from "../console-intl.ts";
import { languageChoiceOf, languageName, languageTags, type LanguageChoice } from "../console-language.ts";
import { Select } from "../../ui/select.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Azulejo } from "./azulejo.tsx";
import "./entrance.css";

/** The frame of what stands before the console: the form at one side, tiles at the other; on phones the form alone. */
export function Entrance(props: { children: JSX.Element }) {
  const choose = (choice: LanguageChoice) => {
    intl.choose(choice).catch(() => showToast({ kind: "danger", text: t("language.failed") }));
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
            value={languageChoiceOf(intl.shown())}
            onChange={choose}
            options={languageTags.map((tag) => ({ value: tag, label: languageName(tag) }))}
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
