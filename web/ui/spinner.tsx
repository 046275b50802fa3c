import { Show } from "solid-js";
import "./spinner.css";

/** Turning ring in the colour of the text. Decoration unless `label` is given; then it is a status. */
export function Spinner(props: { label?: string | undefined }) {
  return (
    <Show when={props.label} fallback={<span class="ui-spinner" aria-hidden="true" />}>
      {(label) => <span class="ui-spinner" role="status" aria-label={label()} />}
    </Show>
  );
}
