import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "../console-intl.ts";

export const BAR_KEYS = "Alt+KeyB";

/** Shows and hides the bar: the zigzag at the right end of the field. */
export function ComposerToggle(props: { shown: boolean; onChange: (shown: boolean) => void }) {
  return (
    <ToolButton
      class="composer-toggle"
      size="sm"
      label={props.shown ? t("composer.bar.hide") : t("composer.bar.show")}
      keys={BAR_KEYS}
      aria-expanded={props.shown}
      placement="left"
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.onChange(!props.shown)}
    >
      <Zigzag />
    </ToolButton>
  );
}

/** Drawn as Lucide draws, which has no zigzag. */
function Zigzag() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      class="lucide"
      aria-hidden="true"
    >
      <path d="m2 15 5-6 5 6 5-6 5 6" />
    </svg>
  );
}
