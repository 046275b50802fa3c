import * as Kobalte from "@kobalte/core/checkbox";
import Check from "lucide-solid/icons/check";
import Minus from "lucide-solid/icons/minus";
import { Show } from "solid-js";
import "./checkbox.css";
import "./field.css";
import "./switch.css";

/** Chosen or not, taking effect with the form around it. `mixed`: some of what it stands for. */
export function Checkbox(props: {
  label: string;
  hideLabel?: boolean | undefined;
  help?: string | undefined;
  checked: boolean;
  mixed?: boolean | undefined;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
}) {
  return (
    <Kobalte.Root
      class="ui-choice"
      checked={props.checked}
      indeterminate={props.mixed ?? false}
      onChange={(checked) => props.onChange(checked)}
      disabled={props.disabled ?? false}
    >
      <Kobalte.Input class="ui-choice-input" />
      <Kobalte.Control class="ui-checkbox">
        <Kobalte.Indicator>
          <Show when={props.mixed} fallback={<Check />}>
            <Minus />
          </Show>
        </Kobalte.Indicator>
      </Kobalte.Control>
      <span class={props.hideLabel ? "ui-hidden" : "ui-choice-words"}>
        <Kobalte.Label class="ui-choice-label">{props.label}</Kobalte.Label>
        <Show when={props.help}>
          <Kobalte.Description class="ui-field-help">{props.help}</Kobalte.Description>
        </Show>
      </span>
    </Kobalte.Root>
  );
}
