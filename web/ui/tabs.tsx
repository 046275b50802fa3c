import { For, Show, createUniqueId } from "solid-js";
import type { JSX } from "solid-js";
import "./tabs.css";

export type Tab<Value extends string> = {
  value: Value;
  label: string;
  icon?: () => JSX.Element;
  trailing?: () => JSX.Element;
};

/**
 * Tabs with their panels. `children` draws the panel of a value, only while it is chosen. Arrow keys, Home and End move
 * between tabs; they choose at once.
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
  const id = createUniqueId();
  /** A panel that holds nothing to reach is reached itself. */
  const reach = (panel: HTMLElement) =>
    queueMicrotask(() => {
      if (!panel.querySelector("a[href], button, input, select, textarea, [tabindex]")) panel.tabIndex = 0;
    });
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }, from: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const count = props.tabs.length;
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const to =
      event.key === forward
        ? (from + 1) % count
        : event.key === "ArrowLeft" || event.key === "ArrowRight"
          ? (from + count - 1) % count
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? count - 1
              : null;
    const tab = to === null ? undefined : props.tabs[to];
    if (!tab) return;
    event.preventDefault();
    props.onChange(tab.value);
    document.getElementById(`${id}-tab-${tab.value}`)?.focus();
  };
  return (
    <div class={`ui-tabs${props.class ? ` ${props.class}` : ""}`} data-variant={props.variant ?? "line"}>
      <div class="ui-tabs-row">
        <div class="ui-tabs-list" role="tablist" aria-label={props.label}>
          <For each={props.tabs}>
            {(tab, index) => {
              const isChosen = () => tab.value === props.value;
              return (
                <button
                  type="button"
                  role="tab"
                  class="ui-tab"
                  id={`${id}-tab-${tab.value}`}
                  aria-selected={isChosen()}
                  aria-controls={isChosen() ? `${id}-panel-${tab.value}` : undefined}
                  tabIndex={isChosen() ? 0 : -1}
                  data-tab={tab.value}
                  data-selected={isChosen() ? "" : undefined}
                  onKeyDown={(event) => move(event, index())}
                  onClick={(event) => {
                    // Safari does not give it to a button that is pressed.
                    event.currentTarget.focus();
                    props.onChange(tab.value);
                  }}
                >
                  {tab.icon?.()}
                  <span class="ui-truncate">{tab.label}</span>
                  {tab.trailing?.()}
                </button>
              );
            }}
          </For>
        </div>
        {props.trailing}
      </div>
      <Show when={props.value} keyed>
        {(value) => (
          <div
            role="tabpanel"
            class="ui-tab-panel"
            id={`${id}-panel-${value}`}
            aria-labelledby={`${id}-tab-${value}`}
            ref={reach}
          >
            {props.children(value)}
          </div>
        )}
      </Show>
    </div>
  );
}
