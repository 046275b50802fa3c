import CornerDownLeft from "lucide-solid/icons/corner-down-left";
import X from "lucide-solid/icons/x";
import { For, Match, Show, Switch, onMount } from "solid-js";
import type { Field } from "../../replay/replay-message.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { t } from "./cobrowsing-intl.ts";

/** Fills in a field of the customer's page. What stands in it now is hidden, so what is sent replaces it. */
export function FieldBar(props: {
  field: Field;
  /** `enter`: and Enter is pressed in it. */
  onText: (text: string, enter: boolean) => void;
  onOption: (option: number) => void;
  onClose: () => void;
}) {
  let input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | undefined;
  onMount(() => input?.focus());
  const name = () => props.field.name || t("cobrowsing.field");
  const canEnter = () => props.field.kind === "text" && !props.field.multiline;
  const send = (enter: boolean) => {
    if (input instanceof HTMLSelectElement) props.onOption(input.selectedIndex);
    else if (input !== undefined) props.onText(input.value, enter);
    props.onClose();
  };
  return (
    <form
      class="cobrowsing-field"
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && canEnter()) {
          event.preventDefault();
          event.stopPropagation();
          return send(true);
        }
        if (event.key !== "Escape") return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <label for="cobrowsing-field" class="ui-truncate">
        {name()}
      </label>
      <Switch>
        <Match when={props.field.kind === "choice" && props.field}>
          {(choice) => (
            <select id="cobrowsing-field" class="cobrowsing-input" ref={(element) => (input = element)}>
              <For each={choice().options}>{(option) => <option>{option}</option>}</For>
            </select>
          )}
        </Match>
        <Match when={props.field.kind === "text" && props.field.multiline}>
          <textarea
            id="cobrowsing-field"
            class="cobrowsing-input"
            ref={(element) => (input = element)}
            rows={2}
            maxlength={2_000}
            dir="auto"
          />
        </Match>
        <Match when={props.field.kind === "text"}>
          <input
            id="cobrowsing-field"
            class="cobrowsing-input"
            ref={(element) => (input = element)}
            maxlength={2_000}
            autocomplete="off"
            dir="auto"
          />
        </Match>
      </Switch>
      <Button size="sm" variant="primary" type="submit">
        {t("cobrowsing.fill")}
      </Button>
      <Show when={canEnter()}>
        <ToolButton label={t("cobrowsing.fillEnter")} keys="Mod+Enter" placement="top" onClick={() => send(true)}>
          <CornerDownLeft class="ui-mirror" />
        </ToolButton>
      </Show>
      <IconButton class="cobrowsing-field-close" label={t("cobrowsing.fieldClose")} onClick={() => props.onClose()}>
        <X />
      </IconButton>
    </form>
  );
}
