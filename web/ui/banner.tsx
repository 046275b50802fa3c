import { Show } from "solid-js";
import type { JSX } from "solid-js";
import { Spinner } from "./spinner.tsx";
import "./banner.css";

/**
 * One line across the top of a region about the state of the whole: offline, connecting again, sound blocked.
 * It is polite for screen readers; `tone` "red" interrupts them. Keep it mounted inside a <Show>.
 */
export function Banner(props: {
  tone?: "neutral" | "amber" | "red" | "green" | "brand" | undefined;
  icon?: JSX.Element;
  /** A spinner instead of the icon. */
  busy?: boolean | undefined;
  children: JSX.Element;
  action?: JSX.Element;
}) {
  return (
    <div class="ui-banner" data-tone={props.tone ?? "neutral"} role={props.tone === "red" ? "alert" : "status"}>
      <Show when={props.busy} fallback={props.icon}>
        <Spinner />
      </Show>
      <span class="ui-banner-text">{props.children}</span>
      {props.action}
    </div>
  );
}
