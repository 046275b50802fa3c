import * as Kobalte from "@kobalte/core/text-field";
import { Show, splitProps } from "solid-js";
import type { JSX } from "solid-js";
import "./field.css";

export type TextFieldProps = {
  label: string;
  /** Not drawn, still said. */
  hideLabel?: boolean | undefined;
  value: string;
  onChange: (value: string) => void;
  /** One quiet line of help. */
  help?: string | undefined;
  /** What is wrong, as a sentence; its presence makes the field invalid. */
  error?: string | undefined;
  icon?: JSX.Element;
  trailing?: JSX.Element;
  /** Several lines of text, as high as they are. */
  multiline?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  name?: string | undefined;
  type?: "text" | "email" | "url" | "search" | "tel" | "password" | undefined;
  autocomplete?: string | undefined;
  inputmode?: "text" | "email" | "numeric" | "decimal" | "search" | "url" | undefined;
  placeholder?: string | undefined;
  maxlength?: number | undefined;
  autofocus?: boolean | undefined;
  spellcheck?: boolean | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  ref?: ((element: HTMLInputElement | HTMLTextAreaElement) => void) | undefined;
};

/** A labelled line (or `multiline`) of text with help and error, all tied together for screen readers. */
export function TextField(props: TextFieldProps) {
  const [, input] = splitProps(props, [
    "label",
    "hideLabel",
    "value",
    "onChange",
    "help",
    "error",
    "icon",
    "trailing",
    "multiline",
    "required",
    "disabled",
    "name",
    "spellcheck",
    "type",
    "inputmode",
  ]);
  return (
    <Kobalte.Root
      class="ui-field"
      value={props.value}
      onChange={(value) => props.onChange(value)}
      validationState={props.error ? "invalid" : "valid"}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      {...(props.name === undefined ? {} : { name: props.name })}
    >
      <Kobalte.Label class={props.hideLabel ? "ui-hidden" : "ui-field-label"}>{props.label}</Kobalte.Label>
      <div class="ui-field-control">
        {props.icon}
        <Show
          when={props.multiline}
          fallback={
            <Kobalte.Input
              {...input}
              type={props.type ?? "text"}
              inputMode={props.inputmode}
              spellcheck={props.spellcheck}
              dir="auto"
            />
          }
        >
          <Kobalte.TextArea {...input} autoResize rows={3} spellcheck={props.spellcheck} dir="auto" />
        </Show>
        {props.trailing}
      </div>
      <Show when={props.help && !props.error}>
        <Kobalte.Description class="ui-field-help">{props.help}</Kobalte.Description>
      </Show>
      <Kobalte.ErrorMessage class="ui-field-error">{props.error}</Kobalte.ErrorMessage>
    </Kobalte.Root>
  );
}
