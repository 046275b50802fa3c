import CircleAlert from "lucide-solid/icons/circle-alert";
import { Show } from "solid-js";
import "./form-problem.css";

/** Why the server did not do what the form asked, above its button. Heard at once. */
export function FormProblem(props: { text: string | null }) {
  return (
    <div role="alert">
      <Show when={props.text}>
        <p class="form-problem">
          <CircleAlert />
          <span>{props.text}</span>
        </p>
      </Show>
    </div>
  );
}
