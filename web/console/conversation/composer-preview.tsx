import { Show } from "solid-js";
import { FormattedText, mayHoldMark } from "../../ui/formatted-text.tsx";
import { markupWords } from "../../ui/markup.ts";
import { t } from "../console-intl.ts";

/** How the customer will see the words, once there is a mark in them that counts. */
export function ComposerPreview(props: { text: string }) {
  const isFormed = () => mayHoldMark(props.text) && markupWords(props.text) !== props.text.trim().replaceAll("\n", " ");
  return (
    <Show when={isFormed()}>
      <div class="composer-preview ui-scroll" role="group" aria-label={t("composer.preview")}>
        <FormattedText text={props.text.trim()} />
      </div>
    </Show>
  );
}
