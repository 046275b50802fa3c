import * as Kobalte from "@kobalte/core/select";
import Check from "lucide-solid/icons/check";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import { Show } from "solid-js";
import "./field.css";
import "./panel.css";
import "./select.css";

export type SelectOption<Value extends string> = { value: Value; label: string; detail?: string; disabled?: boolean };

/** One of a few. For many, or for people, use Picker in a Popover. */
export function Select<Value extends string>(props: {
  label: string;
  hideLabel?: boolean | undefined;
  options: readonly SelectOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: "sm" | "md" | undefined;
  help?: string | undefined;
  disabled?: boolean | undefined;
}) {
  const chosen = () => props.options.find((option) => option.value === props.value);
  return (
    <Kobalte.Root<SelectOption<Value>>
      class="ui-field"
      options={[...props.options]}
      optionValue="value"
      optionTextValue="label"
      optionDisabled="disabled"
      {...(chosen() ? { value: chosen() } : {})}
      // Kobalte also tells when the options change their words: nothing was chosen then.
      onChange={(option) => option && option.value !== props.value && props.onChange(option.value)}
      disallowEmptySelection
      disabled={props.disabled ?? false}
      gutter={4}
      sameWidth={false}
      placement="bottom-start"
      itemComponent={(item) => (
        <Kobalte.Item class="ui-panel-item" item={item.item}>
          <span class="ui-panel-item-text">
            <Kobalte.ItemLabel>{item.item.rawValue.label}</Kobalte.ItemLabel>
            <Show when={item.item.rawValue.detail}>
              <Kobalte.ItemDescription class="ui-panel-item-detail">
                {item.item.rawValue.detail}
              </Kobalte.ItemDescription>
            </Show>
          </span>
          <span class="ui-panel-check">
            <Kobalte.ItemIndicator>
              <Check />
            </Kobalte.ItemIndicator>
          </span>
        </Kobalte.Item>
      )}
    >
      <Kobalte.Label class={props.hideLabel ? "ui-hidden" : "ui-field-label"}>{props.label}</Kobalte.Label>
      <Kobalte.Trigger class="ui-select" data-size={props.size ?? "md"}>
        <Kobalte.Value<SelectOption<Value>> class="ui-truncate">
          {(state) => state.selectedOption()?.label}
        </Kobalte.Value>
        <ChevronsUpDown />
      </Kobalte.Trigger>
      <Show when={props.help}>
        <Kobalte.Description class="ui-field-help">{props.help}</Kobalte.Description>
      </Show>
      <Kobalte.Portal>
        <Kobalte.Content class="ui-panel ui-select-panel">
          <Kobalte.Listbox class="ui-select-list" />
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
