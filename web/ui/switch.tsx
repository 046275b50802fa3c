import * as Kobalte from "@kobalte/core/switch";
import { Show } from "solid-js";
import "./field.css";
import "./switch.css";

/** On or off, at once. `trailing` puts the switch at the end of its row, as in lists of settings. */
export function Switch(props: {
  label: string;
  help?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
  trailing?: boolean | undefined;
  disabled?: boolean | undefined;
}) {
  return (
    <Kobalte.Root
      class="ui-choice"
      data-reverse={props.trailing ? "" : undefined}
      checked={props.checked}
      onChange={(checked) => props.onChange(checked)}
      disabled={props.disabled ?? false}
    >
      <Kobalte.Input class="ui-choice-input" />
      <Kobalte.Control class="ui-switch">
        <Kobalte.Thumb class="ui-switch-thumb" />
      </Kobalte.Control>
      <span class="ui-choice-words">
        <Kobalte.Label class="ui-choice-label">{props.label}</Kobalte.Label>
        <Show when={props.help}>
          <Kobalte.Description class="ui-field-help">{props.help}</Kobalte.Description>
        </Show>
      </span>
    </Kobalte.Root>
  );
}
