import type { JSX } from "solid-js";

/** Text for screen readers only. */
export function VisuallyHidden(props: { children: JSX.Element }) {
  return <span class="ui-hidden">{props.children}</span>;
}
