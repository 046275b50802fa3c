import X from "lucide-solid/icons/x";
import { createUniqueId, For, Show, type JSX } from "solid-js";
import "./field.css";
import "./token-field.css";

/**
 * Several short texts in one field. Enter, a comma, leaving the field and pasting several lines make one;
 * Backspace in the empty line takes the last one back into the line. Each stands once.
 */
export function TokenField(props: {
  label: string;
  hideLabel?: boolean | undefined;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Accessible name of a token's button, as "Remove x". */
  removeLabel: (value: string) => string;
  placeholder?: string | undefined;
  help?: string | undefined;
  error?: string | undefined;
  /** Characters of one text, and how many there may be. */
  maxlength?: number | undefined;
  most?: number | undefined;
  inputmode?: "text" | "decimal" | "url" | undefined;
  /** How a value reads; absent: as it is. */
  text?: ((value: string) => string) | undefined;
  /** Instead of the line to type in: what adds one (a picker). */
  add?: JSX.Element;
}) {
  const id = createUniqueId();
  let line: HTMLInputElement | undefined;
  const isFull = () => props.values.length >= (props.most ?? Number.POSITIVE_INFINITY);

  const put = (raw: string) => {
    const cut = raw.split(/[\n,]/).flatMap((part) => part.trim().slice(0, props.maxlength) || []);
    const next = [...new Set([...props.values, ...cut])].slice(0, props.most);
    if (next.length !== props.values.length) props.onChange(next);
    if (line) line.value = "";
  };
  const remove = (value: string) => {
    props.onChange(props.values.filter((each) => each !== value));
    line?.focus();
  };
  const press = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    if (event.isComposing) return;
    const { value } = event.currentTarget;
    if ((event.key === "Enter" || event.key === ",") && value.trim() !== "") {
      event.preventDefault();
      put(value);
    } else if (event.key === "Enter") event.preventDefault();
    else if (event.key === "Backspace" && value === "" && props.values.length > 0) {
      event.preventDefault();
      event.currentTarget.value = props.values.at(-1) ?? "";
      props.onChange(props.values.slice(0, -1));
    }
  };

  return (
    <div class="ui-field ui-token-field" data-invalid={props.error ? "" : undefined}>
      <label class={props.hideLabel ? "ui-hidden" : "ui-field-label"} for={id}>
        {props.label}
      </label>
      <div class="ui-field-control" onClick={(event) => event.target === event.currentTarget && line?.focus()}>
        <For each={props.values}>
          {(value) => (
            <span class="ui-token" dir="auto">
              <span class="ui-truncate">{props.text?.(value) ?? value}</span>
              <button
                type="button"
                class="ui-token-remove"
                aria-label={props.removeLabel(value)}
                onClick={() => remove(value)}
              >
                <X />
              </button>
            </span>
          )}
        </For>
        <Show when={!isFull()}>
          {props.add ?? (
            <input
              id={id}
              ref={line}
              type="text"
              dir="auto"
              autocomplete="off"
              spellcheck={false}
              inputMode={props.inputmode}
              maxlength={props.maxlength}
              placeholder={props.values.length === 0 ? props.placeholder : undefined}
              aria-invalid={props.error ? "true" : undefined}
              aria-describedby={props.error || props.help ? `${id}-words` : undefined}
              onKeyDown={press}
              onBlur={(event) => event.currentTarget.value.trim() !== "" && put(event.currentTarget.value)}
              onPaste={(event) => {
                const pasted = event.clipboardData?.getData("text") ?? "";
                if (!pasted.includes("\n")) return;
                event.preventDefault();
                put(event.currentTarget.value + pasted);
              }}
            />
          )}
        </Show>
      </div>
      <Show when={props.error ?? props.help}>
        <span id={`${id}-words`} class={props.error ? "ui-field-error" : "ui-field-help"}>
          {props.error ?? props.help}
        </span>
      </Show>
    </div>
  );
}
