import X from "lucide-solid/icons/x";
import { For, Match, Switch, onMount } from "solid-js";
import type { Field } from "../../replay/replay-message.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { t } from "./cobrowsing-intl.ts";

/** Fills in a field of the customer's page. What stands in it now is hidden, so what is sent replaces it. */
export function FieldBar(props: {
  field: Field;
  onText: (text: string) => void;
  onOption: (option: number) => void;
  onClose: () => void;
}) {
  let input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | undefined;
  onMount(() => input?.focus());
  const name = () => props.field.name || t("cobrowsing.field");
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (input instanceof HTMLSelectElement) props.onOption(input.selectedIndex);
    else if (input !== undefined) props.onText(input.value);
    props.onClose();
  };
  return (
    <form
      class="cobrowsing-field"
      onSubmit={send}
      onKeyDown={(event) => {
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
      <IconButton label={t("cobrowsing.fieldClose")} onClick={() => props.onClose()}>
        <X />
      </IconButton>
    </form>
  );
}
