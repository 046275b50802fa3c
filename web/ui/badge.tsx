import { Show } from "solid-js";
import type { JSX } from "solid-js";
import { useUi } from "./ui-context.tsx";
import "./badge.css";

export type Tone = "neutral" | "brand" | "orange" | "green" | "amber" | "red";

/** A short word beside something: a state, a kind. Not pressable. */
export function Badge(props: { tone?: Tone | undefined; icon?: JSX.Element; children: JSX.Element }) {
  return (
    <span class="ui-badge" data-tone={props.tone ?? "neutral"}>
      {props.icon}
      <span class="ui-truncate">{props.children}</span>
    </span>
  );
}

/**
 * How many wait. Nothing is drawn at 0. Above `max` (99) it says "99+". `label` is what a screen reader says instead
 * of the bare number, for example "3 unread".
 */
export function Count(props: {
  value: number;
  label: string;
  max?: number | undefined;
  tone?: "brand" | "neutral" | "red" | undefined;
}) {
  const ui = useUi();
  const max = () => props.max ?? 99;
  const shown = () => {
    const number = new Intl.NumberFormat(ui.locale());
    return props.value > max() ? `${number.format(max())}+` : number.format(props.value);
  };
  return (
    <Show when={props.value > 0}>
      <span class="ui-count" data-tone={props.tone ?? "brand"}>
        <span aria-hidden="true">{shown()}</span>
        <span class="ui-hidden">{props.label}</span>
      </span>
    </Show>
  );
}

/** A coloured dot. Colour alone says nothing: put a word beside it, or give it one with `label`. */
export function StatusDot(props: { tone: Tone; label?: string | undefined; blink?: boolean | undefined }) {
  return (
    <span
      class="ui-dot"
      data-tone={props.tone}
      data-blink={props.blink ? "" : undefined}
      role={props.label ? "img" : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : "true"}
    />
  );
}
