import { variablesIn } from "#domain/text-block/variable";
import TextCursorInput from "lucide-solid/icons/text-cursor-input";
import { For, Show, createMemo } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { t } from "../console-intl.ts";

/** What a text block left open, because nobody knows it but the agent: said, and a way to it. Send waits for it. */
export function OpenVariables(props: { text: string; field: () => HTMLTextAreaElement | undefined }) {
  const open = createMemo(() => variablesIn(props.text));
  const show = () => {
    const field = props.field();
    const [first] = open();
    if (!field || !first) return;
    field.focus();
    field.setSelectionRange(first.start, first.end);
  };
  return (
    <div role="status">
      <Show when={open()[0]}>
        {(first) => (
          <p class="composer-open">
            <TextCursorInput />
            <span class="composer-notice-text">{t("composer.variables.open", { name: first().name })}</span>
            <Button size="sm" onMouseDown={(event) => event.preventDefault()} onClick={show}>
              {t("composer.variables.show")}
            </Button>
          </p>
        )}
      </Show>
    </div>
  );
}

/** Lies behind the text and marks the variables in it: the same words at the same places, without ink. */
export function VariableMarks(props: { text: string; scrolled: number }) {
  const parts = createMemo(() => {
    const found: { text: string; open: boolean }[] = [];
    let at = 0;
    for (const { start, end } of variablesIn(props.text)) {
      found.push(
        { text: props.text.slice(at, start), open: false },
        { text: props.text.slice(start, end), open: true },
      );
      at = end;
    }
    return found;
  });
  return (
    <Show when={parts().length > 0}>
      <div class="composer-marks" aria-hidden="true">
        <div class="composer-text" dir="auto" style={{ transform: `translateY(${-props.scrolled}px)` }}>
          <For each={parts()}>{(part) => (part.open ? <mark>{part.text}</mark> : part.text)}</For>
        </div>
      </div>
    </Show>
  );
}
