import { Show } from "solid-js";
import type { JSX } from "solid-js";
import "./empty-state.css";

/** What stands where a list or page has nothing: why, and what to do. `icon` is one Lucide icon. */
export function EmptyState(props: {
  icon: JSX.Element;
  title: string;
  text?: string | undefined;
  action?: JSX.Element;
}) {
  return (
    <div class="ui-empty">
      <span class="ui-empty-tile" aria-hidden="true">
        {props.icon}
      </span>
      <p class="ui-empty-title">{props.title}</p>
      <Show when={props.text}>
        <p class="ui-empty-text">{props.text}</p>
      </Show>
      <Show when={props.action}>
        <div class="ui-empty-action">{props.action}</div>
      </Show>
    </div>
  );
}
