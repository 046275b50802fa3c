import * as Kobalte from "@kobalte/core/dropdown-menu";
import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";
import type { JSX } from "solid-js";
import { Kbd } from "./kbd.tsx";
import "./panel.css";

/** What the element that opens something must spread. */
export type TriggerProps = JSX.ButtonHTMLAttributes<HTMLButtonElement>;

/** A button with a menu: `trigger={(p) => <Button {...p}>Status</Button>}`, and Menu… parts as children. */
export function Menu(props: {
  trigger: (props: TriggerProps) => JSX.Element;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "top-end" | "right-end" | undefined;
  children: JSX.Element;
}) {
  return (
    <Kobalte.Root gutter={4} placement={props.placement ?? "bottom-start"} modal={false}>
      <Kobalte.Trigger as={(trigger: TriggerProps) => props.trigger(trigger)} />
      {/* In the page's main part, or nobody who goes from landmark to landmark finds it. */}
      <Kobalte.Portal mount={document.querySelector("main") ?? document.body}>
        <Kobalte.Content class="ui-panel">{props.children}</Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}

/** Something to do. `detail` is a second, quieter line. */
export function MenuItem(props: {
  onSelect: () => void;
  icon?: JSX.Element;
  detail?: string | undefined;
  keys?: string | undefined;
  tone?: "danger" | "done" | undefined;
  disabled?: boolean | undefined;
  children: JSX.Element;
}) {
  return (
    <Kobalte.Item
      class="ui-panel-item"
      data-tone={props.tone}
      disabled={props.disabled ?? false}
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

/** One of several, by MenuChoice; `label` is its heading. */
export function MenuChoices(props: {
  label?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  children: JSX.Element;
}) {
  return (
    <Kobalte.RadioGroup value={props.value} onChange={(value) => props.onChange(value)}>
      <Show when={props.label}>
        <Kobalte.GroupLabel class="ui-panel-heading">{props.label}</Kobalte.GroupLabel>
      </Show>
      {props.children}
    </Kobalte.RadioGroup>
  );
}

export function MenuChoice(props: {
  value: string;
  icon?: JSX.Element;
  detail?: string | undefined;
  children: JSX.Element;
}) {
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

/** A heading over the items that follow it inside. */
export function MenuGroup(props: { label: string; children: JSX.Element }) {
  return (
    <Kobalte.Group>
      <Kobalte.GroupLabel class="ui-panel-heading">{props.label}</Kobalte.GroupLabel>
      {props.children}
    </Kobalte.Group>
  );
}

export function MenuSeparator() {
  return <Kobalte.Separator class="ui-panel-separator" />;
}
