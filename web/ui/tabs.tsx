import * as Kobalte from "@kobalte/core/tabs";
import { For } from "solid-js";
import type { JSX } from "solid-js";
import "./tabs.css";

export type Tab<Value extends string> = {
  value: Value;
  label: string;
  icon?: () => JSX.Element;
  trailing?: () => JSX.Element;
};

/**
 * Tabs with their panels. `children` draws the panel of a value, only while it is chosen. Arrow keys move between tabs;
 * they choose at once.
 */
export function Tabs<Value extends string>(props: {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  variant?: "line" | "pill" | undefined;
  /** Beside the tabs, at the end of their row. */
  trailing?: JSX.Element;
  children: (value: Value) => JSX.Element;
  class?: string | undefined;
}) {
  const choose = (value: string) => {
    const tab = props.tabs.find((candidate) => candidate.value === value);
    if (tab) props.onChange(tab.value);
  };
  return (
    <Kobalte.Root
      value={props.value}
      onChange={choose}
      class={`ui-tabs${props.class ? ` ${props.class}` : ""}`}
      data-variant={props.variant ?? "line"}
    >
      <div class="ui-tabs-row">
        <Kobalte.List class="ui-tabs-list" aria-label={props.label}>
          <For each={props.tabs}>
            {(tab) => (
              <Kobalte.Trigger class="ui-tab" value={tab.value} data-tab={tab.value}>
                {tab.icon?.()}
                <span class="ui-truncate">{tab.label}</span>
                {tab.trailing?.()}
              </Kobalte.Trigger>
            )}
          </For>
        </Kobalte.List>
        {props.trailing}
      </div>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content class="ui-tab-panel" value={tab.value}>
            {props.children(tab.value)}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte.Root>
  );
}
