import Check from "lucide-solid/icons/check";
import { For, Show } from "solid-js";
import "./choice-row.css";

/**
 * A few answers of which one is chosen, once. Pressable while nothing is chosen and `onChoose` is given; afterwards they
 * stand there, and the chosen one is marked.
 */
export function ChoiceRow(props: {
  /** Accessible name of the row. */
  label: string;
  choices: readonly string[];
  chosen?: number | undefined;
  /** Said of the chosen one, beside its words. */
  chosenLabel: string;
  onChoose?: ((index: number) => void) | undefined;
}) {
  return (
    <div class="ui-answers" role="group" aria-label={props.label}>
      <For each={props.choices}>
        {(choice, index) => (
          <Show
            when={props.chosen === undefined && props.onChoose}
            fallback={
              <span class="ui-answer" data-chosen={props.chosen === index() ? "" : undefined}>
                <Show when={props.chosen === index()}>
                  <Check role="img" aria-label={props.chosenLabel} aria-hidden={undefined} />
                </Show>
                {choice}
              </span>
            }
          >
            {(choose) => (
              <button type="button" class="ui-answer" dir="auto" onClick={() => choose()(index())}>
                {choice}
              </button>
            )}
          </Show>
        )}
      </For>
    </div>
  );
}
