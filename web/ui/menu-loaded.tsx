import * as Kobalte from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";
import { Kbd } from "./kbd.tsx";
import type { Adopt, TriggerProps } from "./late-trigger.ts";
import {
  type ChoiceProps,
  type ChoicesProps,
  type GroupProps,
  type ItemProps,
  MenuParts,
  type MenuProps,
} from "./menu.tsx";
import "./panel.css";

/** What Menu is once it has loaded: around a trigger that is there already. */
export function LoadedMenu(props: Omit<MenuProps, "trigger"> & Adopt & { defaultOpen: boolean }) {
  return (
    <Kobalte.Root
      gutter={4}
      placement={props.placement ?? "bottom-start"}
      modal={false}
      defaultOpen={props.defaultOpen}
    >
      <Kobalte.Trigger
        as={(trigger: TriggerProps) => {
          props.adopt(trigger);
          return null;
        }}
      />
      {/* In the page's main part, or nobody who goes from landmark to landmark finds it. */}
      <Kobalte.Portal mount={document.querySelector("main") ?? document.body}>
        <Kobalte.Content class="ui-panel">
          <MenuParts.Provider value={parts}>{props.children}</MenuParts.Provider>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}

function Item(props: ItemProps) {
  return (
    <Kobalte.Item
      class="ui-panel-item"
      data-tone={props.tone}
      disabled={props.disabled ?? false}
      // What opens takes the focus while the key is still down: without this, the key would press the button that has it then.
      onKeyDown={(event: KeyboardEvent) => event.key === "Enter" && event.preventDefault()}
      onSelect={() => props.onSelect()}
    >
      {props.icon}
      <span class="ui-panel-item-text">
        {props.children}
        <Show when={props.detail}>
          <span class="ui-panel-item-detail">{props.detail}</span>
        </Show>
      </span>
      <Show when={props.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </Kobalte.Item>
  );
}

function Choices(props: ChoicesProps) {
  return (
    <Kobalte.RadioGroup value={props.value} onChange={(value) => props.onChange(value)}>
      <Show when={props.label}>
        <Kobalte.GroupLabel class="ui-panel-heading">{props.label}</Kobalte.GroupLabel>
      </Show>
      {props.children}
    </Kobalte.RadioGroup>
  );
}

function Choice(props: ChoiceProps) {
  return (
    <Kobalte.RadioItem class="ui-panel-item" value={props.value} closeOnSelect>
      {props.icon}
      <span class="ui-panel-item-text">
        {props.children}
        <Show when={props.detail}>
          <span class="ui-panel-item-detail">{props.detail}</span>
        </Show>
      </span>
      <span class="ui-panel-check">
        <Kobalte.ItemIndicator>
          <Check />
        </Kobalte.ItemIndicator>
      </span>
    </Kobalte.RadioItem>
  );
}

function Group(props: GroupProps) {
  return (
    <Kobalte.Group>
      <Kobalte.GroupLabel class="ui-panel-heading">{props.label}</Kobalte.GroupLabel>
      {props.children}
    </Kobalte.Group>
  );
}

function Separator() {
  return <Kobalte.Separator class="ui-panel-separator" />;
}

const parts = { Item, Choices, Choice, Group, Separator };
